"""A bar of parts that make up a whole, with a legend that says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, GAP, LEAST = 1000, 20, 4, 8


@dataclass(frozen=True, slots=True)
class Part:
    """How many of the whole; `look` is met, soft, plain, hatch or open."""

    label: str
    number: int
    look: str


def parts_bar(*, parts: Sequence[Part], label: str) -> SafeString:
    """The parts side by side, each as wide as its share; empty ones only in the legend."""
    there = [part for part in parts if part.number]
    whole = sum(part.number for part in there)
    room = WIDTH - GAP * max(0, len(there) - 1) - LEAST * len(there)
    shapes, x = [], 0.0
    for part in there:
        width = LEAST + room * part.number / whole
        shapes.append((round(x, 1), round(width, 1), HEIGHT, part.look))
        x += width + GAP
    legend = format_html_join(
        "",
        '<li><i class="op-sw op-part-{}"></i>{} <b class="op-b">{}</b></li>',
        ((part.look, part.label, part.number) for part in parts),
    )
    drawn = format_html_join("", '<rect x="{}" y="0" width="{}" height="{}" rx="2" class="op-part-{}"/>', shapes)
    return format_html(
        '<svg class="op-svg op-parts" viewBox="0 0 {0} {1}" preserveAspectRatio="none" role="img" aria-label="{2}">{3}'
        '</svg><ul class="op-legend op-plain">{4}</ul>',
        WIDTH,
        HEIGHT,
        label,
        drawn,
        legend,
    )
