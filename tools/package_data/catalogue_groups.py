"""Groups that many indicators share: age, sex, species, zones, fodder."""

SEXES = {"": ("", ""), "male": ("Эрэгтэй", "Male"), "female": ("Эмэгтэй", "Female")}
AGE_CENSUS = {
    "0_14": ("0–14", "aged 0–14"),
    "15_18": ("15–18", "aged 15–18"),
    "19_22": ("19–22", "aged 19–22"),
    "23_35": ("23–35", "aged 23–35"),
    "36_45": ("36–45", "aged 36–45"),
    "46_64": ("46–64", "aged 46–64"),
    "65_plus": ("65 ба түүнээс дээш", "aged 65 and over"),
}
AGE_RESIDENT = {
    f"{low:02d}_{low + 4:02d}": (f"{low}–{low + 4}", f"aged {low}–{low + 4}")
    for low in range(0, 70, 5)
} | {"70_plus": ("70 ба түүнээс дээш", "aged 70 and over")}
# Name, "number of" with the right genitive, English.
SPECIES_NAMES = {
    "camel": ("тэмээ", "Тэмээний тоо", "Camels"),
    "horse": ("адуу", "Адууны тоо", "Horses"),
    "cattle": ("үхэр", "Үхрийн тоо", "Cattle"),
    "sheep": ("хонь", "Хонины тоо", "Sheep"),
    "goat": ("ямаа", "Ямааны тоо", "Goats"),
}
# Share of, lying in, English.
ECOZONES = {
    "taiga": ("Тайгын бүсийн эзлэх хувь", "тайгын бүсэд", "taiga"),
    "forest_steppe": (
        "Ойт хээрийн бүсийн эзлэх хувь",
        "ойт хээрийн бүсэд",
        "forest steppe",
    ),
    "steppe": ("Хээрийн бүсийн эзлэх хувь", "хээрийн бүсэд", "steppe"),
}
FODDERS = {
    "hay_harvest": ("Бэлтгэсэн өвс", "өвсний хэмжээ", "Hay harvested"),
    "fodder_handmade": (
        "Гар тэжээл",
        "гар тэжээлийн хэмжээ",
        "Hand-made fodder prepared",
    ),
    "fodder_mineral": (
        "Эрдэс тэжээл",
        "эрдэс тэжээлийн хэмжээ",
        "Mineral fodder prepared",
    ),
    "fodder_crops": (
        "Тэжээлийн ургамал",
        "тэжээлийн ургамлын хэмжээ",
        "Fodder crops harvested",
    ),
}
