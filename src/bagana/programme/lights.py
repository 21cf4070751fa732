"""Where the lights of targets change: configuration, printed beside every light."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bagana.engines.progress import Bands, ProgressError


def light_bands() -> Bands:
    """The least ratios of green and of amber, from the setting BAGANA_LIGHTS."""
    text: str = settings.BAGANA_LIGHTS
    try:
        green, amber = (float(part) for part in text.split(","))
        return Bands(green, amber)
    except (ValueError, ProgressError) as error:
        raise ImproperlyConfigured(
            f"BAGANA_LIGHTS must be two falling ratios such as 0.90,0.70, not {text!r}"
        ) from error
