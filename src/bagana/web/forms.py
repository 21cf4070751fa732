"""How every form is drawn: label above, hint under it, error beside what is wrong."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """Django's own widgets in our fields; our templates know our tags."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/form_field.html"

    @cached_property
    def engine(self) -> Any:
        import django.forms

        options: Any = settings.TEMPLATES[0]["OPTIONS"]
        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [f"{django.forms.__path__[0]}/templates"],
                "NAME": "bagana-forms",
                "OPTIONS": {"builtins": options["builtins"]},
            }
        )
