"""A photo as it is kept: upright, small, with nothing of the camera in the file.

Day and place are read out of the camera's own record before it is thrown away; they
are shown on the form, where a person may correct them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from bagana.web.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 1600
PREVIEW = 480
QUALITY = 82
MOST_PIXELS = 80_000_000
TAKEN = 36867  # DateTimeOriginal
CHANGED = 306  # DateTime
EXIF, GPS = 0x8769, 0x8825


@dataclass(frozen=True)
class Photograph:
    """JPEG to keep, its preview, and what the camera said."""

    content: bytes
    preview: bytes
    taken_on: date | None
    latitude: float | None
    longitude: float | None


def read(raw: bytes) -> Photograph:
    """Day, place and a fresh JPEG of at most 1,600 pixels.

    Raises
    ------
    Refused
        When the bytes are no picture that can be opened, or one of too many pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_large()
            exif = opened.getexif()
            details = dict(exif.get_ifd(EXIF))
            gps = dict(exif.get_ifd(GPS))
            changed = exif.get(CHANGED)
            upright = ImageOps.exif_transpose(opened)
            flat = _flat(upright)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as why:
        raise Refused(
            _("Зургийг нээж чадсангүй: файл гэмтсэн байж магадгүй."),
            _("Дахин авах, эсвэл JPEG хэлбэрээр хадгалж илгээнэ үү."),
            "file",
        ) from why
    latitude, longitude = _place(gps)
    return Photograph(
        content=_jpeg(flat, LONGEST),
        preview=_jpeg(flat, PREVIEW),
        taken_on=_day(details.get(TAKEN) or changed),
        latitude=latitude,
        longitude=longitude,
    )


def _too_large() -> Refused:
    return Refused(
        _("Зураг хэт олон цэгтэй байна."), _("Жижигрүүлээд илгээнэ үү."), "file"
    )


def _flat(image: Image) -> Image:
    """Without transparency, which JPEG does not know: laid on white."""
    from PIL import Image as Images

    if image.mode in ("RGBA", "LA", "P"):
        layered = image.convert("RGBA")
        ground = Images.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image.convert("RGB")


def _jpeg(image: Image, longest: int) -> bytes:
    small = image.copy()
    small.thumbnail((longest, longest))
    target = io.BytesIO()
    # `exif` and the colour profile are left out: a fresh file tells only the picture.
    small.info.clear()
    small.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue()


def _day(written: Any) -> date | None:
    """The camera's «2019:07:05 14:30:00»; None for whatever else stands there."""
    try:
        return datetime.strptime(str(written)[:10], "%Y:%m:%d").date()  # noqa: DTZ007
    except ValueError:
        return None


def _place(gps: dict[int, Any]) -> tuple[float | None, float | None]:
    """Degrees north and east; (None, None) unless both are there and possible."""
    try:
        latitude = _degrees(gps[2], str(gps.get(1, "N")))
        longitude = _degrees(gps[4], str(gps.get(3, "E")))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None, None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None, None
    # A camera without a fix writes zeros: off the coast of Africa.
    if latitude == 0 and longitude == 0:
        return None, None
    return latitude, longitude


def _degrees(parts: Any, side: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if side.upper()[:1] in ("S", "W") else value, 6)
