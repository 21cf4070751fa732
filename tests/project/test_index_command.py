"""bagana index: files in, files out; the same seed gives the same bytes."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bagana.cli import main

pytestmark = pytest.mark.own_home

FRAMEWORK = """
code: trial
title: {mn: Туршилтын индекс, en: Trial index}
scale: {method: minmax, low: 1, high: 100, goalposts: fixed}
treatment: null
missing: {impute: none, dimension_share: 1, overall_share: 1}
groups: {by: group, minimum: 2}
factors: {concentration: 50, aggregates: [geometric, arithmetic], sampling: false}
selection: {top: 1}
replications: 200
tree:
  code: index
  name: {mn: Индекс, en: Index}
  aggregate: geometric
  children:
    - code: schooling
      name: {mn: Сургууль, en: School}
      goalposts: {low: 0, high: 10}
    - code: health
      name: {mn: Эрүүл мэнд, en: Health}
      goalposts: {low: 0, high: 10}
"""
WIDE = """unit,name,year,group,schooling,health
a,Баг А,2020,rural,9,9
b,Баг Б,2020,rural,5,5
c,Баг В,2020,rural,5,5
d,Баг Г,2020,centre,2,8
e,Баг Д,2020,centre,8,2.5
f,Баг Е,2020,centre,4,
"""
LONG = """unit,year,group,indicator,value
a,2020,rural,schooling,9
a,2020,rural,health,9
b,2020,rural,schooling,5
b,2020,rural,health,5
"""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "data.csv").write_text(WIDE, encoding="utf-8")
    return tmp_path


def index(action, *more, lang="en", data="data.csv", whole=False):
    """The command; without charts and report unless the test is on them."""
    files = [] if action == "check" else [data]
    tables = [] if whole or action == "check" else ["--tables"]
    command = ["index", action, "framework.yaml", *files, "--lang", lang]
    return main([*command, *tables, *more])


def rows(folder, name):
    with (Path(folder) / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_a_run_writes_every_table_chart_and_paper(files, capsys):
    assert index("run", "--out", "out", whole=True) == 0
    found = {path.name for path in (files / "out").iterdir()}
    tables = {"scores", "ranks", "normalised", "audit", "not_ranked", "weights",
              "correlations", "groups"}  # fmt: skip
    assert {f"{name}.csv" for name in tables} <= found
    assert {"results.xlsx", "report.pdf", "run.json", "index-rural.svg",
            "index-rural.png", "index-centre.svg"} <= found  # fmt: skip
    assert "Trial index, 2020" in capsys.readouterr().out


def test_ranks_are_inside_groups_and_ties_are_said(files):
    index("run", "--out", "out")
    found = {r["unit"]: (r["rank"], r["tied"], r["of"]) for r in rows("out", "ranks")}
    assert found["a"] == ("1", "0", "3")
    assert found["b"] == found["c"] == ("2", "1", "3")
    assert found["e"] == ("1", "0", "2")


def rows_of(name):
    return rows("out", name)


def test_a_score_can_be_rebuilt_by_hand(files):
    index("run", "--out", "out")
    by_unit = {row["unit"]: row for row in rows_of("scores")}
    # 1 + 99 × 2/10 and 1 + 99 × 8/10, geometric mean with equal weights.
    assert float(by_unit["d"]["score"]) == pytest.approx(
        (20.8 * 80.2) ** 0.5, abs=1e-12
    )


def test_who_lacks_data_is_not_ranked_with_the_reason(files, capsys):
    index("run", "--out", "out")
    told = {row["rule"]: row for row in rows_of("not_ranked")}
    assert told["overall"]["unit"] == "f"
    assert told["overall"]["missing"] == "health"
    assert next(r for r in rows_of("ranks") if r["unit"] == "f")["rank"] == ""
    assert "Not ranked for want of data: 1" in capsys.readouterr().out


def test_a_unit_without_a_single_value_is_told_too(files):
    with (files / "data.csv").open("a", encoding="utf-8") as target:
        target.write("g,Баг Ё,2020,rural,,\n")
    index("run", "--out", "out")
    assert "g" in {row["unit"] for row in rows_of("not_ranked")}


def test_uncertainty_gives_intervals_and_who_is_proposed(files):
    assert index("uncertainty", "--seed", "3", "--out", "out", whole=True) == 0
    found = {row["unit"]: row for row in rows_of("uncertainty")}
    assert (found["a"]["rank_low"], found["a"]["rank_high"]) == ("1", "1")
    assert float(found["a"]["p_top_1"]) == 1
    assert found["a"]["verdict"] == "proposed"
    assert 0 < float(found["d"]["p_top_1"]) < 1
    assert found["f"]["verdict"] == "not_ranked"
    assert Path("out/intervals-rural.svg").exists()


def test_the_same_seed_gives_the_same_bytes(files):
    for folder in ("one", "two"):
        index("uncertainty", "--seed", "3", "--out", folder, whole=True)
    for path in (files / "one").iterdir():
        assert path.read_bytes() == (files / "two" / path.name).read_bytes(), path.name


def test_another_seed_gives_other_draws(files):
    index("uncertainty", "--seed", "3", "--out", "one")
    index("uncertainty", "--seed", "4", "--out", "two")
    one, two = (files / name / "uncertainty.csv" for name in ("one", "two"))
    assert one.read_bytes() != two.read_bytes()


def test_the_record_says_of_what_it_was_computed(files):
    index("uncertainty", "--seed", "3", "--replications", "50", "--out", "out")
    record = json.loads((files / "out" / "run.json").read_text(encoding="utf-8"))
    assert (record["seed"], record["replications"], record["top"]) == (3, 50, 1)
    assert len(record["framework_sha256"]) == len(record["data_sha256"]) == 64


def test_top_is_a_question_that_leaves_the_framework_alone(files):
    hashes = set()
    for top in ("1", "2"):
        index("uncertainty", "--top", top, "--replications", "50", "--out", top)
        record = json.loads((files / top / "run.json").read_text(encoding="utf-8"))
        hashes.add(record["framework_sha256"])
        assert f"p_top_{top}" in rows(files / top, "uncertainty")[0]
    assert len(hashes) == 1


def test_long_rows_give_the_same_as_wide_ones(files):
    (files / "long.csv").write_text(LONG, encoding="utf-8")
    (files / "wide.csv").write_text("".join(WIDE.splitlines(True)[:3]), "utf-8")
    index("run", "--out", "long", data="long.csv")
    index("run", "--out", "wide", data="wide.csv")
    long, wide = (rows(files / name, "scores") for name in ("long", "wide"))
    assert [r["score"] for r in long] == [r["score"] for r in wide]


def test_a_workbook_is_read_as_a_csv_is(files):
    import openpyxl

    book = openpyxl.Workbook()
    for line in csv.reader(WIDE.splitlines()):
        cells = [float(c) if c.replace(".", "").isdigit() else c or None for c in line]
        book.active.append(cells)
    book.save(files / "data.xlsx")
    index("run", "--out", "one")
    index("run", "--out", "two", data="data.xlsx")
    assert rows(files / "one", "scores") == rows(files / "two", "scores")


def test_groups_can_come_from_a_file_of_their_own(files):
    lines = [",".join(row[:3] + row[4:]) for row in csv.reader(WIDE.splitlines())]
    (files / "data.csv").write_text("\n".join(lines), encoding="utf-8")
    told = "unit,group\n" + "".join(f"{unit},one\n" for unit in "abcdef")
    (files / "groups.csv").write_text(told, encoding="utf-8")
    assert index("run", "--groups", "groups.csv", "--out", "out") == 0
    assert {row["group"] for row in rows_of("ranks")} == {"one"}


def test_the_workbook_holds_every_table(files):
    import openpyxl

    index("run", "--out", "out", whole=True)
    book = openpyxl.load_workbook(files / "out" / "results.xlsx")
    assert {"scores", "ranks", "audit", "not_ranked"} <= set(book.sheetnames)
    assert book["ranks"]["E2"].value == 1


@pytest.mark.parametrize(("lang", "word"), [("mn", "Аргачлал"), ("en", "Method")])
def test_the_report_is_in_the_language_asked_for(files, lang, word):
    import pypdf

    index("uncertainty", "--replications", "50", "--out", "out", lang=lang, whole=True)
    reader = pypdf.PdfReader(files / "out" / "report.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert word in text
    assert "Баг А" in text


def test_it_needs_no_installation_no_folder_and_no_django(files):
    kept = {k: v for k, v in os.environ.items() if k != "BAGANA_HOME"}
    code = (
        "import sys\n"
        "from bagana.cli import main\n"
        "code = main(['index', 'run', 'framework.yaml', 'data.csv', '--out', 'out'])\n"
        "sys.exit(code or ('django' in sys.modules))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert not (files / "bagana-data").exists()


def test_a_sound_framework_is_said_to_be_so_with_its_hash(files, capsys):
    assert index("check") == 0
    said = capsys.readouterr().out
    assert "sound" in said
    assert "SHA-256" in said


def test_the_verdict_looks_at_the_years_before_as_the_rule_says(files):
    before = WIDE.replace("2020", "2019").replace("9,9", "1,1").splitlines(True)[1:]
    (files / "data.csv").write_text(WIDE + "".join(before), encoding="utf-8")
    index("uncertainty", "--replications", "50", "--out", "out")
    found = {row["unit"]: row for row in rows_of("uncertainty")}
    assert float(found["a"]["p_top_1"]) == 1
    assert found["a"]["verdict"] != "proposed"
    assert "years" in found["a"]["failed"]


def test_a_group_that_was_merged_is_told_in_table_and_report(files):
    import pypdf

    more = FRAMEWORK.replace("minimum: 2", "minimum: 3, merge: {centre: [rural]}")
    (files / "framework.yaml").write_text(more, encoding="utf-8")
    (files / "data.csv").write_text("".join(WIDE.splitlines(True)[:-1]), "utf-8")
    index("run", "--out", "out", whole=True)
    assert rows_of("groups")[0]["into"] == "rural"
    pages = pypdf.PdfReader(files / "out" / "report.pdf").pages
    assert "joined “rural”" in "\n".join(page.extract_text() for page in pages)


def test_groups_whose_names_differ_in_signs_alone_keep_their_charts(files):
    named = WIDE.replace("rural", "a b").replace("centre", "a/b")
    (files / "data.csv").write_text(named, encoding="utf-8")
    index("run", "--out", "out", whole=True)
    assert {path.name for path in (files / "out").glob("index*.svg")} == {
        "index-a-b.svg",
        "index-a-b-2.svg",
    }


def test_a_cluster_is_asked_where_one_is_named(files, monkeypatch):
    from bagana.project.commands.index import working

    asked = []

    def on_cluster(address, fw, data, **wanted):
        asked.append(address)
        return working.uncertainty(fw, data, **wanted)

    monkeypatch.setattr(working, "uncertainty_on", on_cluster)
    index("uncertainty", "--cluster", "tcp://10.0.0.5:8786", "--out", "out")
    assert asked == ["tcp://10.0.0.5:8786"]


def test_without_dask_it_says_what_to_install(files, monkeypatch, capsys):
    from bagana.project.commands.index import working

    def absent(*_, **__):
        raise ImportError("distributed")

    monkeypatch.setattr(working, "uncertainty_on", absent)
    assert index("uncertainty", "--cluster", "tcp://10.0.0.5:8786") == 1
    assert "bagana[cluster]" in capsys.readouterr().err
