"""Which column of an order's table holds what, told by the words of its header."""

import re
from collections.abc import Mapping
from enum import StrEnum

from opora.orders.document import Row
from opora.orders.wording import fold


class Column(StrEnum):
    """The fields of an action; also the names used in repairs and sources."""

    NUMBER = "number"
    TITLE = "title"
    PERIODS = "periods"
    EXECUTORS = "executors"
    INDICATORS = "indicators"
    LINKS = "links"


_HEADINGS = (
    (Column.NUMBER, r"^№|^n$|^номер|п/п"),
    (Column.PERIODS, r"срок|^дат[аы]|период"),
    (Column.EXECUTORS, r"исполнител|ответственн"),
    (Column.INDICATORS, r"показател|индикатор|результат|итог"),
    (Column.LINKS, r"информационн|ссылк|адрес|сопровожден|размещен"),
    (Column.TITLE, r"действи|мероприят|наименован|содержан|направлен|вид[ыа]? работ|задач"),
)
_LONGEST_HEADING = 90


def header(row: Row) -> Mapping[Column, int] | None:
    """The places of the columns when the row is a header, else None. Its words may vary from page to page."""
    places: dict[Column, int] = {}
    for place, text in enumerate(map(fold, row.texts())):
        if not text:
            continue
        if len(text) > _LONGEST_HEADING or re.search(r"https?:|\d{2}\.\d{2}", text) or re.fullmatch(r"[\d.]+", text):
            return None
        column = next((name for name, pattern in _HEADINGS if name not in places and re.search(pattern, text)), None)
        if column:
            places[column] = place
    enough = Column.PERIODS in places and len(places) >= 3
    if not enough:
        return None
    if Column.NUMBER not in places and 0 not in places.values():
        places[Column.NUMBER] = 0
    if Column.TITLE not in places:
        free = next((place for place in range(len(row.cells)) if place not in places.values()), None)
        if free is None:
            return None
        places[Column.TITLE] = free
    return places


def counts_columns(row: Row) -> bool:
    """A row under the header that only numbers the columns: 1 2 3 4 5 6."""
    texts = [text.rstrip(".") for text in row.texts() if text]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]
