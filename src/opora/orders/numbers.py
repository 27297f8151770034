"""The least number that a text asks for: in digits, words or signs, and never the number of something else."""

import re

LEAST = r"(?:не\s+менее|не\s+ниже|не\s+меньше|не\s+реже|(?<!не\s)более|(?<!не\s)больше|свыше|минимум|как\s+минимум)"
_ONES = {
    "один": 1, "одна": 1, "одно": 1, "одну": 1, "одного": 1, "одной": 1, "два": 2, "две": 2, "двух": 2, "три": 3,
    "трех": 3, "четыре": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7,
    "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9,
}  # fmt: skip
_TEENS = ("десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
          "восемнадцат", "девятнадцат")  # fmt: skip
_TENS = {
    "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40, "сорока": 40, "пятьдесят": 50,
    "пятидесяти": 50, "шестьдесят": 60, "шестидесяти": 60, "семьдесят": 70, "семидесяти": 70, "восемьдесят": 80,
    "восьмидесяти": 80, "девяносто": 90, "девяноста": 90, "сто": 100, "ста": 100, "двести": 200, "двухсот": 200,
}  # fmt: skip
_WORDS = _ONES | _TENS | {teen + end: place for place, teen in enumerate(_TEENS, 10) for end in ("ь", "и")}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"(?P<number>\d{{1,3}}(?:\s\d{{3}}){{1,3}}(?!\d)|\d+(?:[.,]\d+)?(?![\d+]|\.\d)|(?:(?:{_WORD})\b\s*){{1,3}})"
_TO = r"(?:\s*-\s*\d+(?:[.,]\d+)?)?"
_UNIT = r"(?:\s*(?P<unit>%|процент|тыс))?"
# What a number may count besides those the indicator counts: years, ages, hours, levels, times as much, fractions.
_OTHER = (
    r"(?!\s*-?\s*(?:год|г\.|гг|лет\b|уч|час|дн[яе]|дней|минут|недел|уровн|класс|мест[ао]|курс|разряд|категор|трет|четверт"
    r"|половин|балл|раза?\s+(?:больше|выше|чаще|по\s)))"
)
_ASKED = (
    rf"{LEAST}(?:\s*,?\s*чем)?(?:\s+(?:в|на|до|у))?\s+{_NUMBER}{_TO}(?:-?(?:ти|х|и|м|ой|го)\b)?{_UNIT}{_OTHER}",
    rf"\bот\s+{_NUMBER}(?:-?(?:ти|х|и)\b)?{_UNIT}\s+(?:[а-я]+\s+)?(?:и\s+более|и\s+выше|до\s+\d)",
    rf"{_NUMBER}(?:-?(?:ти|х|и)\b)?{_UNIT}\s+(?:[а-я]+\s+)?и\s+более",
    rf"(?:>=|[≥>])\s*{_NUMBER}{_UNIT}{_OTHER}",
    rf"(?<![\d,.])(?P<number>\d{{1,3}}(?:[.,]\d+)?){_TO}\s*(?P<unit>%|процент)",
    r"(?P<number>сто)\s+(?P<unit>процент)",
)
_CAPPED = re.compile(
    rf"(?:не\s+(?:более|выше|больше)|(?<!не\s)(?:менее|ниже|меньше)|[<≤]=?)(?:,?\s+чем)?(?:\s+в)?\s*{_NUMBER}\s*%?"
)
_UP_TO = re.compile(r"(?<!\w)до\s+\d+(?:[.,]\d+)?\s*(?:%|процент\w*)")
_GROWS = re.compile(r"увелич|повы[шс]|рост|довед|довест")
_TIMES = re.compile(r"\bв\s+\d+(?:[.,]\d+)?\s+раза?\b(?!\s+в)")


def least(told: str) -> tuple[int | float | None, str]:
    """The number and its unit ("%" or "") that folded text asks for; None where it asks for none or sets a limit."""
    told = _TIMES.sub(" ", _CAPPED.sub(" ", told))
    if not _GROWS.search(told):
        told = _UP_TO.sub(" ", told)
    if re.search(r"стопроцентн", told):
        return 100, "%"
    for pattern in _ASKED:
        if (found := re.search(pattern, told)) and (number := _value(found["number"].strip())):
            unit = found.groupdict().get("unit") or ""
            return (number * 1000, "") if unit == "тыс" else (number, "%" if unit else "")
    return None, ""


def _value(text: str) -> int | float:
    if text[0].isalpha():
        return sum(_WORDS[word] for word in text.split())
    number = float(re.sub(r"\s", "", text).replace(",", "."))
    return int(number) if number.is_integer() else number
