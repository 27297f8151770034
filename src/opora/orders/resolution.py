"""What an order resolves: its points, who controls them, who signed."""

import re
from collections.abc import Sequence

from opora.orders.document import Paragraph

COMMAND = re.compile(
    r"(?<!\w)(?:п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?(?:ю|е\s?т)|п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?л\s?я\s?(?:ю|е\s?т)"
    r"|распоряжаюсь|обязываю|р\s?е\s?ш\s?и\s?л\s?[аи]?(?=\s*:))(?!\w)\s*:?",
    re.IGNORECASE,
)
POINT = re.compile(r"(?:п(?:ункт|\.)\s*)?(\d{1,2}(?:\.\d{1,2})*)([.)])\s*(?=[«\"А-ЯЁ])")
_SUB = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\))\s*(?=\w)")
_POST = re.compile(
    r"(?:Первый |Временно |Исполняющ|И\.\s?о\.|И\. ?О\. |Врио |ВрИО |Министр(?!\w)|Заместитель |Директор(?!\w)"
    r"|Начальник(?!\w)|Руководитель(?!\w)|Председатель |Глава(?!\w)|Губернатор(?!\w)|Заведующ(?:ий|ая)(?!\w)"
    r"|Вице-губернатор|Ректор(?!\w)|Зам\. )"
)
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_NAMES = (
    re.compile(rf"{_INITIALS}\s?{_SURNAME}"),
    re.compile(rf"{_SURNAME}\s{_INITIALS}(?!\s?[А-ЯЁ][а-яё])"),
    re.compile(rf"{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ьич|ична)(?!\w)"),
)
_CONTROL = re.compile(
    r"контроль(?!\w).*?(?:возложить\s+на|возлагаю\s+на|возлагается\s+на|возложен\s+на|оставляю|оставить|осуществляет"
    r"|поручить)\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)


def points_of(resolution: Sequence[Paragraph]) -> tuple[list[str], list[Paragraph]]:
    """The points without their numbers, sub-points and lines of a point kept in it, and what follows the last."""
    points: list[str] = []
    style = ""
    for place, found in enumerate(resolution):
        text = found.text
        if is_post(text) or any(name.fullmatch(text) for name in _NAMES):
            return points, list(resolution[place:])
        number = POINT.match(text)
        if number and "." not in number[1] and number[2] == (style or number[2]):
            style = number[2]
            points.append(text[number.end() :])
        elif points:
            goes_on = found.line == resolution[place - 1].line + 1 and not points[-1].endswith((".", ":", ";"))
            points[-1] += (" " if goes_on and not _SUB.match(text) else "\n") + text
        else:
            points.append(text)
    return points, []


def control_of(points: Sequence[str]) -> str | None:
    """Whom the order charges with its control, in its own words."""
    for point in points:
        if found := _CONTROL.search(point):
            return re.sub(r"(?<![А-ЯЁ])\.$", "", " ".join(found[1].split()))
    return None


def is_post(text: str) -> bool:
    """Whether a line begins with the post of whoever signs."""
    return _POST.match(text) is not None


def name_of(text: str) -> str | None:
    """A person's name: initials before or after the surname, or all of it in words."""
    return next((found[0] for name in _NAMES if (found := name.search(text))), None)


def signature_of(lines: Sequence[Paragraph], *, posted: bool = False) -> str | None:
    """The first name in the lines where a document is signed; `posted`: only from the line of a post on."""
    start = next((place for place, found in enumerate(lines) if is_post(found.text)), None) if posted else 0
    signed = lines[start:] if start is not None else ()
    return next((name for found in signed if (name := name_of(found.text))), None)
