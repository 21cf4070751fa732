"""Indicators that stand alone: totals, areas, derived ratios, own counts."""

type Entry = dict[str, str]
COUNT = {
    "direction": "neutral",
    "decimals": "0",
    "aggregate_units": "sum",
    "aggregate_time": "last",
    "nature": "official",
    "lowest_level": "bag",
}
RATIO = {
    "direction": "neutral",
    "aggregate_units": "ratio",
    "aggregate_time": "none",
    "nature": "official",
    "lowest_level": "bag",
    "factor": "1",
}
NOT_MIXED_MN = "Суурин хүн амын жил бүрийн тоо, 2025 оны тооллого хоёр тусдаа цуврал."
NOT_MIXED_EN = "The yearly resident population and the 2025 census are two series."
AREA_MN = (
    "Албан ёсны талбай биш: нийтлэгдсэн хилийн давхаргаас бодож гаргав. 433155, 433157 "
    "багийн 2019 оноос хойших талбай нийтлэгдээгүй."
)
AREA_EN = (
    "Not an official area: computed from published boundary layers. None is published "
    "for bags 433155 and 433157 after 2019."
)

TOTALS: list[Entry] = [
    COUNT
    | {
        "code": "population_census",
        "name_mn": "Хүн амын тоо, тооллого",
        "name_en": "Population, census",
        "dimension": "people",
        "unit_mn": "хүн",
        "unit_en": "persons",
        "source": "census_2025",
        "definition_mn": "2025 оны Хүн ам, орон сууцны тооллогоор тухайн нэгжид суурин "
        "оршин суугчаар тоологдсон хүний тоо.",
        "definition_en": "Persons counted as residents of the unit in the Population "
        "and Housing Census of 2025.",
        "note_mn": NOT_MIXED_MN,
        "note_en": NOT_MIXED_EN,
        "apportion_by": "population",
    },
    COUNT
    | {
        "code": "population_resident",
        "name_mn": "Суурин хүн амын тоо",
        "name_en": "Resident population",
        "dimension": "people",
        "unit_mn": "хүн",
        "unit_en": "persons",
        "source": "nso_population",
        "lowest_level": "sum",
        "definition_mn": "Оны эцэст тухайн нэгжид суурин оршин суугаа хүний тоо, жил "
        "бүрийн тооцоо.",
        "definition_en": "Persons resident in the unit at the end of the year, by the "
        "yearly estimate.",
        "note_mn": NOT_MIXED_MN,
        "note_en": NOT_MIXED_EN,
        "apportion_by": "population",
    },
    COUNT
    | {
        "code": "households",
        "name_mn": "Өрхийн тоо",
        "name_en": "Households",
        "dimension": "households",
        "unit_mn": "өрх",
        "unit_en": "households",
        "source": "census_2025",
        "definition_mn": "2025 оны Хүн ам, орон сууцны тооллогод тоологдсон "
        "өрхийн тоо.",
        "definition_en": "Households counted in the Population and Housing Census of "
        "2025.",
        "apportion_by": "households",
    },
    COUNT
    | {
        "code": "herder_households",
        "name_mn": "Малчин өрхийн тоо",
        "name_en": "Herder households",
        "dimension": "households",
        "unit_mn": "өрх",
        "unit_en": "households",
        "source": "nso_herder_households",
        "definition_mn": "Жилийн дөрвөн улиралд мал маллаж, амьжиргааных нь үндсэн эх "
        "үүсвэр мал аж ахуй болдог өрхийн тоо.",
        "definition_en": "Households that herd all the year and live mainly on their "
        "livestock.",
        "note_mn": "Малтай өрхийн тооноос ялгаатай. Энд сумын тоо бий.",
        "note_en": "Not the same as households with livestock. Sum figures are here.",
        "apportion_by": "livestock",
    },
    COUNT
    | {
        "code": "livestock_total",
        "name_mn": "Малын тоо",
        "name_en": "Livestock, total",
        "dimension": "livestock",
        "unit_mn": "толгой",
        "unit_en": "head",
        "source": "nso_livestock",
        "definition_mn": "Жилийн эцсийн мал тооллогоор тоологдсон таван хошуу мал, "
        "толгойгоор.",
        "definition_en": "Camels, horses, cattle, sheep and goats counted in the "
        "livestock census at the end of the year.",
        "note_mn": "Мянган толгойгоор нийтэлдгийг толгойд шилжүүлэв. Сэлэнгийн "
        "2009 оны нийт тоо төрлүүдийн нийлбэрээс зөрүүтэй; нийтлэгдсэнээр нь үлдээв.",
        "note_en": "Published in thousands, turned into head. Selenge's total of 2009 "
        "differs from the sum of its kinds and is kept as published.",
        "apportion_by": "livestock",
    },
    COUNT
    | {
        "code": "area_km2",
        "name_mn": "Нутаг дэвсгэрийн талбай",
        "name_en": "Area",
        "dimension": "land",
        "unit_mn": "км²",
        "unit_en": "km²",
        "decimals": "1",
        "nature": "own",
        "source": "cod_ab_2020",
        "definition_mn": "Нэгжийн нутаг дэвсгэрийн талбай, тэнцүү талбайт тусгагаар.",
        "definition_en": "Area of the unit in an equal-area projection.",
        "note_mn": AREA_MN,
        "note_en": AREA_EN,
        "apportion_by": "area",
    },
    COUNT
    | {
        "code": "area_schematic_km2",
        "name_mn": "Бүдүүвч зургийн талбай",
        "name_en": "Area on the schematic map",
        "dimension": "land",
        "unit_mn": "км²",
        "unit_en": "km²",
        "decimals": "1",
        "nature": "modelled",
        "source": "schematic",
        "definition_mn": "Үзүүлэнгийн бүдүүвч зураг дээрх дүрсийн талбай.",
        "definition_en": "Area of the unit's outline on the schematic map.",
        "note_mn": "Бодит хил биш. Сүхбаатар сумын багууд нийтлэгдсэнээс "
        "12 хувиар бага.",
        "note_en": "Not a real border. The bags of Sukhbaatar come out 12 % smaller "
        "than published.",
        "apportion_by": "area",
    },
    COUNT
    | {
        "code": "pasture_biomass",
        "name_mn": "Бэлчээрийн ургац",
        "name_en": "Pasture biomass",
        "dimension": "land",
        "unit_mn": "ц/га",
        "unit_en": "centner/ha",
        "direction": "higher",
        "decimals": "1",
        "aggregate_units": "mean",
        "aggregate_time": "mean",
        "nature": "own",
        "source": "rangeland_biomass",
        "definition_mn": "Багийн нутаг дахь хэмжилтийн талбайнуудын ургацын дундаж.",
        "definition_en": "Mean biomass of the plots measured in the bag.",
        "note_mn": "Судалгааны өгөгдөл, албан ёсны статистик биш. Хэмжих нэгжийг эх "
        "сурвалжид заагаагүй; ц/га гэж үзэв.",
        "note_en": "Research data, not an official statistic. The source does not "
        "state the unit; taken to be centner per hectare.",
        "apportion_by": "area",
        "weight_indicator": "area_km2",
    },
]


def _ratio(
    code: str,
    parts: tuple[str, str, str],
    names: tuple[str, str],
    units: tuple[str, str],
    definition: tuple[str, str],
    **rest: str,
) -> Entry:
    """Return a ratio; parts are numerator, denominator and factor."""
    return (
        RATIO
        | dict(zip(("numerator", "denominator", "factor"), parts, strict=True))
        | dict(zip(("name_mn", "name_en"), names, strict=True))
        | dict(zip(("unit_mn", "unit_en"), units, strict=True))
        | dict(zip(("definition_mn", "definition_en"), definition, strict=True))
        | {"code": code, "note_mn": COMPUTED[0], "note_en": COMPUTED[1]}
        | rest
    )


COMPUTED = (
    "Систем хоёр үзүүлэлтээс тооцож гаргана.",
    "Computed by the system from two indicators.",
)
ON_OWN_AREA = {
    "nature": "own",
    "source": "cod_ab_2020",
    "note_mn": "Албан ёсны тоог өөрсдийн бодсон талбайд хуваасан тул албан тоо биш.",
    "note_en": "An official figure over an area of our own computation: not official.",
}
RATIOS: list[Entry] = [
    _ratio(
        "population_density",
        ("population_census", "area_km2", "1"),
        ("Хүн амын нягтшил", "Population density"),
        ("хүн/км²", "persons/km²"),
        (
            "Тооллогын хүн амын тоог нутаг дэвсгэрийн талбайд харьцуулсан харьцаа.",
            "Census population by area.",
        ),
        dimension="people",
        decimals="2",
        **ON_OWN_AREA,
    ),
    _ratio(
        "persons_per_household",
        ("population_census", "households", "1"),
        ("Нэг өрхөд ногдох хүн", "Persons per household"),
        ("хүн", "persons"),
        (
            "Тооллогын хүн амын тоог өрхийн тоонд харьцуулсан харьцаа.",
            "Census population by the number of households.",
        ),
        dimension="households",
        decimals="2",
        source="census_2025",
    ),
    _ratio(
        "men_per_100_women",
        ("population_census_male", "population_census_female", "100"),
        ("Зуун эмэгтэйд ногдох эрэгтэй", "Men per 100 women"),
        ("хүн", "persons"),
        (
            "Тооллогоор эмэгтэй зуун хүн тутамд ногдох эрэгтэй хүний тоо.",
            "Number of men for each hundred women in the census.",
        ),
        dimension="people",
        decimals="1",
        source="census_2025_added",
    ),
    _ratio(
        "young_share",
        ("population_census_0_14", "population_census", "100"),
        ("0–14 насны хүн амын эзлэх хувь", "Share of people aged 0–14"),
        ("%", "%"),
        (
            "Тооллогын хүн амд 0–14 насныхны эзлэх хувь.",
            "People aged 0–14 as a share of the census population.",
        ),
        dimension="people",
        decimals="1",
        source="census_2025",
    ),
    _ratio(
        "old_share",
        ("population_census_65_plus", "population_census", "100"),
        ("65-аас дээш насны хүн амын эзлэх хувь", "Share of people aged 65 and over"),
        ("%", "%"),
        (
            "Тооллогын хүн амд 65 ба түүнээс дээш насныхны эзлэх хувь.",
            "People aged 65 and over as a share of the census population.",
        ),
        dimension="people",
        decimals="1",
        source="census_2025",
    ),
    _ratio(
        "livestock_per_herder_household",
        ("livestock_total", "herder_households", "1"),
        ("Нэг малчин өрхөд ногдох мал", "Livestock per herder household"),
        ("толгой", "head"),
        (
            "Тухайн жилийн малын тоог малчин өрхийн тоонд харьцуулсан харьцаа.",
            "Livestock by the number of herder households in the same year.",
        ),
        dimension="livestock",
        decimals="0",
        source="nso_livestock",
    ),
    _ratio(
        "livestock_per_100_people",
        ("livestock_total", "population_resident", "100"),
        ("Зуун хүнд ногдох мал", "Livestock per 100 residents"),
        ("толгой", "head"),
        (
            "Тухайн жилийн малын тоог суурин хүн амын тоонд харьцуулсан харьцаа.",
            "Livestock by the resident population of the same year.",
        ),
        dimension="livestock",
        decimals="0",
        source="nso_livestock",
        lowest_level="sum",
    ),
    _ratio(
        "livestock_per_km2",
        ("livestock_total", "area_km2", "1"),
        ("Нэг км² нутагт ногдох мал", "Livestock per km²"),
        ("толгой/км²", "head/km²"),
        (
            "Тухайн жилийн малын тоог нутаг дэвсгэрийн талбайд харьцуулсан харьцаа.",
            "Livestock of the year by area.",
        ),
        dimension="livestock",
        decimals="1",
        lowest_level="sum",
        **ON_OWN_AREA,
    ),
]
SINGLES = TOTALS + RATIOS
