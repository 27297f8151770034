"""How figures and dates are written for people, in the active language.

A ratio is a view of two counts: nothing here takes or gives a stored percentage. Spaces inside a written figure do not
break. Russian: "31 из 40 · 77,5 %", "16.02.2022 – 01.03.2022"; English: "31 of 40 · 77.5%", "16 Feb 2022 – 1 Mar 2022".
"""

import datetime as dt
import re
from fractions import Fraction

from django.utils import dateformat, formats, timezone, translation
from django.utils.translation import gettext, ngettext, pgettext

NBSP = "\u00a0"
NOTHING = "—"
MINUS = "−"


def integer(value: int) -> str:
    """A whole number with its thousands apart: 1 100."""
    written: str = formats.number_format(abs(value), use_l10n=True, force_grouping=True)
    return MINUS + written if value < 0 else written


def size(count: int) -> str:
    """How large a file is: "1,2 МБ", "340 КБ", "12 байт"."""
    if count < 1024:
        return ngettext("{count} byte", "{count} bytes", count).format(count=integer(count)).replace(" ", NBSP)
    if count < 1024 * 1024:
        return gettext("{number} KB").format(number=integer(_half_up(Fraction(count, 1024)))).replace(" ", NBSP)
    tenths = _half_up(Fraction(count * 10, 1024 * 1024))
    return gettext("{number} MB").format(number=decimal(tenths, drop_zero=True)).replace(" ", NBSP)


def percent(part: int, whole: int) -> str:
    """A share with one decimal, 0 and 100 without: "77,5 %"; "—" of nothing.

    Only nothing is 0 % and only all is 100 %: 1 999 of 2 000 is 99,9 %, however near.
    """
    return _signed_percent(decimal(_tenths(part, whole))) if whole else NOTHING


def percent_range(low: int, high: int, whole: int) -> str:
    """Between which shares a figure lies: "77,5–85 %"; a range drops a zero decimal."""
    if not whole:
        return NOTHING
    ends = [decimal(_tenths(part, whole), drop_zero=True) for part in (low, high)]
    return _signed_percent("–".join(dict.fromkeys(ends)))


def points(value: Fraction | int) -> str:
    """The difference of two shares, signed, in percentage points: "+23,8 п. п."."""
    tenths = _half_up(abs(Fraction(value)) * 10)
    sign = "" if not tenths else "+" if value > 0 else MINUS
    return gettext("{number} pp").format(number=sign + decimal(tenths)).replace(" ", NBSP)


def percentage(value: Fraction | int) -> str:
    """A bound such as a target, in percent: "80 %", "66,7 %"."""
    return _signed_percent(decimal(_half_up(Fraction(value) * 10), drop_zero=True))


def share(*, met: int, total: int, unknown: int = 0) -> str:
    """A share as plain text, with its range while something is unknown: "31 из 40, не известно 3: 77,5–85 %"."""
    if not total:
        return NOTHING
    if unknown == total:
        return gettext("unknown {unknown} of {total}").format(unknown=integer(unknown), total=integer(total))
    counts = gettext("{met} of {total}").format(met=integer(met), total=integer(total))
    if not unknown:
        return f"{counts} · {percent(met, total)}".replace(" ", NBSP)
    rest = gettext("unknown {unknown}").format(unknown=integer(unknown))
    return f"{counts}, {rest}: {percent_range(met, met + unknown, total)}"


def day(value: dt.date) -> str:
    """24.03.2022."""
    return _date(value, pgettext("date format", "j M Y"))


def day_month(value: dt.date) -> str:
    """24.03: where the year is plain."""
    return _date(value, pgettext("date format", "j M"))


def days(start: dt.date, end: dt.date) -> str:
    """A period: "16.02.2022 – 01.03.2022", or one day."""
    if start == end:
        return day(start)
    return f"{day(start)} – {day(end)}"


def moment(value: dt.datetime) -> str:
    """24.03.2022 10:00 in the active time zone."""
    local = timezone.localtime(value)
    return f"{day(local.date())}{NBSP}{local:%H:%M}"


def month(value: dt.date, *, year: bool = False) -> str:
    """The month standing alone: "март", with the year "март 2022"."""
    name = _date(value, "F")
    name = name.lower() if translation.get_language() == "ru" else name
    return f"{name}{NBSP}{value.year}" if year else name


def month_short(value: dt.date) -> str:
    """мар."""
    return _date(value, "b" if translation.get_language() == "ru" else "M")


def weekday_short(value: dt.date) -> str:
    """пн."""
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[value.weekday()]


def relative(value: dt.date, as_of: dt.date) -> str:
    """How far a day is from the day the page is shown for: "через 4 дня", "23 дня назад", "сегодня"."""
    distance = (value - as_of).days
    if distance == 0:
        return gettext("today")
    if distance > 0:
        return ngettext("in {days} day", "in {days} days", distance).format(days=integer(distance)).replace(" ", NBSP)
    late = -distance
    return ngettext("{days} day ago", "{days} days ago", late).format(days=integer(late)).replace(" ", NBSP)


def decimal(tenths: int, *, drop_zero: bool = False) -> str:
    """A number of tenths: "77,5". 0 and 100 are always whole, other wholes keep their zero unless it is dropped."""
    whole, tenth = divmod(tenths, 10)
    if tenth == 0 and (drop_zero or tenths in (0, 1000)):
        return integer(whole)
    separator: str = formats.get_format("DECIMAL_SEPARATOR")
    return f"{integer(whole)}{separator}{tenth}"


def natural(text: str) -> tuple[tuple[str, int], ...]:
    """A key that sorts names with numbers as people do: "№ 2" before "№ 15"; ё stands with е."""
    pairs = re.findall(r"(\D*)(\d*)", text.casefold().replace("ё", "е"))
    return tuple((word, int(number[:18] or -1)) for word, number in pairs)


def _tenths(part: int, whole: int) -> int:
    tenths = _half_up(Fraction(1000 * part, whole))
    return min(max(tenths, 1), 999) if 0 < part < whole else tenths


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _signed_percent(number: str) -> str:
    return pgettext("percentage", "{number}%").format(number=number).replace(" ", NBSP)


def _date(value: dt.date, pattern: str) -> str:
    return dateformat.format(value, pattern).replace(" ", NBSP)
