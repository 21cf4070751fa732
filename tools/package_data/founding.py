"""The classification of 2018, the two acts and the change of 2019."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from package_data.shapes import SPECIES
from package_data.tables import read_csv, read_features, write_csv

TOSGON_STATUS = {"": "", "evidence": "evidence", "weak evidence": "weak"} | {
    "assumption": "assumption"
}
DENSEST_MN = "км² тутамд {0} хүнтэй; тосгонгүй багуудаас хамгийн нягт 24-ийн нэг"
DENSEST_EN = "{0} persons per km², one of the 24 densest bags without a tosgon"
# What the rule saw in a bag, by the words of the computation's own record.
BASES = (
    (
        r"town bag of under 50 km2; ([\d.]+) persons",
        "50 км²-ээс бага нутагтай; " + DENSEST_MN,
        "territory under 50 km²; " + DENSEST_EN,
    ),
    (
        r"densest bag around .*; ([\d.]+) persons",
        "сумын төв, суурин газрын орчмын баг; " + DENSEST_MN,
        "around the sum centre or town; " + DENSEST_EN,
    ),
    (
        r"remaining bag with few people \((\d+) persons, ([\d.]+)",
        "үлдсэн багуудаас хүн ам цөөнтэй нь ({0} хүн, км² тутамд {1})",
        "of the remaining bags one with few people ({0} persons, {1} per km²)",
    ),
    (
        r"among the 7 most populous .* \((\d+) persons\)",
        "үлдсэн багуудаас хүн ам хамгийн олонтой 7-гийн нэг ({0} хүн)",
        "among the 7 most populous of the remaining bags ({0} persons)",
    ),
    (
        r"assumed to hold the sum centre and countryside; ([\d.]+)",
        "сумын төв болон хөдөө нутгийг хамардаг гэж үзсэн; км² тутамд {0} хүнтэй",
        "assumed to hold the sum centre and countryside; {0} persons per km²",
    ),
    (
        r"not one of the 56 bags of 2018",
        "2018 оны 56 багт ороогүй; сумын төвийн залгаа баг гэж үзсэн",
        "not one of the 56 bags of 2018; assumed to lie beside the sum centre",
    ),
    (
        r"described as an urban-type settlement in an encyclopedia",
        "тосгон болон хөдөө нутагтай; нэвтэрхий тольд хотын маягийн суурин гэсэн",
        "tosgon and countryside; an encyclopedia calls it an urban-type settlement",
    ),
    (
        r"named tosgon in news texts",
        "тосгон болон хөдөө нутагтай; мэдээ, цахим хуудсанд тосгон гэж нэрлэсэн",
        "tosgon and countryside; news texts and web pages call it a tosgon",
    ),
    (
        r"an unlabelled second settlement point",
        "тосгон болон хөдөө нутагтай; хуучин зурагт сумын хоёр дахь суурины нэргүй "
        "цэг бий",
        "tosgon and countryside; an older map has an unnamed second settlement here",
    ),
    (
        r"no source found; chosen to complete",
        "тосгон болон хөдөө нутагтай; эх сурвалж олдоогүй, зарласан 6-д гүйцээж авсан",
        "tosgon and countryside; no source, taken to complete the announced six",
    ),
    (
        r"tosgon status not confirmed",
        "тосгон болон хөдөө нутагтай; энэ нэртэй суурин бий, тосгоны эрх зүйн байдал "
        "баталгаажаагүй",
        "tosgon and countryside; a settlement of the name exists, its status as a "
        "tosgon is not confirmed",
    ),
)
PRESIDIUM = (
    "Сэлэнгэ аймгийн Иргэдийн Төлөөлөгчдийн Хурлын Тэргүүлэгчид",
    "Presidium of the Citizens' Representatives' Hural of Selenge aimag",
)
ASSEMBLY = (
    "Сэлэнгэ аймгийн Иргэдийн Төлөөлөгчдийн Хурал",
    "Citizens' Representatives' Hural of Selenge aimag",
)
ACTS = (
    {
        "key": "programme_2018",
        "body_mn": PRESIDIUM[0],
        "body_en": PRESIDIUM[1],
        "body_unit": "43",
        "kind": "resolution",
        "number": "",
        "meeting": "07",
        "date": "2018-06-05",
        "title_mn": "Багийн хөгжлийн хөтөлбөр батлах тухай",
        "title_en": "On approving the Bag Development Programme",
        "illustrative": "0",
        "note_mn": "Тэргүүлэгчдийн 07 дугаар хуралдаанаар баталсан. Тогтоолын дугаар "
        "мэдэгдээгүй тул хоосон үлдээв; гарчиг нь мэдээнд үндэслэсэн.",
        "note_en": "Approved at meeting No. 07 of the Presidium. The number of the "
        "resolution is not known and is left empty; the title follows the news.",
    },
    {
        "key": "dombon_2019",
        "body_mn": ASSEMBLY[0],
        "body_en": ASSEMBLY[1],
        "body_unit": "43",
        "kind": "resolution",
        "number": "",
        "meeting": "",
        "date": "2019-01-01",
        "title_mn": "Сайхан сумын 4-р баг, Дөмбөнг шинээр байгуулах тухай (жишээ)",
        "title_en": "On opening Bag 4, Dumbun, in Saikhan sum (illustrative)",
        "illustrative": "1",
        "note_mn": "Жишээ шийдвэр. Сэлэнгэд 2018 онд 56, одоо 57 баг байна; Дөмбөн "
        "хожуу байгуулагдсан гэж үзэв. Огноо нь таамаг, жинхэнэ шийдвэр олдоогүй.",
        "note_en": "Illustrative act. Selenge had 56 bags in 2018 and has 57 today; "
        "Dumbun is taken to be the later one. The date is assumed; no act was found.",
    },
)
CHANGE_COLUMNS = [
    "key",
    "act",
    "kind",
    "effective_on",
    "from_code",
    "to_code",
    "measure",
    "share",
    "part",
    "whole",
    "nature",
    "basis_mn",
    "basis_en",
]
CENSUS_BASIS = (
    "official",
    "2025 оны тооллогоор хоёр багийн тооны харьцаа",
    "ratio of the two bags' figures in the 2025 census",
)
AREA_BASIS = (
    "modelled",
    "бүдүүвч зургийн талбайн харьцаа",
    "ratio of areas on the schematic map",
)
HERD_BASIS = (
    "modelled",
    "загварчилсан хэсгүүдийн 2020 оны малын тооны харьцаа",
    "ratio of livestock of 2020 in the modelled blocks",
)


def build(source: Path, target: Path, blocks: Sequence[Mapping[str, Any]]) -> None:
    """Write classification, acts and changes."""
    _write_classification(source, target)
    write_csv(target / "acts.csv", list(ACTS[0]), ACTS)
    _write_changes(source, target, blocks)


def _write_classification(source: Path, target: Path) -> None:
    rows = read_csv(source / "selenge_demo" / "selenge_classification.csv")
    made = [_classified(row) for row in sorted(rows, key=lambda row: row["code"])]
    write_csv(target / "classification.csv", list(made[0]), made)


def _classified(row: dict[str, str]) -> dict[str, str]:
    basis_mn, basis_en = _basis(row["basis"])
    return {
        "code": row["code"],
        "location_type_2018": row["location_type_2018"],
        "location_type_today": row["location_type_today"],
        "tosgon": row["tosgon"],
        "tosgon_status": TOSGON_STATUS[row["tosgon_status"]],
        "basis_mn": basis_mn,
        "basis_en": basis_en,
    }


def _basis(text: str) -> tuple[str, str]:
    for pattern, mongolian, english in BASES:
        if found := re.search(pattern, text):
            parts = found.groups()
            return (
                "Жишээ ангилал: " + mongolian.format(*parts),
                "Illustrative: " + english.format(*parts),
            )
    raise ValueError(f"no wording for the basis {text!r}")


def _write_changes(
    source: Path, target: Path, blocks: Sequence[Mapping[str, Any]]
) -> None:
    """Write the shares of 433155 that stay and that go to 433157; they sum to one."""
    area = _areas(source)
    heads = {"433155": 0, "433157": 0}
    people, homes = dict(heads), dict(heads)
    for block in blocks:
        if block["bag"] in heads:
            heads[block["bag"]] += sum(block[kind] for kind in SPECIES)
            people[block["bag"]] += block["population"]
            homes[block["bag"]] += block["households"]
    measures = (
        ("households", homes, CENSUS_BASIS),
        ("population", people, CENSUS_BASIS),
        ("area", area, AREA_BASIS),
        ("livestock", heads, HERD_BASIS),
    )
    rows = [row for name, parts, why in measures for row in _shares(name, parts, why)]
    write_csv(target / "changes.csv", CHANGE_COLUMNS, rows)


def _areas(source: Path) -> dict[str, float]:
    path = source / "selenge_demo" / "selenge_bags_schematic.geojson"
    facts = [feature["properties"] for feature in read_features(path)]
    return {
        fact["code"]: fact["area_km2"]
        for fact in facts
        if fact["variant"] == "today" and fact["code"] in {"433155", "433157"}
    }


def _shares(
    measure: str, parts: Mapping[str, float], why: tuple[str, str, str]
) -> list[dict[str, object]]:
    whole = sum(parts.values())
    leaving = round(parts["433157"] / whole, 6)
    shares = {"433155": round(1 - leaving, 6), "433157": leaving}
    return [
        {
            "key": "dombon_2019",
            "act": "dombon_2019",
            "kind": "split",
            "effective_on": "2019-01-01",
            "from_code": "433155",
            "to_code": code,
            "measure": measure,
            "share": f"{share:.6f}",
            "part": round(parts[code], 3),
            "whole": round(whole, 3),
            "nature": why[0],
            "basis_mn": why[1],
            "basis_en": why[2],
        }
        for code, share in shares.items()
    ]
