"""One page is written in several spellings.

Proposed: take the spelling that most rows have.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import called, listed
from opora.orders.order import Order, Severity

_INDEX = re.compile(r"i-?n-?d-?e-?x\.(?:php|html?|aspx?)")
_SHORTEST = 12
"""Shorter paths differ by one letter too easily."""

Page = tuple[str, str]


@rule("R-22", Severity.NOTE)
def page_spelt_differently(order: Order) -> Iterator[Found]:
    pages: list[dict[Page, list[str]]] = []
    known: dict[tuple[str, ...], int] = {}
    for action in order.actions:
        for written, address in zip(action.damaged_links, action.links, strict=True):
            path = _INDEX.sub(lambda name: name[0].replace("-", ""), urlsplit(written).path)
            page = urlsplit(address).netloc, path
            marks = _marks(page)
            at = min((known[mark] for mark in marks if mark in known), default=len(pages))
            if at == len(pages):
                pages.append({})
            for mark in marks:
                known.setdefault(mark, at)
            pages[at].setdefault(page, []).append(called(action))
    for spellings in pages:
        if len(spellings) > 1:
            written_so = "; ".join(f"{host}{path} ({listed(rows)})" for (host, path), rows in spellings.items())
            text = _("One page is written in {count} ways: {addresses}.")
            rows = tuple(number for numbers in spellings.values() for number in numbers)
            host, path = max(spellings, key=lambda page: len(spellings[page]))
            mend = _("Take {address} everywhere; open it once.").format(address=host + path)
            message = text.format(count=len(spellings), addresses=written_so)
            yield Found(None, message, mend, Column.LINKS, rows)


def _marks(page: Page) -> list[tuple[str, ...]]:
    """What two addresses of one page have in common: alike but for hyphens and one letter; digits always matter.

    A letter more, less or other leaves the same path once that letter is left out, so each path is known by itself
    and by what it is without each of its letters.
    """
    host, path = page
    plain = re.sub(r"[-_]", "", path).rstrip("/").lower()
    itself = ("as written", host, path)
    if len(plain) < _SHORTEST - 1:
        return [itself]
    digits = re.sub(r"\D", "", path)
    without = {plain[:place] + plain[place + 1 :] for place, sign in enumerate(plain) if not sign.isdigit()}
    return [itself, *((host, digits, found) for found in {plain, *without})]
