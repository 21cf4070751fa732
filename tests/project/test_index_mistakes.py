"""What is wrong with a file is told with its line and column, in either language."""

import pytest

from bagana.cli import main
from tests.project.test_index_command import FRAMEWORK, WIDE, files  # noqa: F401

pytestmark = pytest.mark.usefixtures("files")


def index(*names, lang="en", action="run"):
    beside = [] if action == "check" else ["--tables", "--out", "out"]
    return main(["index", action, *names, "--lang", lang, *beside])


def refused(capsys, data=WIDE, lang="en", more=(), action="run"):
    """What is said on the error stream; a refusal, never a trace."""
    with open("data.csv", "w", encoding="utf-8") as target:
        target.write(data)
    names = ["framework.yaml", *([] if action == "check" else ["data.csv"])]
    assert index(*names, *more, lang=lang, action=action) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_a_cell_that_is_no_number_is_told_with_line_and_column(capsys):
    said = refused(capsys, WIDE.replace("2,8\n", "2,many\n"))
    assert "row 5, health «many»" in said or "row 5, health “many”" in said
    assert "Not a number." in said


def test_and_in_mongolian(capsys):
    said = refused(capsys, WIDE.replace("2,8\n", "2,many\n"), lang="mn")
    assert "мөр 5, health «many»: Тоо биш." in said


def test_every_mistake_is_told_at_once(capsys):
    said = refused(capsys, WIDE.replace("9,9", "x,y").replace("5,5", "z,5"))
    assert said.count("Not a number.") == 4


def test_infinity_is_no_number(capsys):
    assert "Not a number." in refused(capsys, WIDE.replace("9,9", "9,inf"))


def test_a_decimal_comma_is_explained(capsys):
    said = refused(capsys, WIDE.replace("8,2.5", "8,2,5"))
    assert "decimal commas" in said


def test_semicolons_and_tabs_separate_too(capsys):
    for separator in (";", "\t"):
        with open("data.csv", "w", encoding="utf-8") as target:
            target.write(WIDE.replace(",", separator))
        assert index("framework.yaml", "data.csv") == 0


def test_a_row_that_stands_twice_names_the_first(capsys):
    said = refused(capsys, WIDE + "a,Баг А,2020,rural,1,1\n")
    assert "already stand in line 2" in said


def test_an_indicator_that_is_missing_is_guessed(capsys):
    said = refused(capsys, WIDE.replace("schooling", "schoolling"))
    assert "lacks these indicators: schooling" in said
    assert "schoolling" in said.splitlines()[1]


def test_without_a_column_of_units_nothing_can_be_read(capsys):
    assert "no column unit" in refused(capsys, WIDE.replace("unit,", "code,"))


def test_without_a_year_it_asks_for_one(capsys):
    said = refused(capsys, "unit,group,schooling,health\na,rural,1,2\n")
    assert "--year" in said
    assert index("framework.yaml", "data.csv", "--year", "2020") == 0


def test_a_year_that_the_data_lack_is_refused(capsys):
    assert "no year 2019" in refused(capsys, more=["--year", "2019"])


def test_a_year_that_is_no_year_is_told(capsys):
    said = refused(capsys, WIDE.replace("a,Баг А,2020", "a,Баг А,last"))
    assert "four digits" in said


def test_units_without_a_group_are_named(capsys):
    said = refused(capsys, WIDE.replace("a,Баг А,2020,rural", "a,Баг А,2020,"))
    assert "1 units have no group" in said
    assert "--groups" in said


def test_a_unit_in_two_groups_is_told(capsys):
    said = refused(capsys, WIDE + "a,Баг А,2019,centre,1,1\n")
    assert "two groups" in said


def test_two_columns_of_one_name_are_refused(capsys):
    said = refused(capsys, WIDE.replace("schooling", "health"))
    assert "same name: health" in said


def test_a_file_that_is_not_there_is_named(capsys):
    code = main(["index", "run", "framework.yaml", "nowhere.csv", "--lang", "en"])
    assert code == 1
    assert "nowhere.csv" in capsys.readouterr().err


def test_a_file_in_another_encoding_is_explained(capsys):
    with open("data.csv", "wb") as target:
        target.write(WIDE.encode("cp1251", errors="replace"))
    assert main(["index", "run", "framework.yaml", "data.csv", "--lang", "en"]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_a_workbook_that_is_none_is_refused(capsys):
    with open("data.xlsx", "wb") as target:
        target.write(b"not a workbook")
    assert main(["index", "run", "framework.yaml", "data.xlsx", "--lang", "en"]) == 1
    assert "data.xlsx" in capsys.readouterr().err


def test_an_empty_file_is_said_to_be_empty(capsys):
    assert "no rows" in refused(capsys, "\n\n")


@pytest.mark.parametrize(("lang", "word"), [("en", "line"), ("mn", "мөр")])
def test_a_mistake_in_the_framework_is_told_with_its_line(capsys, lang, word):
    broken = FRAMEWORK.replace("aggregate: geometric", "aggregate: geometrical")
    with open("framework.yaml", "w", encoding="utf-8") as target:
        target.write(broken)
    line = broken.splitlines().index("  aggregate: geometrical") + 1
    said = refused(capsys, lang=lang, action="check")
    assert str(line) in said


def test_a_factor_that_cannot_act_is_an_error(capsys):
    with open("framework.yaml", "w", encoding="utf-8") as target:
        target.write(FRAMEWORK.replace("sampling: false", "treatment: true"))
    said = refused(capsys, action="uncertainty")
    assert "treat" in said


def test_formulas_in_names_stay_texts():
    with open("data.csv", "w", encoding="utf-8") as target:
        target.write(WIDE.replace("Баг А", "=1+1"))
    index("framework.yaml", "data.csv")
    with open("out/ranks.csv", encoding="utf-8") as source:
        assert "'=1+1" in source.read()


def test_nothing_is_asked_for_is_refused_by_the_parser():
    with pytest.raises(SystemExit):
        main(["index"])


@pytest.mark.parametrize("year", ["0000", "20200", "²⁰²⁰", "2020.5"])
def test_only_years_of_four_digits_are_years(capsys, year):
    assert "four digits" in refused(capsys, WIDE.replace("a,Баг А,2020", f"a,А,{year}"))


def test_options_that_nothing_could_follow_are_refused(capsys):
    assert "four digits" in refused(capsys, more=["--year", "20200"])
    for option in ("--top", "--seed"):
        said = refused(capsys, more=[option, "-1"], action="uncertainty")
        assert option in said


def test_a_heading_alone_is_no_table(capsys):
    assert "no rows" in refused(capsys, WIDE.splitlines(True)[0])


def test_a_year_in_which_nobody_is_ranked_is_no_fault(capsys):
    nobody = "".join(f"{u},{u},2020,rural,5,\n" for u in "abc")
    with open("data.csv", "w", encoding="utf-8") as target:
        target.write(WIDE.splitlines(True)[0] + nobody)
    beside = ["--lang", "en", "--out", "out"]
    assert main(["index", "run", "framework.yaml", "data.csv", *beside]) == 0
    assert "Not ranked for want of data: 3" in capsys.readouterr().out
    assert main(["index", "uncertainty", "framework.yaml", "data.csv", *beside]) == 0
