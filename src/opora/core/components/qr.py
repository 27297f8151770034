"""A QR code drawn into the page: no picture, no request; black on white in every theme, for cameras read it so."""

from itertools import groupby

import segno
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

QUIET = 4
"""Light modules around the code: cameras need them to find it."""


def qr_code(*, text: str, label: str) -> SafeString:
    """The code of a text such as an address; `label` says in words where it leads. ValueError when it is too long.

    Up to 15 % of it may be dirty or torn. Its size is that of the style sheet.
    """
    code = segno.make_qr(text, error="m")
    side = code.symbol_size(border=QUIET)[0]
    path = format_html_join(
        "", "M{} {}h{}v1h-{}z", ((x, y, n, n) for y, row in enumerate(code.matrix, QUIET) for x, n in _runs(row))
    )
    return format_html(
        '<svg class="op-qr" role="img" aria-label="{0}" viewBox="0 0 {1} {1}" width="{2}" height="{2}"'
        ' shape-rendering="crispEdges"><title>{0}</title><rect width="{1}" height="{1}" fill="#fff"/>'
        '<path d="{3}" fill="#000"/></svg>',
        label,
        side,
        side * 4,
        path,
    )


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Where dark modules of a row begin, and how many stand side by side."""
    found, x = [], QUIET
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            found.append((x, length))
        x += length
    return found
