"""What every installation begins with, beside its register: one list for all ways in.

Each step adds what is lacking and leaves alone what an office has changed.
"""

from __future__ import annotations


def found_everything(*, with_modelled: bool = False) -> None:
    """Catalogue and scales first: what comes after names them."""
    from bagana.indicators.founding import found_catalogue
    from bagana.programme.founding import found_scales
    from bagana.registers.founding import found_assets

    found_catalogue(with_modelled=with_modelled)
    found_scales()
    found_assets()
    found_daily_work()


def found_daily_work() -> None:
    """Services, functions and kinds of references; rules of meetings; courses."""
    from bagana.casework.escalation import load_climbing
    from bagana.casework.founding import found_services
    from bagana.casework.outreach_founding import load_functions
    from bagana.casework.reference_founding import found_reference_kinds
    from bagana.meetings.founding import load_rules
    from bagana.people.actions.performance_criteria import load_criteria
    from bagana.people.conduct_terms import load_conduct_rules
    from bagana.people.courses import load_courses

    found_services()
    load_functions()
    found_reference_kinds()
    load_climbing()
    load_rules()
    load_courses()
    load_conduct_rules()
    load_criteria()
