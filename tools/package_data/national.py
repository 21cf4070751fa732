"""The national classification: units, spellings, codes of other registers, kinds."""

import re
from pathlib import Path

from package_data.tables import read_csv, read_features, write_csv

UNIT_COLUMNS = [
    "code",
    "parent",
    "kind",
    "name_mn",
    "name_en",
    "number",
    "proper_name",
    "nso_code",
    "in_list_2022",
    "in_census_2025",
]
# A tosgon is not a rung of the hierarchy: the one that the list gives a bag's
# place (670461 Хатгал) is a bag here and keeps its name.
KINDS = {
    "аймаг": "aimag",
    "нийслэл": "capital",
    "сум": "sum",
    "дүүрэг": "district",
    "баг": "bag",
    "хороо": "khoroo",
    "тосгон": "bag",
}
KIND_ROWS = (
    ("country", 0, "улс", "country"),
    ("aimag", 1, "аймаг", "aimag"),
    ("capital", 1, "нийслэл", "capital city"),
    ("sum", 2, "сум", "sum"),
    ("district", 2, "дүүрэг", "district"),
    ("bag", 3, "баг", "bag"),
    ("khoroo", 3, "хороо", "khoroo"),
)
CYRILLIC = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"
ROMAN = (
    "a b v g d ye yo j z i i k l m n o u p r s t u u f kh ts ch sh sh - ii i e yu ya"
)
LATIN = dict(zip(CYRILLIC, ROMAN.split(), strict=True))
LATIN["ъ"] = ""
VOWELS = "аоуэөүеёяюи"


def build(source: Path, target: Path) -> None:
    """Write units, aliases, external codes and kinds."""
    listed = read_csv(source / "units.csv")
    bags = read_csv(source / "selenge_bags.csv")
    units = sorted((_unit(row) for row in listed), key=lambda row: row["code"])
    units.insert(0, _country())
    write_csv(target / "units.csv", UNIT_COLUMNS, units)
    names = {row["code"]: row for row in units}
    aliases = {
        *_national_aliases(listed, names),
        *_selenge_aliases(bags, names),
        *_latin_sum_names(source, names),
    }
    write_csv(
        target / "aliases.csv",
        ["code", "alias", "source"],
        [{"code": c, "alias": a, "source": s} for c, a, s in sorted(aliases)],
    )
    _write_external_codes(target, listed, bags)
    _write_kinds(target)


def latin(text: str) -> str:
    """Transliterate as the official English list does: ө, ү as u and ь as i."""
    letters = []
    for index, letter in enumerate(text):
        low = letter.lower()
        before = text[index - 1].lower() if index else " "
        plain_e = low == "е" and before.isalpha() and before not in VOWELS
        out = "e" if plain_e else LATIN.get(low, letter)
        letters.append(out.capitalize() if letter != low else out)
    return "".join(letters)


def _country() -> dict[str, str]:
    return {
        "code": "MN",
        "kind": "country",
        "name_mn": "Монгол Улс",
        "name_en": "Mongolia",
        "proper_name": "Монгол Улс",
        "nso_code": "0",
        "in_list_2022": "1",
        "in_census_2025": "1",
    }


def _unit(row: dict[str, str]) -> dict[str, str]:
    name_mn, name_en = _labels(row)
    return {
        "code": row["code"],
        "parent": row["parent_code"],
        "kind": KINDS[row["kind"]],
        "name_mn": name_mn,
        "name_en": name_en,
        "number": row["number"],
        "proper_name": row["proper_name"],
        "nso_code": row["px_area_code"],
        "in_list_2022": row["in_list_2022"],
        "in_census_2025": row["in_census_2025"],
    }


def _labels(row: dict[str, str]) -> tuple[str, str]:
    """Return the official label and its English form.

    The list gives some bags the English form of an older name, so the English of
    a bag is always made from the Mongolian; the list's own form becomes an alias.
    """
    if len(row["code"]) < 6:
        return row["name_mn"], row["name_en"]
    kind_mn, kind_en = row["kind"], KINDS[row["kind"]].capitalize()
    if not row["name_mn"]:
        code = row["code"]
        return f"{kind_mn.capitalize()} (код {code})", f"{kind_en} (code {code})"
    if not row["number"]:
        return row["name_mn"], latin(row["proper_name"])
    proper = row["proper_name"]
    tail_mn, tail_en = (f", {proper}", f", {latin(proper)}") if proper else ("", "")
    number = row["number"]
    return f"{number}-р {kind_mn}{tail_mn}", f"{kind_en} {number}{tail_en}"


def _national_aliases(
    listed: list[dict[str, str]], names: dict[str, dict[str, str]]
) -> set[tuple[str, str, str]]:
    found = set()
    for row in listed:
        unit = names[row["code"]]
        site = re.sub(r" (сум|аймаг)$", "", row["name_mn_nso_site"])
        for alias in {site, row["name_mn"]} - {"", unit["name_mn"]}:
            found.add((row["code"], alias, "nso_site_2026"))
        english = re.sub(r"^(\d+: )?\d+(-r)? ?(bag|khoroo)?,? ?", "", row["name_en"])
        if len(row["code"]) == 6 and _differs(english, latin(row["proper_name"])):
            found.add((row["code"], english, "code_list_2022"))
    return found


def _differs(one: str, other: str) -> bool:
    def bare(text: str) -> str:
        return re.sub(r"[^a-z]", "", text.lower())

    return bool(bare(one)) and bare(one) != bare(other)


def _selenge_aliases(
    bags: list[dict[str, str]], names: dict[str, dict[str, str]]
) -> set[tuple[str, str, str]]:
    found = set()
    for row in bags:
        proper = names[row["code"]]["proper_name"]
        layer = row["alias_bag_layer"].partition(", ")[2]
        if row["alias_zip"] not in {"", proper}:
            found.add((row["code"], row["alias_zip"], "post"))
        if layer not in {"", proper}:
            found.add((row["code"], layer, "rangeland_layer"))
    return found


def _latin_sum_names(
    source: Path, names: dict[str, dict[str, str]]
) -> set[tuple[str, str, str]]:
    features = read_features(source / "selenge_sums_hdx.geojson")
    rows = [(f["properties"]["code"], f["properties"]["name_latin"]) for f in features]
    return {
        (code, name, "cod_ab_2020")
        for code, name in rows
        if name and name != names[code]["name_en"]
    }


def _write_external_codes(
    target: Path, listed: list[dict[str, str]], bags: list[dict[str, str]]
) -> None:
    rows = [("MN", "nso", "0")]
    rows += [(r["code"], "nso", r["px_area_code"]) for r in listed]
    rows += [(r["code"], "post", r["zip"]) for r in bags if r["zip"]]
    columns = ["code", "register", "external_code"]
    write_csv(
        target / "external_codes.csv",
        columns,
        [dict(zip(columns, row, strict=True)) for row in sorted(rows)],
    )


def _write_kinds(target: Path) -> None:
    columns = ["code", "level", "name_mn", "name_en"]
    rows = [dict(zip(columns, row, strict=True)) for row in KIND_ROWS]
    write_csv(target / "kinds.csv", columns, rows)
