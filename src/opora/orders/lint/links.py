"""Rules about the addresses where progress is published."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.rules import Found, called, listed, rule
from opora.orders.order import Damage, Order, Severity

_SHARED = (
    "docs.google.com", "drive.google.com", "forms.gle", "disk.yandex.ru", "forms.yandex.ru", "docs.yandex.ru",
    "cloud.mail.ru", "onedrive.live.com", "1drv.ms", "dropbox.com", "yadi.sk",
)  # fmt: skip
_INDEX = re.compile(r"i-?n-?d-?e-?x\.(?:php|html?|aspx?)")


@rule("R-13", Severity.NOTE)
def link_in_own_row(order: Order) -> Iterator[Found]:
    """A further link stands in a row of its own; it belongs to the action above."""
    for action in order.actions:
        if Column.LINKS in action.own_rows:
            yield Found(action, _("A second link stands in a row of its own."))


@rule("R-18", Severity.NOTE)
def link_missing(order: Order) -> Iterator[Found]:
    """The order names no place where progress is published."""
    for action in order.actions:
        if not action.links:
            yield Found(action, _("No link: the order does not say where progress is published."))


@rule("R-19", Severity.WARNING)
def link_outside(order: Order) -> Iterator[Found]:
    """A link leads to a document outside the region's systems."""
    for action in order.actions:
        for link in action.links:
            host = urlsplit(link).netloc
            if host in _SHARED:
                text = _("The link leads outside the region's systems: {host}.")
                yield Found(action, text.format(host=host))


@rule("R-20", Severity.NOTE)
def link_damaged(order: Order) -> Iterator[Found]:
    """An address was broken by a hyphen or by signs around it and is repaired."""
    for action in order.actions:
        for repair in action.repairs:
            if repair.field is Column.LINKS and {Damage.HYPHEN, Damage.PUNCTUATION} & set(repair.damage):
                text = _("A damaged address is read as {address}.")
                yield Found(action, text.format(address=repair.after))


@rule("R-21", Severity.WARNING)
def host_misspelt(order: Order) -> Iterator[Found]:
    """The host of a link is written otherwise than in most rows, by one letter."""
    for action in order.actions:
        for repair in action.repairs:
            if repair.field is Column.LINKS and Damage.MISREAD in repair.damage:
                hosts = {"wrong": urlsplit(repair.before).netloc, "right": urlsplit(repair.after).netloc}
                yield Found(action, _("The host “{wrong}” is read as “{right}”.").format(**hosts))


@rule("R-22", Severity.NOTE)
def page_spelt_differently(order: Order) -> Iterator[Found]:
    """One page is written in several spellings."""
    pages: list[dict[tuple[str, str], list[str]]] = []
    for action in order.actions:
        for written, address in zip(action.damaged_links, action.links, strict=True):
            path = _INDEX.sub(lambda name: name[0].replace("-", ""), urlsplit(written).path)
            page = urlsplit(address).netloc, path
            spellings = next((known for known in pages if any(_same(page, other) for other in known)), None)
            if spellings is None:
                pages.append(spellings := {})
            spellings.setdefault(page, []).append(called(action))
    for spellings in pages:
        if len(spellings) > 1:
            written_so = "; ".join(f"{host}{path} ({listed(rows)})" for (host, path), rows in spellings.items())
            text = _("One page is written in {count} ways: {addresses}.")
            rows = tuple(number for numbers in spellings.values() for number in numbers)
            yield Found(None, text.format(count=len(spellings), addresses=written_so), rows)


def _same(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two addresses mean one page: alike but for hyphens and one letter; digits always matter."""
    if left[0] != right[0] or re.sub(r"\D", "", left[1]) != re.sub(r"\D", "", right[1]):
        return False
    first, second = (re.sub(r"[-_]", "", page[1]).rstrip("/").lower() for page in (left, right))
    longest = max(len(first), len(second))
    return longest >= 12 and _distance_at_most_one(first, second)


def _distance_at_most_one(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    start = next((place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), len(left))
    if len(left) == len(right):
        return left[start + 1 :] == right[start + 1 :]
    return len(right) - len(left) == 1 and left[start:] == right[start + 1 :]
