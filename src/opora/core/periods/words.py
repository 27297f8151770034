"""Russian words of deadlines, and the cleaning that makes damaged text readable. All patterns are for cleaned text."""

import difflib
import re

from opora.core.periods.period import Recurring

MONTHS = (
    r"январ(?:[ьяюеи]|ем)|янв",
    r"феврал(?:[ьяюеи]|ем)|февр?",
    r"марта?|марте|марту|мартом|мар",
    r"апрел(?:[ьяюеи]|ем)|апр",
    r"ма[йяею]|маем",
    r"июн(?:[ьяюеи]|ем)?",
    r"июл(?:[ьяюеи]|ем)?",
    r"август(?:а|у|е|ом)?|авг",
    r"сентябр(?:[ьяюеи]|ем)|сент?",
    r"октябр(?:[ьяюеи]|ем)|окт",
    r"ноябр(?:[ьяюеи]|ем)|нояб?",
    r"декабр(?:[ьяюеи]|ем)|дек",
)
_MONTH_FORMS = {
    form: number
    for number, stem in enumerate(
        ("январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"), 1
    )
    for form in ((f"{stem}ь", f"{stem}я") if number not in {3, 5, 8} else (stem, f"{stem}а"))
}

ORDINALS = {
    r"перв(?:ый|ая|ое|ого|ой|ом|ому|ую|ые|ых)": 1,
    r"втор(?:ой|ая|ое|ого|ом|ому|ую|ые|ых)": 2,
    r"трет(?:ий|ья|ье|ьего|ьей|ьем|ьему|ью|ьи|ьих)": 3,
    r"четв[её]рт(?:ый|ая|ое|ого|ой|ом|ому|ую|ые|ых)": 4,
}

RECURRING: tuple[tuple[str, Recurring], ...] = (
    (r"раза?\s+в\s+(?:полгода|полугодие|(?:6|шесть)\s+месяцев)", Recurring.HALF_YEARLY),
    (r"(?:2|два|двух|дважды)\s*(?:-?х)?\s*(?:раза?)?\s+в\s+год(?![а-я])", Recurring.HALF_YEARLY),
    (r"кажд[а-я]+\s+полугоди[а-я]+|каждые\s+полгода|по\s+полугодиям", Recurring.HALF_YEARLY),
    (r"еженедельн[а-я]*|кажд[а-я]+\s+недел[а-я]+|раза?\s+в\s+неделю|понедельно", Recurring.WEEKLY),
    (r"по\s+(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)[а-я]*", Recurring.WEEKLY),
    (
        r"кажд[а-я]+\s+(?:понедельник|вторник|сред[уы]|четверг|пятниц[уы]|суббот[уы]|воскресень[ея])[а-я]*",
        Recurring.WEEKLY,
    ),
    (r"ежеквартальн[а-я]*|кажд[а-я]+\s+квартал[а-я]*|раза?\s+в\s+квартал|поквартально", Recurring.QUARTERLY),
    (r"раза?\s+в\s+(?:3|три)\s+месяца", Recurring.QUARTERLY),
    (r"ежемесячн[а-я]*|кажд[а-я]+\s+месяц[а-я]*|раза?\s+в\s+месяц|помесячно", Recurring.MONTHLY),
    (r"ежегодн[а-я]*|кажд[а-я]+\s+год[а-я]*|раза?\s+в\s+год(?![а-я])", Recurring.YEARLY),
)
HOW_OFTEN = r"(?:не\s+реже(?:,?\s+чем)?\s+)?(?:(?:\d{1,2}(?:-?го|-?х)?|один|одного|два|двух|три|тр[её]х)\s+)?"

_COUNTED = (
    r"(?:\d{1,3}|одн[а-я]+|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|пятнадцати|двадцати|тридцати)"
)
RELATIVE = re.compile(
    r"(?:(?:в\s+течени[еи]|не\s+(?:позднее|позже|ранее|менее)(?:,?\s*чем)?(?:\s+за)?|за|через|спустя)\s+)?"
    rf"(?<!\d){_COUNTED}\s*(?:-?\s?(?:х|ти|и|го)(?![а-я])\s*)?(?:\([^)]*\)\s*)?"
    r"(?:(?:рабоч|календарн|учебн)[а-я]*\s+)?"
    r"(?:дн(?:я|ей|и)|день|суток|сутки|недел[а-я]*|месяц(?:а|ев)|час(?:а|ов)?|минут[а-я]*)(?![а-я])[^;,]*"
    r"|в\s+течени[еи]\s+(?:месяца|недели|дня|суток|квартала|полугодия)"
    r"(?=\s*(?:$|[,;.)(]|со?\s|после|до\s))[^;,]*"
)
"""Counted from something that is not a date: "within 10 days after …"."""

UNANCHORED = re.compile(
    r"постоянно|систематически|регулярно|бессрочно|непрерывно|ежедневно|своевременно|незамедлительно"
    r"|(?:весь|всего|всем)\s+(?:период|срок)|на\s+протяжении|без\s+(?:даты|срока)"
    r"|по\s+(?:мере|запрос|необходимост|требовани|факту|заявк|поступлени|обращени|приглашени"
    r"|окончани|завершени|итог|результат|согласовани)[а-я]*"
    r"|до\s+(?:окончани|завершени|получени)[а-я]*|при\s+(?:необходимост|наличии|поступлени)[а-я]*"
    r"|в\s+(?:день|дни|ходе|момент|рабочем\s+порядке|период|сроки?|срок,)"
    r"|(?:со?|с)\s+(?:дня|момента|даты)|на\s+постоянной|после(?!\s*\d)|срок\s+не\s+определ[её]н"
)
"""Words of a deadline that names no day at all; they count only when no date stands beside them."""

PLAN = re.compile(
    r"(?:(?<![а-я])(?:по|no)|согласно|в\s+соответствии\s+со?)\s+"
    r"(?:отд[а-я]*\s?[.-]?(?:\s*(?:пл|гр)[а-я]*(?:\s?-\s?(?:гр[а-я]*)?)?)?"
    r"|(?:[а-я]+\s+){0,2}?(?:план|график)[а-я]*(?:\s?-\s?граф[а-я]*)?)"
)

DAY_OF_CYCLE = re.compile(
    r"(?:(?:до|к|не\s+позднее|по|с)\s+)?\d{1,2}\s*-?\s?(?:го|му|е|х)?\s*(?:-\s*\d{1,2}\s*)?числ[а-я]*"
    r"(?:\s+(?:кажд[а-я]+\s+)?месяца)?(?:,?\s*следующ[а-я]+\s+за[^,;()]*)?"
    r"|последн[а-я]+\s+(?:рабоч[а-я]+\s+)?[а-я]+\s+(?:кажд[а-я]+\s+)?(?:месяца|квартала|недели)"
)

NOISE = frozenset(
    word
    for words in (
        ("в", "во", "на", "за", "чем", "начиная", "включительно", "ориентировочно", "согласованию", "весь", "всего"),
        ("г", "гг", "год", "года", "году", "годов", "годы", "кв", "уч", "текущий", "текущего"),
        ("месяц", "месяца", "месяце", "месяцы", "число", "числа", "день", "дни", "час", "утра", "дата", "даты"),
        ("срок", "сроки", "период", "периода", "течение", "течении"),
        ("конец", "конца", "концу", "конце", "середина", "середине", "середину", "начало", "начале"),
    )
    for word in words
)

_LOOKALIKE = str.maketrans("aceopxyktmhbi", "асеорхуктмнві")
_DIGITS = str.maketrans({"о": "0", "o": "0", "з": "3", "l": "1", "|": "1", "б": "6"})
_DASHES = re.compile(r"[‐‑‒–—―−﹣－]|--+")
_D = r"[\dоoзl|б]"
_DATE_LIKE = re.compile(rf"(?<![а-яa-z\d]){_D}{{1,2}}[.,/]{_D}{{1,2}}[.,/]?\s?(?:2{_D}{{3}}|{_D}{{2}})(?![\dа-я])")


def clean(text: str) -> str:
    """Lower case with plain spaces and hyphens, «ё» as «е», look-alike letters and hyphenated words put right."""
    text = re.sub(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff\u00ad]+", " ", text).strip().lower().replace("ё", "е")
    text = _DASHES.sub("-", text)
    text = re.sub(r"(?<=\d)[оo](?=\d)", "0", text)
    text = re.sub(r"[«»\"“”„'’`]", "", text)
    text = re.sub(r"[а-яa-z]+", _one_alphabet, text)
    text = _DATE_LIKE.sub(lambda found: found[0].translate(_DIGITS), text)
    text = re.sub(r"(?<![а-я])(?:[а-я] ){3,}[а-я](?![а-я])", lambda found: found[0].replace(" ", ""), text)
    return re.sub(r"([а-я]+)(-\s?)([а-я]+)", _joined, text)


def month_number(word: str) -> int | None:
    """The month a word means in any of its cases, shortened or with one letter wrong; None for any other word."""
    for number, pattern in enumerate(MONTHS, 1):
        if re.fullmatch(pattern, word):
            return number
    if len(word) >= 5 and (close := difflib.get_close_matches(word, _MONTH_FORMS, n=1, cutoff=0.83)):
        return _MONTH_FORMS[close[0]]
    return None


def _one_alphabet(found: re.Match[str]) -> str:
    word = found[0]
    mixed = re.search("[а-я]", word) and re.search("[a-z]", word)
    return word.translate(_LOOKALIKE) if mixed else word


def _joined(found: re.Match[str]) -> str:
    left, hyphen, right = found.groups()
    whole = left + right
    if any(re.fullmatch(pattern, whole) for pattern in MONTHS):
        return whole
    if hyphen == "-" or right in {"и", "или"} or month_number(left) or month_number(right):
        return found[0]
    return whole
