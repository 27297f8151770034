"""What stands above the table: number, date, title, basis, points, control, signature, stamp of approval."""

import re
from collections.abc import Sequence
from dataclasses import replace

from opora.core.periods import read_date
from opora.orders.document import Paragraph
from opora.orders.order import OrderHead
from opora.orders.resolution import COMMAND, POINT, control_of, is_post, name_of, points_of, signature_of
from opora.orders.tables.sections import heads_section

_STAMP = re.compile(r"(?:УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[АОЫ]?|Утвержд[её]н[аоы]?|ПРИЛОЖЕНИЕ|Приложение)(?!\w|\s*:)(?!.{250})")
_AGREED = re.compile(r"(?:СОГЛАСОВАН|Согласован)[ОАЫоаы]?(?!\w)")
_TITLE = re.compile(r"[«\"]?об?о?\s+\w", re.IGNORECASE)
_BASIS = re.compile(
    r"(?:на\s+основании|в\s+соответствии|во\s+исполнение|в\s+целях|с\s+целью|руководствуясь|в\s+рамках|в\s+связи|согласно"
    r"|учитывая|по\s+(?:итогам|результатам)|с\s+уч[её]том|для\s+обеспечения|исходя\s+из)(?!\w)",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?:ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|РЕШЕНИЕ|П\s?Р\s?И\s?К\s?А\s?З)\s*$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:№|(?<![A-Za-z])N(?![A-Za-z]))\s*((?:[\w/.-]|\s[-–/]\s?(?=\w))*\d(?:[\w/-]|\s?[-–/]\s?(?=\w))*)"
)
_DATED = re.compile(r"(?:от\s+)?\d{1,2}\.\d{1,2}\.\d{4}\s*(?:г(?:ода|\.)?)?\s+(\d[\w/-]*)$")
_CITY = re.compile(r"(?:г|гор|пос|пгт|с|р\.?\s?п)\.\s?[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+)?$")
_HEADING = re.compile(
    r"[«\"(]?(?:[а-яё-]+(?:ый|ий|ая|яя|ой|ое|ые)\s+){0,3}[«\"(]?(?:дорожная\s+карта|план(?:-график)?(?!\w)|медиа-?план(?!\w)"
    r"|п\s?л\s?а\s?н(?!\w)|комплекс\s+мер|перечень|программа|график(?!\w)|мероприятия(?!\w)|система\s+мер)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:цел[ьи]|задач[аи]|таблица|куратор|срок\w*|ответственн\w+)\s*(?:\w+\s*)?:?", re.IGNORECASE)
_BY_ORDER = re.compile(r"(?:приказ|распоряжени|постановлени|решени)(?:ом|ем|у|ю)(?!\w)", re.IGNORECASE)
_CITED = re.compile(r"(?:приказ|распоряжени|постановлени|письм|решени)[а-я]*$", re.IGNORECASE)
_SHORT = 80
_NEAR = 6


def read_head(paragraphs: Sequence[Paragraph], after: Sequence[Paragraph] = ()) -> OrderHead:
    """The head of an order; what is not found is None. Lines of one paragraph are joined.

    A table without its order has the number and date by which its stamp calls it.
    `after`: what follows the table, for a signature that stands nowhere else.
    """
    paragraphs = [replace(found, text=found.text.replace("_", " ").strip() or "_") for found in paragraphs]
    first, last = _stamps(paragraphs)
    order, approval = paragraphs[:first], paragraphs[last:]
    opening, resolution = _divided(order)
    points, rest = points_of(resolution)
    heading_at, heading = _heading(approval or order)
    stamp = approval[:heading_at] if approval else []
    title_at = _title_place(opening)
    title = _joined(opening, title_at) if title_at is not None else None
    letterhead = _letterhead(opening, title_at)
    stamped = " ".join(found.text for found in stamp)
    cited = stamped if not order and _BY_ORDER.search(stamped) else ""
    return OrderHead(
        number=next((number for found in letterhead if (number := _number(found.text))), _number(cited)),
        date=next((day for found in letterhead if (day := read_date(found.text))), read_date(cited)),
        title=title,
        stamp_date=read_date(stamped),
        basis=_basis(opening),
        points=tuple(points),
        control=control_of(points),
        signed_by=signature_of(rest) or signature_of(stamp) or signature_of(after, posted=True),
        heading=heading,
    )


def _stamps(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """Where the order ends, and where the approval of the table begins: the last stamp with the lines around it."""
    stamps = [place for place, found in enumerate(paragraphs) if _STAMP.match(found.text)]
    agreed = [place for place, found in enumerate(paragraphs) if _AGREED.match(found.text)]
    if not stamps:
        return len(paragraphs), len(paragraphs)
    last = len(stamps) - 1
    while last and stamps[last] - stamps[last - 1] < _NEAR:
        last -= 1
    return min([stamps[0], *agreed]), stamps[last]


def _divided(order: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Before and after the word of command; an order without one begins its points with the first number."""
    command_at = next((place for place, found in enumerate(order) if COMMAND.search(found.text)), None)
    if command_at is not None:
        same_line = COMMAND.split(order[command_at].text)[-1].strip()
        rest = [replace(order[command_at], text=same_line)] if POINT.match(same_line) else []
        return order[: command_at + 1], [*rest, *order[command_at + 1 :]]
    point_at = next((place for place, found in enumerate(order) if place and POINT.match(found.text)), len(order))
    return order[:point_at], order[point_at:]


def _letterhead(opening: Sequence[Paragraph], title_at: int | None) -> list[Paragraph]:
    """The short lines that may hold number and date: not those of the title and the basis."""
    lines: list[Paragraph] = []
    for place, found in enumerate(opening):
        if _BASIS.match(found.text):
            break
        if (
            len(found.text) < _SHORT
            and place != title_at
            and not (title_at is not None and _cites(opening, title_at, place))
        ):
            lines.append(found)
    return lines


def _cites(opening: Sequence[Paragraph], title_at: int, place: int) -> bool:
    """Whether a line goes on with a title that cites another order."""
    text, above = opening[place].text, opening[place - 1].text
    return place > title_at and text[:1].islower() and (not re.match(r"от\s", text) or _CITED.search(above) is not None)


def _number(text: str) -> str | None:
    text = re.sub(r"приложение\s*№\s*\d+", " ", text, flags=re.IGNORECASE)
    found = _NUMBER.search(text) or _DATED.match(text)
    return re.sub(r"\s*([-/])\s*", r"\1", found[1].replace("–", "-")).rstrip(".-/") if found else None


def _title_place(opening: Sequence[Paragraph]) -> int | None:
    """Where the title begins: with «О …», else with the first line of several words after the kind of document."""
    place = next((place for place, found in enumerate(opening) if _TITLE.match(found.text)), None)
    if place is not None:
        return place
    kind = next((place for place, found in enumerate(opening) if _KIND.match(found.text)), None)
    for place, found in enumerate(opening):
        if kind is None or place <= kind or _BASIS.match(found.text) or COMMAND.search(found.text):
            continue
        plain = not (_number(found.text) or read_date(found.text) or _CITY.match(found.text) or found.text.isupper())
        if plain and len(found.text.split()) > 2:
            return place
    return None


def _joined(paragraphs: Sequence[Paragraph], start: int) -> str:
    """A paragraph broken over lines that follow each other."""
    parts = [paragraphs[start].text]
    for before, found in zip(paragraphs[start:], paragraphs[start + 1 :], strict=False):
        if not _goes_on(before, found) or (_begins_anew(found.text) and not _CITED.search(before.text)):
            break
        parts.append(found.text)
    whole = " ".join(parts)
    return whole[1:-1] if re.fullmatch(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"", whole) else whole


def _goes_on(before: Paragraph, found: Paragraph) -> bool:
    """Whether a line may belong to the one above: it follows at once, or it looks like the middle of a sentence."""
    if before.text.endswith((".", ":", ";")):
        return False
    middle = found.text[:1].islower() or found.text.startswith(("(", "«")) or (before.text + found.text).isupper()
    return found.line == before.line + 1 or middle


def _begins_anew(text: str) -> bool:
    """Whether a line is no continuation of a title."""
    if _BASIS.match(text) or COMMAND.search(text) or POINT.match(text) or heads_section(text) or is_post(text):
        return True
    if _CITY.match(text) or _ASIDE.match(text) or _STAMP.match(text) or text == "_":
        return True
    dated = len(text) < _SHORT and (_NUMBER.match(text) or re.match(r"(?:от\s+)?[«\"]?\s*\d{1,2}[».\s]", text))
    return dated is not None and dated is not False


def _basis(opening: Sequence[Paragraph]) -> str | None:
    start = next((place for place, found in enumerate(opening) if _BASIS.match(found.text)), None)
    if start is None:
        return None
    whole = COMMAND.split(" ".join(found.text for found in opening[start:]))[0]
    return whole.strip(" ,:.") or None


def _heading(approval: Sequence[Paragraph]) -> tuple[int, str | None]:
    """The place and text of the table's own title."""
    for place, found in enumerate(approval):
        if _HEADING.match(found.text) and not name_of(found.text):
            return place, _joined(approval, place)
    return len(approval), None
