"""The indicators of a cell: split, and what each measures by its head word and numbers."""

import re

from opora.orders.order import Kind
from opora.orders.wording import dash, fold

_DONE = (
    r"(?:разработан|утвержд[её]н|назначен|создан|подготовлен|сформирован|издан|опубликован|размещ[её]н|принят|провед[её]н"
    r"|организован|заключ[её]н|составлен|внедр[её]н|обновл[её]н|представлен|открыт|определ[её]н)[аоы]?\b"
)
_LEAST = r"(?:не\s+менее|не\s+ниже|не\s+меньше|не\s+реже|(?<!не\s)более|свыше|минимум)"
_NUMERALS = (
    ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15),
    ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20),
    ("тридцат", 30), ("сорок", 40), ("пятидесят", 50), ("шестидесят", 60), ("семидесят", 70), ("восьмидесят", 80),
    ("девяност", 90), ("ста", 100), ("одн", 1), ("двух", 2), ("трех", 3), ("четырех", 4), ("пяти", 5), ("шести", 6),
    ("семи", 7), ("восьми", 8), ("девяти", 9), ("десяти", 10),
)  # fmt: skip
_NUMBER = (
    rf"(\d{{1,3}}(?:\s\d{{3}})+|\d+(?:[.,]\d+)?|(?:{'|'.join(root for root, _number in _NUMERALS)})[а-я]*(?!\s+трет))"
)
_NOT_A_LEAST = re.compile(
    r"(?:не\s+(?:более|выше|больше)|(?<!не\s)(?:менее|ниже|меньше))(?:,?\s+чем)?\s+\d+(?:[.,]\d+)?\s*%?"
)
_UP_TO = re.compile(r"(?<!\w)до\s+\d+(?:[.,]\d+)?\s*%")
_GROWS = re.compile(r"увелич|повы[шс]|рост|довед|довест")
_MINIMUM = re.compile(rf"{_LEAST}(?:\s*,?\s*чем)?(?:\s+(?:в|на|до|у))?\s+{_NUMBER}")
_SHARE = r"(?:доля|процент|удельный\s+вес|охват)\b"
_COUNT = r"(?:число|количество|численность)\b"
_GROWTH = r"(?:положительная\s+динамика|динамика|рост|прирост|увеличение|повышение|улучшение)\b"
_DOCUMENT = (
    r"(?:\w+\s+){0,2}?(?:отч[её]т|макет|план|приказ|положение|перечень|состав|сборник|пособие|рекомендации|справка"
    r"|программа|протокол|реестр|база|банк|список|договор|соглашение)\b"
)
_HEAD = rf"(?:{_SHARE}|{_COUNT}|{_GROWTH}|{_LEAST}\s+\d|{_DONE})"
_PER = {
    "month": r"в\s+месяц|ежемесячно|каждый\s+месяц|за\s+месяц",
    "quarter": r"в\s+квартал|ежеквартально|каждый\s+квартал|за\s+квартал",
}


def split_indicators(text: str) -> tuple[str, ...]:
    """The indicators of a cell: split at semicolons, and at a comma before a new head word."""
    parts: list[str] = []
    for piece in re.split(r";|\n(?=\s*[А-ЯЁ])", text):
        parts.extend(_at_head_words(" ".join(piece.split())))
    return tuple(part for part in (part.strip(" ,.;") for part in parts) if not dash(part))


def _at_head_words(text: str) -> list[str]:
    parts = [""]
    for piece in re.split(rf"(,\s+(?={_HEAD}))", text, flags=re.IGNORECASE):
        if piece.startswith(",") and not piece.strip(", "):
            parts.append(piece)
        elif parts[-1].startswith(",") and len(parts) > 1:
            if _begins_anew(parts[-2], piece):
                parts[-1] = piece
            else:
                comma = parts.pop()
                parts[-1] += comma + piece
        else:
            parts[-1] += piece
    return parts


def _begins_anew(before: str, piece: str) -> bool:
    """A head word after a comma may still belong to the sentence: a target of it, or part of its «которых» clause."""
    told = fold(piece)
    if re.match(_LEAST, told):
        counted = re.match(rf"{_LEAST}\s+[\d.,\s]+(?!процент|раз)[а-я]{{4,}}", told)
        return counted is not None
    if re.match(_DONE, told):
        return "котор" not in fold(before)
    return "котор" not in " ".join(told.split()[:4])


def kind_of(text: str) -> Kind:
    """What an indicator measures, by its head word."""
    told = fold(text)
    for kind, pattern in (
        (Kind.GROWTH, _GROWTH),
        (Kind.SHARE, rf"{_SHARE}|100\s*%"),
        (Kind.COUNT, _COUNT),
        (Kind.MINIMUM, rf"(?:{_DONE}\s+)?{_LEAST}\s"),
        (Kind.DOCUMENT, rf"{_DONE}|{_DOCUMENT}"),
    ):
        if re.match(pattern, told):
            return kind
    if _MINIMUM.search(told):
        return Kind.MINIMUM
    return Kind.DOCUMENT if re.search(rf"\b{_DONE}", told) else Kind.OTHER


def minimum_of(text: str) -> tuple[int | float | None, str | None]:
    """The least number that the order asks for («не менее 5», «100 %») and per what; «не более» asks for none."""
    told = fold(text)
    number = _minimum(told)
    if number is None:
        return None, None
    return number, next((name for name, pattern in _PER.items() if re.search(pattern, told)), None)


def _minimum(told: str) -> int | float | None:
    told = _NOT_A_LEAST.sub(" ", told)
    if not _GROWS.search(told):
        told = _UP_TO.sub(" ", told)
    if found := _MINIMUM.search(told):
        return _value(found[1])
    stated = re.search(r"(?<![\d,.])(\d{1,3}(?:[.,]\d+)?)\s*(?:%|процент)", told)
    return _value(stated[1]) if stated else None


def _value(text: str) -> int | float | None:
    if text[0].isalpha():
        return next((number for root, number in _NUMERALS if text.startswith(root)), None)
    number = float(re.sub(r"\s", "", text).replace(",", "."))
    return int(number) if number.is_integer() else number
