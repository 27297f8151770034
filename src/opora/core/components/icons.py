"""Outline icons of the Tabler set, drawn into the page: no font, no request, the colour of the text beside them."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe
from tablericons.templatetags.tablericons import icon as tabler_icon


@cache
def icon(*, name: str, size: int = 16) -> SafeString:
    """An icon by its name in the set ("calendar"); an unknown name raises. Words beside it say what it means."""
    svg = tabler_icon(
        f"outline/{name}",
        size=size,
        **{"class": "op-i", "aria-hidden": "true", "stroke-width": "2"},
    )
    return mark_safe(svg)  # noqa: S308 - from the package's own files
