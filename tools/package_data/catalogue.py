"""The indicator catalogue of the demonstration, in both languages."""

from pathlib import Path

from package_data.catalogue_groups import (
    AGE_CENSUS,
    AGE_RESIDENT,
    ECOZONES,
    FODDERS,
    SEXES,
    SPECIES_NAMES,
)
from package_data.catalogue_singles import SINGLES
from package_data.tables import write_csv

COLUMNS = [
    "code",
    "name_mn",
    "name_en",
    "dimension",
    "unit_mn",
    "unit_en",
    "direction",
    "decimals",
    "aggregate_units",
    "aggregate_time",
    "nature",
    "source",
    "lowest_level",
    "definition_mn",
    "definition_en",
    "note_mn",
    "note_en",
    "apportion_by",
    "weight_indicator",
    "numerator",
    "denominator",
    "factor",
]
type Entry = dict[str, str]
COUNT = {
    "direction": "neutral",
    "decimals": "0",
    "aggregate_units": "sum",
    "aggregate_time": "last",
    "nature": "official",
    "lowest_level": "bag",
}
PEOPLE = COUNT | {
    "dimension": "people",
    "unit_mn": "хүн",
    "unit_en": "persons",
    "apportion_by": "population",
}
HERD = COUNT | {
    "dimension": "livestock",
    "unit_mn": "толгой",
    "unit_en": "head",
    "apportion_by": "livestock",
}


def build(target: Path) -> None:
    """Write the catalogue, sorted by code."""
    entries = [
        *SINGLES,
        *_census_groups(),
        *_resident_groups(),
        *_herds(),
        *_modelled_herds(),
        *_ecozones(),
        *_fodders(),
    ]
    entries.sort(key=lambda entry: entry["code"])
    write_csv(target / "indicators.csv", COLUMNS, entries)


def _texts(code: str, **texts: tuple[str, str]) -> Entry:
    """Spread pairs of Mongolian and English over their columns."""
    entry = {"code": code}
    for name, (mongolian, english) in texts.items():
        entry |= {f"{name}_mn": mongolian, f"{name}_en": english}
    return entry


def _census_groups() -> list[Entry]:
    """People by sex, by age and by age and sex in the census of 2025."""
    made = []
    for sex, (sex_mn, sex_en) in SEXES.items():
        if sex:
            made.append(
                PEOPLE
                | {"source": "census_2025" if sex == "male" else "census_2025_added"}
                | _texts(
                    f"population_census_{sex}",
                    name=(f"{sex_mn} хүн ам, тооллого", f"{sex_en} population, census"),
                    definition=(
                        "2025 оны тооллогод хамрагдсан суурин хүн амаас "
                        f"{sex_mn.lower()} хүний тоо.",
                        f"{sex_en} residents counted in the 2025 census.",
                    ),
                    note=SEX_NOTES[sex],
                )
            )
        made += [_census_age(sex, age) for age in AGE_CENSUS]
    return made


SEX_NOTES = {
    "male": ("", ""),
    "female": (
        "Нийт тооноос эрэгтэйчүүдийн тоог хасаж гаргав.",
        "Found by taking the number of men from the total.",
    ),
}


def _census_age(sex: str, age: str) -> Entry:
    age_mn, age_en = AGE_CENSUS[age]
    sex_mn, sex_en = SEXES[sex]
    who_mn, who_en = f"{sex_mn} хүн ам".strip(), f"{sex_en} population".strip()
    who_mn, who_en = who_mn[0].upper() + who_mn[1:], who_en[0].upper() + who_en[1:]
    return (
        PEOPLE
        | {"source": "census_2025"}
        | _texts(
            "_".join(filter(None, ["population_census", sex, age])),
            name=(f"{who_mn}, {age_mn}, тооллого", f"{who_en} {age_en}, census"),
            definition=(
                f"2025 оны тооллогын үеийн {age_mn} насны "
                f"{f'{sex_mn.lower()} хүний' if sex else 'хүний'} тоо.",
                f"{f'{sex_en} residents' if sex else 'Residents'} {age_en} "
                "in the 2025 census.",
            ),
            note=(
                "Насны бүлгүүдийн өргөн ижил биш: тооллогын самбарт нийтэлсэн долоон "
                "бүлэг.",
                "Age groups differ in width: the seven groups published by the census.",
            ),
        )
    )


def _resident_groups() -> list[Entry]:
    return [
        PEOPLE
        | {"source": "nso_population", "lowest_level": "sum"}
        | _texts(
            f"population_resident_{age}",
            name=(f"Суурин хүн ам, {mongolian}", f"Resident population {english}"),
            definition=(
                f"Оны эцсийн байдлаар {mongolian} насны суурин хүний тоо.",
                f"Residents {english} at the end of the year.",
            ),
            note=(
                "Жил бүрийн тооцоо; 2025 оны тооллогын тоотой нэг цувралд "
                "нийлүүлэхгүй.",
                "Yearly estimate; never joined with the 2025 census in one series.",
            ),
        )
        for age, (mongolian, english) in AGE_RESIDENT.items()
    ]


def _herds() -> list[Entry]:
    return [
        HERD
        | {"source": "nso_livestock"}
        | _texts(
            f"livestock_{kind}",
            name=(genitive, english),
            definition=(
                f"Жилийн эцсийн мал тооллогоор тоологдсон {kind_mn}, толгойгоор.",
                f"{english}, counted in the livestock census at the end of the year.",
            ),
            note=(
                "2009–2013 оны тоо зуугаар тоймлон нийтлэгдсэн. Энд улс, аймгийн "
                "түвшний тоо бий.",
                "Published in rounded hundreds for 2009–2013. Country and aimag only.",
            ),
        )
        for kind, (kind_mn, genitive, english) in SPECIES_NAMES.items()
    ]


def _modelled_herds() -> list[Entry]:
    return [
        HERD
        | {"source": "model_blocks", "nature": "modelled"}
        | _texts(
            f"livestock_modelled_{kind}",
            name=(f"{genitive}, загвар", f"{english}, modelled"),
            definition=(
                "2020 оны сумын нийтлэгдсэн малын тоог загварчилсан хэсгүүдэд "
                "хуваарилж, багаар нэгтгэсэн тоо.",
                "The published livestock of each sum in 2020, spread over modelled "
                "blocks and added up by bag.",
            ),
            note=(
                "Статистик биш. Сумын нийт тоо, аймгийн таван төрлийн тоотой яг "
                "таарна.",
                "Not a statistic. Adds up exactly to the published total of the sum "
                "and to the five kinds of the aimag.",
            ),
        )
        for kind, (_, genitive, english) in (
            SPECIES_NAMES | {"total": ("мал", "Малын тоо", "Livestock")}
        ).items()
    ]


def _ecozones() -> list[Entry]:
    return [
        COUNT
        | {
            "dimension": "land",
            "unit_mn": "%",
            "unit_en": "%",
            "decimals": "1",
            "aggregate_units": "mean",
            "nature": "own",
            "source": "rangeland_layer",
            "lowest_level": "sum",
            "apportion_by": "area",
            "weight_indicator": "area_km2",
        }
        | _texts(
            f"ecozone_{zone}",
            name=(name_mn, f"Share of {english}"),
            definition=(
                f"Сумын нутаг дэвсгэрийн {where_mn} хамаарах хэсгийн хувь.",
                f"Part of the sum's land that lies in {english}.",
            ),
            note=(
                "Судалгааны нээлттэй давхаргаас; албан ёсны статистик биш.",
                "From an open research layer; not an official statistic.",
            ),
        )
        for zone, (name_mn, where_mn, english) in ECOZONES.items()
    ]


def _fodders() -> list[Entry]:
    return [
        COUNT
        | {
            "dimension": "economy",
            "unit_mn": "тонн",
            "unit_en": "t",
            "direction": "higher",
            "decimals": "1",
            "aggregate_time": "sum",
            "source": "nso_hay_fodder",
            "lowest_level": "sum",
            "apportion_by": "livestock",
        }
        | _texts(
            code,
            name=(mongolian, english),
            definition=(
                f"Тухайн жилд бэлтгэсэн {what_mn}.",
                f"{english} in the year.",
            ),
            note=(
                "Хэмжих нэгжийг эх сурвалжид заагаагүй; тонн гэж үзэв.",
                "The source does not state the unit; taken to be tonnes.",
            ),
        )
        for code, (mongolian, what_mn, english) in FODDERS.items()
    ]
