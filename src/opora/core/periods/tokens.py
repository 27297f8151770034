"""From cleaned text to tokens: days, months, years, ordinals and units, and the words that bind them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from opora.core.periods.words import MONTHS, NOISE, ORDINALS, month_number


class Kind(Enum):
    """What a token is."""

    MARK = auto()
    NUMBER = auto()
    UNIT = auto()
    MONTH = auto()
    YEAR = auto()
    NEXT_YEAR = auto()
    SCHOOL_YEAR = auto()
    DASH = auto()
    COMMA = auto()
    AND = auto()
    FROM = auto()
    UNTIL = auto()
    BEGINNING = auto()
    WORD = auto()


class Unit(Enum):
    """What a mark on the calendar is; DECADE is a ten-day part of a month, FORTNIGHT its half."""

    DAY = auto()
    DECADE = auto()
    FORTNIGHT = auto()
    MONTH = auto()
    QUARTER = auto()
    HALF = auto()
    YEAR = auto()


@dataclass(eq=False)
class Mark:
    """A place on the calendar, filled in as far as the text says.

    `school` is the first year of a school year; `borrowed`: the year was taken from the mark after it.
    """

    unit: Unit | None = None
    number: int | None = None
    month: int | None = None
    year: int | None = None
    school: int | None = None
    text: str = ""
    borrowed: bool = False

    @property
    def dated(self) -> bool:
        """Whether the year is known."""
        return self.year is not None or self.school is not None


@dataclass(frozen=True)
class Token:
    """A piece of the text: `value` is a Mark, a number or a Unit by its kind."""

    kind: Kind
    text: str
    value: Mark | Unit | int | None = None


_END = r"(?:\s*(?:гг?(?![а-я])\.?(?:\s?г(?![а-я])\.?)?|год[а-я]*\.?))?"
_SCHOOL = r"\s*уч[а-я]*\.?\s*(?:г[а-я]*\.?)?"
_UNITS = {
    r"квартал[а-я]*|кв(?![а-я])\.?": Unit.QUARTER,
    r"полугоди[а-я]*|полуг(?![а-я])\.?|п/г": Unit.HALF,
    r"декад[а-я]*": Unit.DECADE,
    r"половин[а-я]*": Unit.FORTNIGHT,
    r"год(?:а|у|ом|ов|ы)?(?![а-я])": Unit.YEAR,
}
_BEFORE_UNIT = r"(?=[\s\-,и]*(?:[ivхпшl1-4іу]{1,3}[\s\-,и]*)*(?:кварт|кв(?![а-я])|полуг|декад|половин|п/г))"
_ROMAN = (
    (r"[iіl1]\s?v|[iі1]у", 4),
    (r"[iіl]\s?[iіl]\s?[iіl]|ш", 3),
    (r"[iіl]\s?[iіl]|п", 2),
    (r"[iіl]", 1),
)

Reader = Callable[[re.Match[str]], Token | None]


def _full_date(found: re.Match[str]) -> Token:
    day, month, year = (int(re.sub(r"\s", "", part)) for part in found.groups())
    mark = Mark(Unit.DAY, day, month, year if year > 99 else 2000 + year, text=_bare(found[0]))
    return Token(Kind.MARK, found[0], mark)


def _iso_date(found: re.Match[str]) -> Token:
    year, month, day = (int(part) for part in found.groups())
    return Token(Kind.MARK, found[0], Mark(Unit.DAY, day, month, year, text=found[0]))


def _short_date(found: re.Match[str]) -> Token | None:
    day, month = int(found[1]), int(found[2])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Token(Kind.MARK, found[0], Mark(Unit.DAY, day, month, text=_bare(found[0])))


def _month_of_year(found: re.Match[str]) -> Token:
    return Token(Kind.MARK, found[0], Mark(Unit.MONTH, month=int(found[1]), year=int(found[2]), text=found[0]))


def _school_year(found: re.Match[str]) -> Token | None:
    first, second = int(found[1]), int(found[2])
    if second % 100 != (first + 1) % 100:
        return None
    return Token(Kind.SCHOOL_YEAR, found[0], first)


def _number(kind: Kind) -> Reader:
    return lambda found: Token(kind, found[0], int(re.sub(r"\s", "", found[1])))


def _short_year(found: re.Match[str]) -> Token:
    return Token(Kind.YEAR, found[0], 2000 + int(found[1]))


def _fixed(kind: Kind, value: Unit | int | None = None) -> Reader:
    return lambda found: Token(kind, found[0], value)


def _word(found: re.Match[str]) -> Token | None:
    if found[0] in NOISE:
        return None
    if month := month_number(found[0]):
        return Token(Kind.MONTH, found[0], month)
    return Token(Kind.WORD, found[0])


_SCAN: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(20\d\d)-(\d\d)-(\d\d)(?!\d)", _iso_date),
        (rf"(\d{{1,2}})\s?[./]\s?(\d{{1,2}})\s?[./]?\s?(20\s?\d\s?\d)(?!\d){_END}", _full_date),
        (rf"(\d{{1,2}})(?:\s|-|,)(\d\d)(?:\s|-|[.,])(20\d\d)(?!\d){_END}", _full_date),
        (rf"(\d{{1,2}})\s?[./]\s?(\d{{1,2}})\s?[./]\s?(\d\d)(?!\d|\s?[./]\s?\d){_END}", _full_date),
        (rf"(20\d\d)\s?[-/]\s?(20\d\d|\d\d)(?!\d){_SCHOOL}", _school_year),
        (rf"(20\d\d)\s?/\s?(20\d\d|\d\d)(?!\d){_END}", _school_year),
        (rf"(0?[1-9]|1[0-2])\s?[./]\s?(20\d\d)(?!\d){_END}", _month_of_year),
        (r"(\d{1,2})\s?\.\s?(\d{1,2})(?!\d)\.?", _short_date),
        (rf"(20\d\d)(?!\d){_END}", _number(Kind.YEAR)),
        (rf"(20\s\d\d|2\s0\d\d)(?=\s*г){_END}", _number(Kind.YEAR)),
        (r"(\d\d)(?!\d)\s*(?:гг?(?![а-я])\.?|год[а-я]*)", _short_year),
        (r"следующ[а-я]+\s+год[а-я]*", _fixed(Kind.NEXT_YEAR)),
        (r"уч(?:ебн[а-я]*|\.)\s*г(?:од[а-я]*|\.)?", _fixed(Kind.SCHOOL_YEAR)),
        *((rf"(?:{pattern}){_BEFORE_UNIT}", _fixed(Kind.NUMBER, number)) for pattern, number in _ROMAN),
        *((rf"(?:{pattern})(?![а-я])", _fixed(Kind.NUMBER, number)) for pattern, number in ORDINALS.items()),
        (r"(\d{1,2})(?!\d)(?:\s?-?\s?(?:е|ое|ый|ой|й|я|ая|го|ого|му|ому|ом|м|х)(?![а-я]))?", _number(Kind.NUMBER)),
        *((pattern, _fixed(Kind.UNIT, unit)) for pattern, unit in _UNITS.items()),
        *((rf"(?:{pattern})(?![а-я])\.?", _fixed(Kind.MONTH, number)) for number, pattern in enumerate(MONTHS, 1)),
        (r"не\s+(?:ранее|раньше)(?:,?\s*чем)?(?:\s+со?)?(?![а-я])|начиная\s+со?(?![а-я])", _fixed(Kind.FROM)),
        (r"(?:со?|c|после)(?![а-яa-z])", _fixed(Kind.FROM)),
        (r"не\s+(?:позднее|позже)(?:,?\s*чем)?(?![а-я])", _fixed(Kind.UNTIL)),
        (r"(?:до|по|к|ко)(?![а-я])", _fixed(Kind.UNTIL)),
        (r"начал[а-я]*", _fixed(Kind.BEGINNING)),
        (r"(?:и|или|а\s+также)(?![а-я])|&", _fixed(Kind.AND)),
        (r"-", _fixed(Kind.DASH)),
        (r"[,;/()+:]", _fixed(Kind.COMMA)),
        (r"[а-яa-z]+", _word),
        (r"\d+", _fixed(Kind.WORD)),
    )
)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of cleaned text; words and signs without a meaning for a deadline are passed over."""
    at = 0
    while at < len(text):
        for pattern, reader in _SCAN:
            found = pattern.match(text, at)
            if found and (at == 0 or not _inside_word(text, at)):
                token = reader(found)
                if token is None and reader is not _word:
                    continue
                if token is not None:
                    yield token
                at = found.end()
                break
        else:
            at += 1


def _inside_word(text: str, at: int) -> bool:
    """Whether a letter follows a letter here, or a digit a digit: no token starts there."""
    return (text[at - 1].isalpha() and text[at].isalpha()) or (text[at - 1].isdigit() and text[at].isdigit())


def _bare(text: str) -> str:
    return re.sub(r"\s|г.*", "", text).rstrip(".")
