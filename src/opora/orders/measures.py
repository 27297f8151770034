"""The indicators of a cell: split, and what each measures by its head word and numbers."""

import re

from opora.orders.numbers import LEAST, least
from opora.orders.order import Kind
from opora.orders.wording import dash, fold

# That something is done: short participles, in any gender.
_DONE = (
    r"(?:разработан|утвержд[её]н|назначен|создан|подготовлен|сформирован|издан|опубликован|размещ[её]н|принят|провед[её]н"
    r"|организован|заключ[её]н|составлен|внедр[её]н|обновл[её]н|представлен|открыт|определ[её]н|подписан|согласован"
    r"|направлен|оформлен|заполнен|заверш[её]н|выпущен|актуализирован|закрепл[её]н|обеспечен|введ[её]н)[аоы]?\b"
)
_SHARE = r"(?:(?:уровень\s+)?охвата?|дол[яюи]|процент|удельный\s+вес)\b"
_COUNT = r"(?:(?:общее|суммарное)\s+)?(?:число|количество|численность|кол-во)\b"
_PERCENT = rf"(?:{LEAST}(?:\s*,?\s*чем)?\s+(?:[ву]\s+)?)?\d+(?:[.,]\d+)?\s*(?:%|процент)"
_GROWTH = (
    r"(?:(?:наличие\s+)?положительн(?:ая|ой)\s+динамик[аи]|динамика|рост|прирост|увеличение|повышение|улучшение|снижение"
    r"|сокращение|уменьшение)\b"
)
# A document by itself, with up to two words before it; a thing whose presence is asked for stands in the genitive.
_DOCUMENT = (
    r"(?:\w+\s+){0,2}?(?:отч[её]ты?|макет|планы?|план-график|график|приказы?|распоряжение|постановление|положение|перечень"
    r"|состав|сборник|пособие|рекомендации|справк[аи]|записка|программа|протоколы?|реестр|база|банк|список|договоры?"
    r"|соглашени[ея]|шаблоны?|модель|концепция|алгоритм|методика|регламент|памятка|письмо|дорожная\s+карта)\b"
)
_PRESENCE = r"(?:наличие|размещение|утверждение|издание|разработка|подготовка)\s+(?!\d)"
_PRESENT = (
    r"(?:\w+\s+){0,3}?(?:отч[её]т|макет|план|график|приказ|распоряжен|постановлен|положен|перечн|состав|сборник|пособи"
    r"|рекомендаци|справк|записк|программ|протокол|реестр|баз|банк|списк|договор|соглашен|шаблон|модел|концепци|алгоритм"
    r"|методик|регламент|памятк|письм|дорожн\w+\s+карт)"
)
# A document after a document: «Приказ, аналитическая справка».
_PAPER = r"(?:\w+(?:ая|[^щш]ий|ый|ое)\s+)?(?:отч[её]т|план|приказ|положение|справка|протокол|реестр|дорожная\s+карта)\b"
_HEAD = rf"(?:{_SHARE}|{_COUNT}|{_GROWTH}|{LEAST}\s+\d|{_DONE})"
_SEPARATOR = re.compile(rf",?\s+а\s+также\s+(?={_HEAD})|,\s+(?={_HEAD}|{_PAPER})", re.IGNORECASE)
_PER = {
    "month": r"в\s+(?:каждый\s+)?месяц\b|ежемесячно|каждый\s+месяц\b|за\s+месяц\b(?!\s+до)|в\s+каждом\s+месяце",
    "quarter": r"в\s+(?:каждый\s+)?квартал\b|ежеквартально|каждый\s+квартал\b|за\s+квартал\b|в\s+каждом\s+квартале",
}
_LONGEST = 2000  # signs of a text in which a head word or a number is looked for
_BULLET = re.compile(r"(?:^|\n)\s*[–—−•·▪●○*-]\s+|\s*[•▪●○]\s*")
_NUMBERED = re.compile(r"(?:^|(?<=[\s;.,]))(?:\d{1,2}\.)?(\d{1,2})[.)]\s*(?=[А-ЯЁа-яё«])")
_UNFINISHED = re.compile(
    r"(?:[,(«–—-]|\b(?:а|в|во|для|до|за|и|из|или|к|на|не|о|об|от|по|под|при|с|со|у|менее|более|имени))$", re.IGNORECASE
)
# A word with a capital inside a sentence: names, and adjectives of names.
_NAME = re.compile(
    r"(?:[А-ЯЁ]{2,}|Проект|Министерств|Минпрос|Институт|Академи|Росси|Центр|Точк)"
    r"|[А-ЯЁ]\w*(?:ого|ому|ой|ых|ими|ыми|ах|ях|ами)\b"
)


def split_indicators(text: str) -> tuple[str, ...]:
    """The indicators of a cell: at semicolons, list marks and line ends, and at a comma before a new head word.

    Nothing inside brackets or quotes splits.
    """
    parts: list[str] = []
    for item in _listed("\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))):
        for piece in _at_semicolons(item):
            for sentence in _at_sentences(piece):
                parts.extend(_at_head_words(" ".join(sentence.split())))
    return tuple(part for part in (_trimmed(part) for part in parts) if not dash(part))


def _trimmed(part: str) -> str:
    return re.sub(r"^(?:а\s+также|и)\s+", "", part.strip(" ,.;"), flags=re.IGNORECASE)


def _listed(text: str) -> list[str]:
    """Items with bullets, with numbers that count 1, 2, 3 … from the beginning, or on lines of their own."""
    counted, number = [], 1
    for mark in _NUMBERED.finditer(text):
        begins = bool(re.match(r"[А-ЯЁ«]", text[mark.end() :])) or mark[0].rstrip().endswith(")")
        if int(mark[1]) == number and begins and (number > 1 or not text[: mark.start()].strip()):
            counted.append(mark)
            number += 1
    if len(counted) > 1 or (counted and re.match(_HEAD, fold(text[counted[0].end() :]))):
        ends = [*(mark.start() for mark in counted[1:]), len(text)]
        items = [text[mark.end() : end] for mark, end in zip(counted, ends, strict=True)]
    else:
        items = [text]
    return [line for item in items for bullet in _BULLET.split(item) for line in _lines(bullet)]


def _lines(text: str) -> list[str]:
    """Lines that begin anew; the others continue the one above."""
    found: list[str] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if found and not _anew(found[-1], line):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _anew(before: str, line: str) -> bool:
    if re.match(r"[А-ЯЁ]", line) is None or _UNFINISHED.search(before):
        return False
    return before.endswith((".", ";")) or kind_of(line) is not Kind.OTHER or _NAME.match(line) is None


def _outside(text: str) -> list[bool]:
    """For each sign whether it stands outside brackets and quotes; all do where these are not closed."""
    depth, outside = 0, []
    for sign in text:
        depth = max(0, depth + (sign in "(«") - (sign in ")»"))
        outside.append(depth == 0)
    return outside if depth == 0 else [True] * len(text)


def _cut_at(text: str, cuts: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _start, end in cuts)]
    ends = [*(start for start, _end in cuts), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _at_semicolons(text: str) -> list[str]:
    outside = _outside(text)
    return _cut_at(text, [found.span() for found in re.finditer(";", text) if outside[found.start()]])


def _at_sentences(text: str) -> list[str]:
    """«… прошли опрос. Количество …»: a full stop before a head word with a capital."""
    return re.split(rf"\.\s+(?=[А-ЯЁ])(?=(?i:{_HEAD}))", text)


def _at_head_words(text: str) -> list[str]:
    outside, cuts, begins = _outside(text), [], 0
    found = [one for one in _SEPARATOR.finditer(text) if outside[one.start()]]
    for place, one in enumerate(found):
        ends = found[place + 1].start() if place + 1 < len(found) else len(text)
        if _begins_anew(text[begins : one.start()], text[one.end() : ends]):
            cuts.append(one.span())
            begins = one.end()
    return _cut_at(text, cuts)


def _begins_anew(before: str, piece: str) -> bool:
    """A head word after a comma may still belong to the sentence: a target of it, or part of its «которых» clause."""
    told, clause = fold(piece), fold(before[-_LONGEST:])
    of_clause = "котор" in " ".join(told.split()[:4])
    if re.match(LEAST, told):
        counted = re.match(rf"{LEAST}\s+[\d.,\s]+(?!процент|раз)[а-я]{{4,}}", told)
        of_others = re.match(rf"{LEAST}\s+[\d.,]+\s*(?:%|процент[а-я]*)\s+[а-я]{{4,}}[^,;]*[а-я](?:ли|ны|ты)\b", told)
        return (counted or of_others) is not None
    if re.match(_DONE, told):
        of_before = re.match(rf"{_DONE}\s+(?:на|в|во|для|до|по)\b", told) and kind_of(before) is Kind.DOCUMENT
        return re.search(r"котор|\bгде\b|\bчьи\b", clause) is None and not of_before
    if re.match(_PAPER, told):
        return not of_clause and "котор" not in clause and kind_of(before) is Kind.DOCUMENT
    return not of_clause


def kind_of(text: str) -> Kind:
    """What an indicator measures, by its head word, else by the number it asks for."""
    told = fold(text[:_LONGEST])
    for kind, pattern in (
        (Kind.GROWTH, _GROWTH),
        (Kind.SHARE, rf"{_SHARE}|{_PERCENT}|стопроцентн"),
        (Kind.COUNT, _COUNT),
        (Kind.MINIMUM, rf"(?:{_DONE}\s+)?{LEAST}\s"),
        (Kind.DOCUMENT, rf"{_DONE}|{_DOCUMENT}|{_PRESENCE}{_PRESENT}"),
    ):
        if re.match(pattern, told):
            return kind
    number, unit = least(told)
    if number is not None and unit == "%":
        return Kind.SHARE
    if number is not None:
        return Kind.MINIMUM
    return Kind.DOCUMENT if re.search(rf"\b{_DONE}", told) else Kind.OTHER


def minimum_of(text: str) -> tuple[int | float | None, str | None]:
    """The least number that the order asks for («не менее 5», «100 %») and per what; «не более» asks for none."""
    told = fold(text[:_LONGEST])
    number, _unit = least(told)
    if number is None:
        return None, None
    return number, next((name for name, pattern in _PER.items() if re.search(pattern, told)), None)
