"""Figures in words. What is unknown is shown as a range, never as zero."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from typing import Literal

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core import numbers
from opora.core.components.bars import bar

Kind = Literal["share", "count", "tally", "minimum", "delivery", "change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """An indicator's figure as `value` shows it.

    `met`, `missing`, `unknown` are counts; `known` is False when nobody can say even what to count, and nothing else is
    read. `unit` is a noun already inflected for the number. `norm` is the written bound of a count ("≥ 2 в месяц").
    A minimum has its least finished month in `met`. `target` is the bound of a share in percent; `reached`: it is met.
    `on`: the day of a document. `change`: percentage points, None while they cannot be told.
    """

    kind: Kind = "share"
    met: int = 0
    missing: int = 0
    unknown: int = 0
    known: bool = True
    unit: str = ""
    norm: str = ""
    target: Fraction | int | None = None
    reached: bool = False
    on: dt.date | None = None
    change: Fraction | int | None = None


def figure(*, counted: int, total: int, unknown: int = 0, url: str = "", short: bool = False) -> SafeString:
    """A share: "31 из 40 · 77,5 %", "31 из 40, не известно 3: 77,5–85 %", "не известно 69 из 69"; "—" of nothing.

    `url` opens it into its four lists. `short` leaves the percentage out where a column is narrow and a bar stands by.
    """
    return _linked(_share(counted, total, unknown, short=short), url)


def share_range(*, met: int, total: int, unknown: int = 0) -> str:
    """The percentage alone, where the counts stand large beside it: "77,5 %", "77,5–85 %"."""
    return numbers.percent_range(met, met + unknown, total) if unknown else numbers.percent(met, total)


def amount(*, number: int | None, unit: str = "", norm: str = "", url: str = "") -> SafeString:
    """A count: "37 обращений", "3 при норме ≥ 2 в месяц"; None is not known."""
    if number is None:
        return _linked(_unknown(_("unknown")), url)
    return _linked(_amount(number, unit, norm), url)


def value(*, figure: Value, width: int = 190, url: str = "") -> SafeString:
    """Whatever an indicator shows: its figure and, for a share, the bar under it."""
    written = _linked(_written(figure), url)
    if figure.kind != "share" or not figure.known or not figure.met + figure.missing + figure.unknown:
        return written
    drawn = bar(
        counted=figure.met,
        missing=figure.missing,
        unknown=figure.unknown,
        target=figure.target,
        met=figure.reached,
        width=width,
    )
    return format_html("{}{}", written, drawn)


def plain(*, figure: Value) -> str:
    """The figure as plain text, for files."""
    return unescape(strip_tags(_written(figure)))


def _written(figure: Value) -> SafeString:
    if not figure.known:
        return _unknown(_("unknown"))
    match figure.kind:
        case "share":
            total = figure.met + figure.missing + figure.unknown
            return _share(figure.met, total, figure.unknown, short=False)
        case "delivery":
            return _delivery(figure)
        case "change":
            return _nothing() if figure.change is None else format_html("<b>{}</b>", numbers.points(figure.change))
        case _:
            return _count(figure)


def _count(figure: Value) -> SafeString:
    if figure.unknown and not figure.met:
        return _unknown(_("unknown"))
    written = _amount(figure.met, figure.unit, figure.norm)
    if not figure.unknown or figure.kind == "minimum":
        return written
    return format_html(
        "{}, {}", written, _unknown(_("unknown {unknown}").format(unknown=numbers.integer(figure.unknown)))
    )


def _share(counted: int, total: int, unknown: int, *, short: bool) -> SafeString:
    if not total:
        return _nothing()
    if unknown == total:
        return _unknown(numbers.share(met=counted, total=total, unknown=unknown))
    counts = format_html(_kept(_("{met} of {total}")), met=_bold(counted), total=numbers.integer(total))
    rest = _unknown(_("unknown {unknown}").format(unknown=numbers.integer(unknown))) if unknown else ""
    if short:
        return format_html("{}, {}", counts, rest) if unknown else counts
    if unknown:
        return format_html("{}, {}: {}", counts, rest, numbers.percent_range(counted, counted + unknown, total))
    return format_html(_kept("{} · {}"), counts, numbers.percent(counted, total))


def _amount(number: int, unit: str, norm: str) -> SafeString:
    written = format_html("{}{}", _bold(number), f"{numbers.NBSP}{unit}" if unit else "")
    return format_html("{} {}", written, _("against {norm}").format(norm=norm)) if norm else written


def _delivery(figure: Value) -> SafeString:
    if figure.met:
        there = pgettext("document", "approved")
        return format_html("{}, {}", there, numbers.day(figure.on)) if figure.on else format_html("{}", there)
    return _unknown(_("unknown")) if figure.unknown else format_html("{}", pgettext("document", "not yet"))


def _kept(text: str) -> str:
    return text.replace(" ", numbers.NBSP)


def _bold(number: int) -> SafeString:
    return format_html("<b>{}</b>", numbers.integer(number))


def _unknown(text: str) -> SafeString:
    return format_html('<span class="op-unk">{}</span>', text)


def _nothing() -> SafeString:
    return format_html('<span class="op-3rd">{}</span>', numbers.NOTHING)


def _linked(written: SafeString, url: str) -> SafeString:
    if url:
        return format_html('<a class="op-fig" href="{}">{}</a>', url, written)
    return format_html('<span class="op-fig">{}</span>', written)
