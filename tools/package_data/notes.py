"""What a reader must know about single figures, in both languages."""

TEXTS: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "added": (
        "Доод нэгжүүдийн нийтлэгдсэн тоог нэмж гаргав.",
        "Added up from the published figures of the units below.",
    ),
    "subtracted": (
        "Нийт тооноос эрэгтэй хүний тоог хасаж гаргав.",
        "Found by taking the number of men from the total.",
    ),
    "rounded": (
        "Зуун толгойгоор тоймлон нийтэлсэн.",
        "Published rounded to a hundred head.",
    ),
    "gap_2009": (
        "Нийтлэгдсэн нийт тоо 1 510 500; таван төрлийн нийлбэр 1 553 400, "
        "зөрүү 42 900. Нийтлэгдсэнээр нь үлдээв.",
        "The published total is 1,510,500; the five kinds add up to 1,553,400, a "
        "difference of 42,900. Kept as published.",
    ),
    "gap_rounding": (
        "Зуун толгойгоор тоймлон нийтэлсэн; таван төрлийн нийлбэрээс 100 толгойгоор "
        "зөрнө.",
        "Published rounded to a hundred head; differs by 100 from the sum of the "
        "five kinds.",
    ),
    "area": (
        "Нийтлэгдсэн хилийн давхаргаас бодсон; жилүүдэд өөрчлөгдөөгүй гэж үзэв.",
        "Computed from a published boundary layer; taken as unchanged over the years.",
    ),
    "area_added": (
        "17 сумын талбайг нэмж гаргав.",
        "Added up from the areas of the 17 sums.",
    ),
    "area_whole": (
        "Хожим 433157 Дөмбөн болсон гэж үзсэн нутгийг оролцуулсан талбай.",
        "Includes the land taken to have become 433157 Dumbun later.",
    ),
    "biomass_whole": (
        "Хэмжилт 2018 оны 56 багийн давхаргаар нэгтгэгдсэн: 433157 Дөмбөнгийн нутаг "
        "орсон байж болно.",
        "Plots were joined to the layer of the 56 bags of 2018, which may take in "
        "the land of 433157 Dumbun.",
    ),
}
FIGURE_NOTES = {
    ("livestock_total", "43", "2009"): "gap_2009",
    ("livestock_total", "43", "2010"): "gap_rounding",
    ("livestock_total", "43", "2013"): "gap_rounding",
    ("livestock_total", "MN", "2009"): "gap_rounding",
    ("livestock_total", "MN", "2013"): "gap_rounding",
}
