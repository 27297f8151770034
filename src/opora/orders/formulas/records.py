"""Sentences without people: how many records there are, and whether a document is there."""

import re
from collections.abc import Iterator

from opora.orders.formulas import surroundings
from opora.orders.formulas.codes import Codes, topic
from opora.orders.formulas.deliverables import deliverable, is_done, several
from opora.orders.formulas.populations import AUTHORITY, SCHOOL, take_cohort
from opora.orders.formulas.told import Told, even, roots, wording
from opora.orders.order import Kind, OrderAction, OrderIndicator
from opora.orders.wording import stem

_TITLE_COST = 0.2
_COUNT = r"(?:общее )?(?:число|количество|кол-во)"
_DONE = (
    r"публику(?:ются|ет|ют)|выход(?:ят|ит)?|размеща(?:ются|ет|ют)|публикация|размещение|проведение|проведен(?:о|ы|ных)?"
    r"|состоял(?:ось|ись)|(?:оказан|размещ|опубликова|подготовлен|организован|выпущен|поступивш|зарегистрированн)~"
)
_PIECES = r"(?:сообщени(?:й|я)|публикаци(?:й|и)|материал(?:ов|а)|пост(?:ов|а)|замет(?:ок|ки))"
_PLAIN_NEWS = rf"(?:(?:информационн|новостн)~ )+{_PIECES}|новост(?:ей|и)|пресс-релиз(?:ов|а)"
_NEWS = rf"{_PLAIN_NEWS}|(?:тематическ~ )?{_PIECES}"
_MONTHLY = r"(?:в|за|каждый) месяц|ежемесячно|в течение каждого месяца"
_ABOUT = (
    r"(?:о|об|по|с) (?:ход~ |реализаци~ |мероприяти~ )*(?:проект~|реализаци~ проекта|мероприяти~)(?: проекта)?",
    r"на (?:официальн~ )?(?:сайт|странице|портал)~(?: (?:института|министерства|проекта|аиро|иро|зиро))?",
    r"в социальн~ сет~|в (?:сми|раздел~)",
)
_DESK = (
    r"(?:в|на) (?:дистанционн~ |региональн~ )?(?:консультационн~ пункт~|пункт~ консультаци~|горяч~ лини~)",
    r"от (?:участников проекта|шнор|школ)|участников проекта|за консультаци~|за помощью",
)
_SESSIONS = (
    r"(?:[а-я]{0,8}-)?(?:заняти|сесси|встреч|заседани)[а-я]*|(?:стажерск~ )практик[а-я]*|стажировок|стажировки"
    r"|(?:онлайн-)?(?:семинар|вебинар)(?:ов|а)|мастер-класс(?:ов|а)"
)
_HELP = wording(r"консульт~|помощ~|поддержк~|сопровожд~|горяч~ лини~")

# Counts of records: what is counted, the sentence, and what may stand beside it.
COUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"сетев~ консультаци~", 'consultations("network")', (*_DESK, *_ABOUT)),
    (r"индивидуальн~ консультаци~", 'consultations("individual")', (*_DESK, *_ABOUT)),
    (r"(?:запрос|обращени)~(?: \((?:запрос|обращени)~\))?(?: и (?:запрос|обращени)~)?", "requests()", _DESK),
    (r"просмотр~", "page_views()", (
        r"(?:по )?(?:раздел~ )?(?:(?:информационн|сетев|электронн)~ )*(?:ресурс|сайт)~",
        r"страниц~(?: (?:ресурс|сайт|проект)~)?|(?:по )?раздел~", *_ABOUT,
    )),
    (_PLAIN_NEWS, "news()", _ABOUT),
)  # fmt: skip


def records(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> Iterator[tuple[Told, str]]:
    """Every way to read an indicator as a count of records."""
    for pattern, sentence, company in COUNTS:
        helps = sentence != "requests()" or _HELP.search(even(f"{indicator.text} {action.title}"))
        if helps and (read := _counted(indicator, action, codes, pattern, company)):
            _name(read, sentence)
            yield read, f"count({sentence})"
    if indicator.minimum_per == "month" and (read := _monthly(indicator, codes)):
        yield read, "least_per_month(news())"
    event = codes.event(action)
    if event and event.series and (read := _counted(indicator, action, codes, _SESSIONS, sessions=True)):
        kinds = read.phrase("records") or ""
        if _fits(kinds, event.code):
            read.phrases["sessions"] = read.phrases["records"]
            read.cite(f'"{event.code}"', event.phrase)
            yield read, f'count(sessions("{event.code}"))'


def _fits(kinds: str, code: str) -> bool:
    """A session is of the event that the title names: «семинаров» of a seminar, «занятий» of any."""
    told = even(kinds)
    named = [one for one, pattern in (("seminar", r"семинар"), ("webinar", "вебинар"), ("internship", "практик|стажир"),
                                      ("master-class", "мастер-класс")) if re.search(pattern, told)]  # fmt: skip
    return not named or any(one in code for one in named)


def _name(told: Told, sentence: str) -> None:
    """Each word of the record was read from the same phrase."""
    for word in re.findall(r'"[^"]*"|[a-z_]+', sentence):
        told.phrases[word] = told.phrases["records"]


def _counted(
    indicator: OrderIndicator,
    action: OrderAction,
    codes: Codes,
    pattern: str,
    company: tuple[str, ...] = (),
    *,
    sessions: bool = False,
) -> Told | None:
    told = Told(indicator.text)
    target = surroundings.take_target(told)
    if indicator.minimum_per or target.percent:
        return None
    told.take_all(_DONE)
    if told.take(_COUNT, "count") is None and not (target.plain and (sessions or indicator.kind is Kind.MINIMUM)):
        return None
    told.take_all(_DONE)
    found = told.take(pattern, "records")
    if found is None or not target.of(told, found.start()):
        return None
    for one in company:
        told.take_all(one)
    take_cohort(told, codes.names)
    surroundings.take_harmless(told)
    quoted = re.search(r"«[^»]+»", told.text)
    if quoted and quoted[0] in action.title:
        told.mark(quoted.start(), quoted.end())
    return told if _settled(told, action if sessions else None) else None


def _monthly(indicator: OrderIndicator, codes: Codes) -> Told | None:
    told = Told(indicator.text)
    surroundings.take_target(told)
    told.take_all(r"(?:раза? )?" + f"(?:{_MONTHLY})", "least_per_month")
    told.take(_COUNT)
    told.take_all(_DONE)
    if told.take(_NEWS, "news") is None:
        return None
    for one in _ABOUT:
        told.take_all(one)
    take_cohort(told, codes.names)
    surroundings.take_harmless(told)
    return told if _settled(told, None) else None


def _settled(told: Told, action: OrderAction | None) -> bool:
    titled = roots(action.title) if action else frozenset()
    for word in told.left():
        body = wording(f"{SCHOOL}|{AUTHORITY}").fullmatch(word[0])
        if (
            (body and not told.rest[: word.start()].endswith("для "))
            or surroundings.narrows(word[0])
            or stem(word[0]) not in titled
        ):
            return False
        told.soften(word.start(), word.end(), _TITLE_COST)
    return True


def delivered(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> Iterator[tuple[Told, str]]:
    """The document that an indicator asks for, if it names nothing that the action does not."""
    if indicator.kind is not Kind.DOCUMENT or indicator.minimum is not None:
        return
    text = " ".join(indicator.text.split())
    found = deliverable(text, action.title, topic)
    if found is None or several(text, found):
        return
    told = Told(indicator.text)
    told.mark(found.start, found.end, "delivered")
    code = codes.document(action, found.code)
    told.phrases[f'"{code}"'] = told.phrases["delivered"]
    take_cohort(told, codes.names)
    surroundings.take_harmless(told)
    titled = roots(action.title)
    for word in told.left():
        if is_done(word[0]):
            told.mark(word.start(), word.end())
        elif stem(word[0]) in titled and not (word.start() < found.start and surroundings.narrows(word[0])):
            told.soften(word.start(), word.end(), _TITLE_COST)
        else:
            return
    yield told, f'delivered("{code}")'
