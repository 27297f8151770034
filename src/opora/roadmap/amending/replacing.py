"""Rows of which an order replaces single words: what they say with the new ones."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from opora.core.periods import read_periods
from opora.orders.amendments import Replacement
from opora.orders.executors import codes, executors
from opora.orders.measures import kind_of, minimum_of, split_indicators
from opora.orders.order import Order, OrderIndicator
from opora.roadmap.amending.sides import Standing, Stated


def replaced(
    rows: Mapping[str, Standing], replacements: Iterable[Replacement], order: Order
) -> tuple[dict[str, Stated], list[str]]:
    """The rows with their new words by number, and what could not be done.

    Words are looked for in the order's own cells, and where none are known in the title.
    """
    found: dict[str, Stated] = {}
    notes: list[str] = []
    for one in replacements:
        if one.number not in rows:
            continue
        before = found.get(one.number) or _as_stated(rows[one.number], order)
        texts = {name: _put(text, one) for name, text in before.texts.items()}
        if texts == before.texts:
            message = _("Row %(number)s does not have the words “%(text)s”: they are to be replaced by hand.")
            notes.append(message % {"number": one.number, "text": one.before})
        else:
            found[one.number] = _read_again(before, texts, order)
    return found, notes


def _put(text: str, one: Replacement) -> str:
    """The words as they stand, else in whatever case; two spaces that are left become one."""
    if one.before not in text:
        at = text.lower().find(one.before.lower())
        if at < 0:
            return text
        text = text[:at] + one.after + text[at + len(one.before) :]
    else:
        text = text.replace(one.before, one.after)
    return " ".join(text.split(" ")).replace("  ", " ").strip()


def _as_stated(row: Standing, order: Order) -> Stated:
    """A row as an order that repeats it would state it."""
    texts = {**row.texts, "title": row.texts.get("title") or row.worded.title_ru}
    stated = Stated(
        number=row.worded.number,
        title=texts["title"],
        section=None,
        periods=row.outline.periods,
        executors=tuple(one.title for one in row.outline.executors),
        codes=row.worded.executors,
        indicators=(),
        texts=texts,
        links=row.links,
    )
    return _read_again(stated, texts, order)


def _read_again(row: Stated, texts: Mapping[str, str], order: Order) -> Stated:
    """The row with these cells; one whose words stay keeps what was read from it."""
    row = replace(row, texts=texts, title=texts["title"])
    if "periods" in texts and (periods := read_periods(texts["periods"], year=order.year)[0]):
        row = replace(row, periods=periods)
    if "executors" in texts:
        names = executors(texts["executors"])
        row = replace(row, executors=names, codes=codes(names, order.definitions))
    if "indicators" in texts:
        said = split_indicators(texts["indicators"])
        row = replace(row, indicators=tuple(OrderIndicator(one, kind_of(one), *minimum_of(one)) for one in said))
    return row
