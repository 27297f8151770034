"""What stands above the table: number, date, title, basis, points, control, signature, stamp of approval."""

import re
from collections.abc import Sequence

from opora.core.periods import read_date
from opora.orders.document import Paragraph
from opora.orders.order import OrderHead

_STAMP = re.compile(r"(?:УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[АОЫ]?|Утвержд[её]н[аоы]?|ПРИЛОЖЕНИЕ|Приложение)\b(?!.{60})")
_TITLE = re.compile(r"об?о?\s+\w", re.IGNORECASE)
_BASIS = re.compile(
    r"(?:на основании|в соответствии|во исполнение|в целях|с целью|руководствуясь|в рамках|в связи)\b", re.IGNORECASE
)
_COMMAND = re.compile(r"п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?(?:ю|е\s?т)\s*:?", re.IGNORECASE)
_POINT = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s*(?=[А-ЯЁ])")
_POST = re.compile(
    r"(?:Первый |Временно |Исполняющ|И\.\s?о\.|Врио |Министр\b|Заместитель |Директор\b|Начальник\b|Руководитель\b"
    r"|Председатель |Глава\b|Губернатор\b)"
)
_NAME = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
_NUMBER = re.compile(r"№\s*([\w/.-]*\d[\w/-]*)")
_HEADING = re.compile(r"(?:дорожная карта|план\b|комплекс мер|перечень|программа)", re.IGNORECASE)
_CONTROL = re.compile(r"контроль\b[^.]*?(?:возложить на|возлагаю на|возлагается на|оставляю)\s+(.+)", re.IGNORECASE)
_SHORT = 80


def read_head(paragraphs: Sequence[Paragraph]) -> OrderHead:
    """The head of an order; what is not found is None. Lines of one paragraph are joined."""
    stamp_at = next((place for place, found in enumerate(paragraphs) if _STAMP.match(found.text)), len(paragraphs))
    order, approval = list(paragraphs[:stamp_at]), list(paragraphs[stamp_at:])
    command_at = next((place for place, found in enumerate(order) if _COMMAND.search(found.text)), None)
    opening = order[: command_at + 1] if command_at is not None else order
    resolution = order[command_at + 1 :] if command_at is not None else []
    points, rest = _points(resolution)
    heading_at, heading = _heading(approval or order)
    stamp = approval[:heading_at] if approval else []
    return OrderHead(
        number=_order_number(opening),
        date=next((day for found in opening if len(found.text) < _SHORT and (day := read_date(found.text))), None),
        title=_title(opening),
        stamp_date=read_date(" ".join(found.text for found in stamp)) if stamp else None,
        basis=_basis(opening),
        points=tuple(points),
        control=_control(points),
        signed_by=_signature(rest) or _signature(stamp),
        heading=heading,
    )


def _order_number(opening: Sequence[Paragraph]) -> str | None:
    for found in opening:
        if _BASIS.match(found.text):
            return None
        if len(found.text) < _SHORT and (number := _NUMBER.search(found.text)):
            return number[1]
    return None


def _title(opening: Sequence[Paragraph]) -> str | None:
    start = next((place for place, found in enumerate(opening) if _TITLE.match(found.text)), None)
    return _joined(opening, start) if start is not None else None


def _joined(paragraphs: Sequence[Paragraph], start: int) -> str:
    """A paragraph broken over lines that follow each other."""
    parts = [paragraphs[start].text]
    for before, found in zip(paragraphs[start:], paragraphs[start + 1 :], strict=False):
        ends = before.text.endswith((".", ":", ";")) or found.line != before.line + 1
        if ends or _BASIS.match(found.text) or _COMMAND.search(found.text) or _POINT.match(found.text):
            break
        parts.append(found.text)
    return " ".join(parts)


def _basis(opening: Sequence[Paragraph]) -> str | None:
    start = next((place for place, found in enumerate(opening) if _BASIS.match(found.text)), None)
    if start is None:
        return None
    whole = _COMMAND.split(" ".join(found.text for found in opening[start:]))[0]
    return whole.strip(" ,:.") or None


def _points(resolution: Sequence[Paragraph]) -> tuple[list[str], list[Paragraph]]:
    """The points without their numbers, lines of one point kept apart, and what follows the last."""
    points: list[str] = []
    for place, found in enumerate(resolution):
        if _POST.match(found.text) or _NAME.fullmatch(found.text):
            return points, list(resolution[place:])
        if number := _POINT.match(found.text):
            points.append(found.text[number.end() :])
        elif points:
            adjacent = found.line == resolution[place - 1].line + 1 and not points[-1].endswith((".", ":", ";"))
            points[-1] += (" " if adjacent else "\n") + found.text
        else:
            points.append(found.text)
    return points, []


def _control(points: Sequence[str]) -> str | None:
    for point in points:
        if found := _CONTROL.search(point):
            return re.sub(r"(?<![А-ЯЁ])\.$", "", found[1].strip())
    return None


def _signature(rest: Sequence[Paragraph]) -> str | None:
    return next((name[0] for found in rest if (name := _NAME.search(found.text))), None)


def _heading(approval: Sequence[Paragraph]) -> tuple[int, str | None]:
    """The place and text of the table's own title."""
    for place, found in enumerate(approval):
        if _HEADING.match(found.text):
            return place, _joined(approval, place)
    return len(approval), None
