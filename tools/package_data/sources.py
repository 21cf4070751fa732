"""Where the demonstration's figures come from: one row for each source."""

from pathlib import Path

from package_data.tables import write_csv

COLUMNS = [
    "code",
    "publisher_mn",
    "publisher_en",
    "title_mn",
    "title_en",
    "year",
    "url",
]
NSO = ("Үндэсний статистикийн хороо", "National Statistics Office of Mongolia")
OWN = ("Багана төсөл", "The Bagana project")
AIMAG = ("Сэлэнгэ аймаг", "Selenge aimag")
API = "https://data.1212.mn/"
RANGELAND = (
    "Монголын бэлчээрийн судалгааны нээлттэй өгөгдөл",
    "Mongolia-Rangelands open research data",
)
SOURCES = (
    (
        "announcement_2018",
        *AIMAG,
        "Багийн хөгжлийн хөтөлбөр баталсан тухай мэдээ",
        "Announcement that the Bag Development Programme was approved",
        "2018",
        "",
    ),
    (
        "census_2025",
        *NSO,
        "Хүн ам, орон сууцны 2025 оны тооллого, үзүүлэлтийн самбар",
        "Population and Housing Census 2025, dashboard",
        "2025",
        "https://www.1212.mn/",
    ),
    (
        "census_2025_added",
        *OWN,
        "2025 оны тооллогын нийтлэгдсэн тооноос нэмж, хасаж гаргасан тоо",
        "Added up or subtracted from published figures of the 2025 census",
        "2025",
        "",
    ),
    (
        "cod_ab_2020",
        "НҮБ-ын Хүмүүнлэгийн үйл ажиллагааг зохицуулах газар",
        "UN OCHA, Common Operational Datasets",
        "Засаг захиргааны нэгжийн хилийн давхарга (COD-AB), талбайг өөрсдөө бодсон",
        "Administrative boundaries (COD-AB); areas computed by us",
        "2020",
        "https://data.humdata.org/dataset/cod-ab-mng",
    ),
    (
        "code_list_2022",
        *NSO,
        "Засаг захиргаа, нутаг дэвсгэрийн нэгжийн кодын жагсаалт",
        "List of codes of administrative and territorial units",
        "2022",
        "",
    ),
    (
        "nso_added",
        *OWN,
        "ҮСХ-ны нийтэлсэн тоог доод нэгжээс нэмж гаргасан тоо",
        "Added up from figures that NSO published for the units below",
        "",
        "",
    ),
    (
        "nso_hay_fodder",
        *NSO,
        "Хадлан, тэжээл бэлтгэсэн хэмжээ, сумаар (ДХХ-ийн PRISM хуулбараас)",
        "Hay and fodder harvest by sum (from the copy in WFP PRISM)",
        "2019",
        "https://github.com/WFP-VAM/prism-app",
    ),
    (
        "nso_herder_households",
        *NSO,
        "Малчин өрхийн зарим үзүүлэлт (DT_NSO_1001_027V1)",
        "Some indicators of herding households (DT_NSO_1001_027V1)",
        "2020",
        API,
    ),
    (
        "nso_livestock",
        *NSO,
        "Малын тоо, малын төрөл, баг, хороо, жилээр (DT_NSO_1001_021V1)",
        "Number of livestock by type, bag, khoroo and year (DT_NSO_1001_021V1)",
        "2024",
        API,
    ),
    (
        "nso_population",
        *NSO,
        "Суурин хүн амын тоо, насны бүлгээр (DT_NSO_0300_067V2, 068V2)",
        "Resident population by age group (DT_NSO_0300_067V2, 068V2)",
        "2021",
        API,
    ),
    (
        "nso_site_2026",
        *NSO,
        "Цахим хуудасны нэгжийн нэрс",
        "Names of units on its site",
        "2026",
        "https://www.1212.mn/",
    ),
    (
        "post",
        "Монгол шуудан",
        "Mongol Post",
        "Шуудангийн код",
        "Postal codes",
        "",
        "",
    ),
    (
        "rangeland_biomass",
        *RANGELAND,
        "Бэлчээрийн ургацын талбайн хэмжилт, багаар",
        "Pasture biomass measured on plots, by bag",
        "2020",
        "https://github.com/avraltod/Mongolia-Rangelands",
    ),
    (
        "rangeland_layer",
        *RANGELAND,
        "Багийн болон сумын давхарга: талбай, байгалийн бүс",
        "Layer of bags and sums: areas, natural zones",
        "2024",
        "https://github.com/avraltod/Mongolia-Rangelands",
    ),
    (
        "schematic",
        *OWN,
        "Бүдүүвч зураглал: зохиомол хил, талбай",
        "Schematic map: outlines and areas of our own computation",
        "2026",
        "",
    ),
    (
        "model_blocks",
        *OWN,
        "Загварчилсан хэсгүүд: өрх, хүн ам, малын тархалт",
        "Modelled blocks: where households, people and livestock are placed",
        "2026",
        "",
    ),
)


def write_sources(target: Path) -> None:
    """Write the list of sources in the order of their codes."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in sorted(SOURCES)]
    write_csv(target / "sources.csv", COLUMNS, rows)
