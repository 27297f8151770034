"""Writing a deadline one way before it is read: numbers in words, seasons, halves of a year, days told after a month.

Everything here takes and gives cleaned text (see `words.clean`) and changes how it is written, never what it says.
"""

import re

from opora.core.periods.words import MONTHS

_TENS = {"двадцать": 20, "тридцать": 30}
_UNITS = (
    "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_ORDINAL = re.compile(
    rf"(?:(двадцать|тридцать)\s+)?(?<![а-я])({'|'.join(sorted(_UNITS, key=len, reverse=True))}|тридцат)"
    r"(?:ый|ий|ой|ое|ье|ого|ьего|ому|ьему|ом|ьем|ым)(?![а-я])"
)
_MONTH = "|".join(MONTHS)
_BEFORE_MONTH = re.compile(rf"\s+(?:{_MONTH})(?![а-я])")
_YEAR = r"(?:\s+20\d\d(?:\s*г[а-я]*\.?)?)?"
_SEASONS = {
    r"весн(?:а|ы|е|у|ой)|весенн[а-я]+\s+период[а-я]*": ("март", "май"),
    r"лето|лета|летом|летн[а-я]+\s+период[а-я]*": ("июнь", "август"),
    r"осен(?:ь|и|ью)|осенн[а-я]+\s+период[а-я]*": ("сентябрь", "ноябрь"),
}
_SEASON = re.compile(rf"(?<![а-я])(?:{'|'.join(f'({pattern})' for pattern in _SEASONS)})(?![а-я])")
_SEASON_TO_SEASON = re.compile(r"(\S+) - \S+\s*-\s*\S+ - (\S+)")
_DAY_AFTER_MONTH = re.compile(
    rf"(?<![а-я\d])(?<!\d\s)({_MONTH})(?![а-я])\.?({_YEAR})[\s,(:]+"
    r"((?:до|с|по|к|не\s+позднее|не\s+позже)?\s*\d{1,2}\s*(?:-?\s?(?:го|е|ое))?(?:\s*(?:-|по|и|,)\s*\d{1,2})*)"
    r"(?:\s?-?\s?(?:го|е|ое))?\s+числ[а-я]*\)?"
)
_NTH = r"(?:\d|перв[а-я]+|втор[а-я]+|трет[а-я]+|четверт[а-я]+)(?:\s?-?\s?[йяе])?"
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), result)
    for pattern, result in (
        (r"(?<![а-я])кв-л[а-я]*\.?", "квартал"),
        (r"половин[а-я]*(?=\s+(?:(?:20\d\d|текущего|всего|календарного)\s+)?г(?:од|\.|$))", "полугодие"),
        (r"(?:года?\s*,?\s*)следующ[а-я]+\s+за\s+отчетным(?:\s+годом)?", "следующего года"),
        (r"(?<=\d)(\s*-?\s?(?:го|е|ое))?\s+числа\s+(?=(?:" + _MONTH + r")(?![а-я]))", " "),
        (rf"(?:{_NTH}\s*[-и,]\s*)?{_NTH}\s+недел[а-я]*(?=\s+(?:{_MONTH})(?![а-я]))", "неделя"),
        (r"(?<![\d.])(20\d\d)\.([01]\d)\.([0-3]\d)(?![\d.])", r"\3.\2.\1"),
        (rf"(?:(?<![а-я\d])(?:[iіvх]{{1,3}}|{_NTH})\s+этап[а-я]*|этап\s+(?:[iіvх]{{1,3}}|\d)(?!\d))\s*[-:]?", " "),
    )
)  # fmt: skip


def respelled(text: str) -> str:
    """The same deadline with figures for words and months for seasons."""
    text = _ORDINAL.sub(_figure, re.sub(r"две\s+тысячи\s+", "две тысячи ", text))
    text = re.sub(r"две тысячи (\d{1,2})(?!\d)", lambda year: f"{2000 + int(year[1])}", text)
    for pattern, result in _REWRITTEN:
        text = pattern.sub(result, text)
    text = _SEASON_TO_SEASON.sub(r"\1 - \2", season) if (season := _SEASON.sub(_months, text)) != text else text
    return _DAY_AFTER_MONTH.sub(r"\3 \1\2", text)


def _figure(found: re.Match[str]) -> str:
    """«двадцать пятое» before a month as a number of its day, after «две тысячи» as a year; else as it is."""
    root = found[2]
    number = _TENS.get(found[1] or "", 0) + (30 if root == "тридцат" else _UNITS.index(root) + 1)
    before = found.string[: found.start()]
    if before.endswith("две тысячи "):
        return str(number)
    return str(number) if _BEFORE_MONTH.match(found.string, found.end()) else found[0]


def _months(found: re.Match[str]) -> str:
    first, last = next(
        months for months, text in zip(_SEASONS.values(), found.groups(), strict=True) if text is not None
    )
    return f"{first} - {last}"
