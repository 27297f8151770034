"""Values of a worksheet as a person sees them: texts, dates, percents, decimals as the number format has them."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from opora.orders.readers.markup import Node, whole
from opora.orders.readers.word_text import plain

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Of a number format: literal words, paddings, colours and languages."""
_DAYS = frozenset([14, 15, 16, 22, *range(27, 37), *range(50, 59)])
_TIMES = frozenset([18, 19, 20, 21, 45, 46, 47])
_MONTHS = frozenset([17])
_BUILT_IN = {9: "0%", 10: "0.00%", 2: "0.00", 4: "#,##0.00"}
_MONTH_NAMES = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_LAST_DAY = 2_958_465
"""31.12.9999 as a number of days."""
_MOST_DIGITS = 15
_BOOLEANS = {"1": "ИСТИНА", "0": "ЛОЖЬ", "true": "ИСТИНА", "false": "ЛОЖЬ"}

Show = Callable[[Decimal, dt.date], str]


def unescaped(text: str) -> str:
    """A text with the signs that the format writes as _x000A_."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if not found[1].lower().startswith("d") else "", text)


def lines_of(text: str) -> str:
    """The lines of a cell, plain and without empty ones."""
    return "\n".join(line for one in text.splitlines() if (line := plain(one)))


def rich(node: Node) -> str:
    """The text of a shared or inline string, without readings printed above it."""
    parts = [one for one in node.children if one.name in {"t", "r"}]
    texts = (one.text if one.name == "t" else "".join(t.text for t in one.walk("t")) for one in parts)
    return unescaped("".join(texts))


class Formats:
    """How the styles of cells show numbers."""

    def __init__(self, root: Node | None, first_day: dt.date) -> None:
        self.first_day = first_day
        codes = {whole(one.get("numFmtId"), 0): one.get("formatCode") for one in (root.walk("numFmt") if root else ())}
        styles = root.child("cellXfs") if root else None
        numbers = [whole(one.get("numFmtId"), 0) for one in (styles.children if styles else ())]
        self.shows: list[Show] = [_show(number, codes.get(number, _BUILT_IN.get(number, ""))) for number in numbers]

    def shown(self, text: str, style: int) -> str:
        """A number as its cell shows it; the text itself where it is no number."""
        try:
            value = Decimal(text.strip())
        except InvalidOperation:
            return text
        if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
            return text
        show = self.shows[style] if style < len(self.shows) else _plain
        return show(value, self.first_day)


def boolean(text: str) -> str:
    """As a Russian spreadsheet program shows it."""
    return _BOOLEANS.get(text.strip().lower(), text)


def iso(text: str) -> str:
    """A date that is written as such in the file."""
    try:
        return f"{dt.datetime.fromisoformat(text.strip().removesuffix('Z')):%d.%m.%Y}"
    except ValueError:
        return text


def _show(number: int, code: str) -> Show:
    signs = _UNSHOWN.sub("", code.partition(";")[0]).lower()
    if number in _DAYS or "d" in signs:
        return _day
    if number in _TIMES or re.search("[hs]", signs):
        return _time
    if number in _MONTHS or re.search("m", signs):
        return _month
    if "yy" in signs:
        return _year
    return _decimals(signs)


def _day(value: Decimal, first: dt.date) -> str:
    found = _date(value, first)
    return f"{found:%d.%m.%Y}" if found else _plain(value, first)


def _month(value: Decimal, first: dt.date) -> str:
    found = _date(value, first)
    return f"{_MONTH_NAMES[found.month - 1]} {found.year}" if found else _plain(value, first)


def _year(value: Decimal, first: dt.date) -> str:
    found = _date(value, first)
    return str(found.year) if found else _plain(value, first)


def _time(value: Decimal, _first: dt.date) -> str:
    minutes = int((value * 24 * 60).quantize(Decimal(1), ROUND_HALF_UP)) if 0 <= value < _LAST_DAY else 0
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _date(value: Decimal, first: dt.date) -> dt.date | None:
    days = int(value)
    if not 1 <= days < _LAST_DAY - 1462:
        return None
    if first.year == 1900 and days < 60:  # the 29th of February 1900, which the format counts, was none
        days += 1
    return _origin(first) + dt.timedelta(days)


def _origin(first: dt.date) -> dt.date:
    return dt.date(1899, 12, 30) if first.year == 1900 else first


def _decimals(signs: str) -> Show:
    found = re.search(r"[0#?]\.(0+)", signs)
    places = len(found[1]) if found else 0
    if "%" in signs:
        return lambda value, _first: f"{_rounded(value * 100, places)} %".replace(".", ",")
    if places:
        return lambda value, _first: _rounded(value, places)
    return _plain


def _plain(value: Decimal, _first: dt.date) -> str:
    """With at most 11 digits, as in a cell without a format: what binary fractions add is gone."""
    return format(Decimal(f"{value:.{_MOST_DIGITS if value == int(value) else 11}g}").normalize(), "f")


def _rounded(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-min(places, 10)), ROUND_HALF_UP))
