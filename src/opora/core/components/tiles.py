"""The map of municipalities as tiles: one tone, the number always written. A table of the same values stands beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from opora.core import numbers

STEPS = (0, 1, 2, 3, 5)
"""From how many gaps each of the five tones is used."""

WIDE, HIGH, COLUMN, ROW = 56, 48, 60, 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A municipality on the map, at a column and a row counted from 0; `unknown`: something there is not known yet."""

    name: str
    short: str
    column: int
    row: int
    gaps: int
    url: str
    unknown: bool = False


def tiles(*, municipalities: Sequence[Tile]) -> SafeString:
    """The map with its legend."""
    if not municipalities:
        return SafeString("")
    width = COLUMN * (1 + max(tile.column for tile in municipalities))
    height = ROW * (1 + max(tile.row for tile in municipalities))
    return format_html(
        '<svg class="op-svg op-tiles" width="{0}" viewBox="-1 -1 {0} {1}" role="group" aria-label="{2}">{3}</svg>{4}',
        width - 2,
        height - 2,
        ngettext(
            "{count} municipality: number of gaps", "{count} municipalities: number of gaps", len(municipalities)
        ).format(count=len(municipalities)),
        format_html_join("", "{}", ((_tile(tile),) for tile in municipalities)),
        _legend(),
    )


def _tile(tile: Tile) -> SafeString:
    x, y = COLUMN * tile.column, ROW * tile.row
    tone = max(index for index, least in enumerate(STEPS) if tile.gaps >= least)
    label = f"{tile.name}: {_spoken(tile)}"
    ink = f"t-gap-{tone}"
    return format_html(
        '<a href="{url}" aria-label="{label}"><title>{label}</title>'
        '<rect class="hit" x="{x}" y="{y}" width="{wide}" height="{high}" rx="4" fill="var(--op-gap-{tone})"'
        ' stroke="var(--op-line-2)"/>{corner}'
        '<text x="{text_x}" y="{name_y}" class="t-11 {ink}">{short}</text>'
        '<text x="{text_x}" y="{gaps_y}" class="t-15 {ink}{bold}">{gaps}</text></a>',
        url=tile.url,
        label=label,
        x=x,
        y=y,
        wide=WIDE,
        high=HIGH,
        tone=tone,
        corner=_corner(x, y) if tile.unknown else "",
        text_x=x + 7,
        name_y=y + 17,
        gaps_y=y + 39,
        ink=ink,
        short=tile.short,
        bold=" t-b" if tile.gaps else "",
        gaps=numbers.integer(tile.gaps) if tile.gaps else "·",
    )


def _corner(x: int, y: int) -> SafeString:
    return format_html(
        '<path class="op-hatch" d="M{} {}h14a3 3 0 013 3v14z" stroke="var(--op-unknown)"/>', x + 38, y + 1
    )


def _spoken(tile: Tile) -> str:
    gaps = (
        ngettext("{count} gap", "{count} gaps", tile.gaps).format(count=numbers.integer(tile.gaps))
        if tile.gaps
        else _("no gaps")
    )
    return f"{gaps}, {_('something is not known')}" if tile.unknown else gaps


def _legend() -> SafeString:
    words = [pgettext("gaps", "none"), "1", "2", "3–4", pgettext("gaps", "5 and more")]
    return format_html(
        '<div class="op-legend">{}<span><svg width="14" height="14" aria-hidden="true"><rect class="op-hatch" x=".5"'
        ' y=".5" width="13" height="13" rx="3" stroke="var(--op-unknown)"/></svg>{}</span></div>',
        format_html_join(
            "", '<span><i class="op-sw op-sw-{}"></i>{}</span>', ((tone, word) for tone, word in enumerate(words))
        ),
        _("something is not known"),
    )
