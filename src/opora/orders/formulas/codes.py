"""Codes of events, topics, stages and deliverables, made from the words of an order."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from opora.orders.columns import Column
from opora.orders.order import Order, OrderAction
from opora.orders.wording import fold


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event that people attend; a series has many sessions."""

    code: str
    series: bool = False


EVENTS: tuple[tuple[str, Event], ...] = (
    (r"селекторн[а-я]+ совещани|видеоконференц|\bвкс\b", Event("vks")),
    (r"заседани[а-я]+ коллегии|коллеги[а-я]+ министерства", Event("collegium")),
    (r"интенсив", Event("intensive")),
    (r"менторск[а-я]+ сесси", Event("mentor-session")),
    (r"сесси[а-я]+ наставник", Event("mentors-session")),
    (r"методическ[а-я]+ д(?:ень|не|ня)", Event("methodical-day")),
    (r"онлайн-семинар", Event("online-seminar", series=True)),
    (r"семинар", Event("seminar", series=True)),
    (r"вебинар", Event("webinar")),
    (r"стажерск[а-я]+ практик|стажировк", Event("internship", series=True)),
    (r"кругл[а-я]+ стол", Event("round-table")),
    (r"конференци", Event("conference")),
    (r"эстафет", Event("relay")),
    (r"фестивал", Event("festival")),
    (r"форум", Event("forum")),
    (r"конкурс", Event("contest")),
    (r"мастер-класс", Event("master-class", series=True)),
    (r"(?:региональн|краев|областн|республиканск|муниципальн)[а-я]+ проект", Event("project", series=True)),
)

TOPICS: tuple[tuple[str, str], ...] = (
    (r"фактор[а-я]+ риска|рисков[а-я]+ фактор", "risk-factors"),
    (r"наставничеств", "mentoring"),
    (r"функциональн[а-я]+ грамотност", "functional-literacy"),
    (r"рисков[а-я]+ профил|риско[а-я]+ профил", "risk-profile"),
    (r"эффективн[а-я]+ режим", "effective-mode"),
    (r"оценивани|оценк[а-я]+ качества", "quality-assessment"),
)

DELIVERABLES: tuple[tuple[str, str], ...] = (
    (r"шаблон[а-я]* концептуальн", "concept-templates"),
    (r"шаблон", "templates"),
    (r"экспертн[а-я]+ совет", "expert-council"),
    (r"аналитическ[а-я]+ отчет", "analytic-report"),
    (r"отчет", "report"),
    (r"методическ[а-я]+ пособи", "methodical-guide"),
    (r"методическ[а-я]+ рекомендаци", "methodical-recommendations"),
    (r"сборник", "collection"),
    (r"положени", "regulation"),
    (r"дорожн[а-я]+ карт", "roadmap"),
    (r"план", "plan"),
    (r"приказ", "decree"),
    (r"реестр|перечень|список", "register"),
    (r"банк", "bank"),
)

_LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya".split(),  # noqa: SIM905 - a table
        strict=True,
    )
)


class Codes:
    """The codes of one order; the same words in the same order give the same codes."""

    def __init__(self, order: Order) -> None:
        self.year = order.year if isinstance(order.year, int) else getattr(order.year, "first", None)
        self._events = _numbered(order, lambda action: _event_code(action.title))
        self._stages = _numbered(order, lambda action: "stage" if _reviews_stage(action) else None)

    def event(self, action: OrderAction) -> Event | None:
        """The event that an action is about: the first kind its title names, else its indicators'."""
        found = _event_in(action.title) or _event_in(action.raw.get(Column.INDICATORS, ""))
        place, count = self._events.get(action.source.line, (0, 0))
        if found is None or found.series or count < 2:
            return found
        return Event(f"{found.code}-{place}")

    def stage(self, action: OrderAction) -> str:
        """Which stage of confirming documents: the one the title names, else its place among such actions."""
        for number, ordinal in enumerate(("перв", "втор", "трет"), 1):
            if re.search(rf"{ordinal}[а-я]+ этап", fold(action.title)):
                return f"stage-{number}"
        place, _count = self._stages.get(action.source.line, (1, 1))
        return f"stage-{place}"

    def wave(self, action: OrderAction) -> int:
        """Which monitoring: the ordinal of the title, else the first."""
        ordinals = enumerate(("перв", "втор", "трет", "четверт"), 1)
        return next((number for number, word in ordinals if re.search(rf"\b{word}[а-я]+", fold(action.title))), 1)


def _numbered(order: Order, kind: Callable[[OrderAction], str | None]) -> dict[int, tuple[int, int]]:
    """By the line of an action: its place among the actions of its kind, and how many they are."""
    lines: dict[str, list[int]] = {}
    for action in order.actions:
        if code := kind(action):
            lines.setdefault(code, []).append(action.source.line)
    return {line: (place, len(group)) for group in lines.values() for place, line in enumerate(group, 1)}


def topic(text: str) -> str | None:
    """What a programme or test is about: a known topic, else the first words of its quoted name in Latin letters."""
    told = fold(text)
    for pattern, code in TOPICS:
        if re.search(pattern, told):
            return code
    name = re.search(r"«([^»]+)", text)
    words = re.findall(r"[а-я]{4,}", fold(name[1]))[:2] if name else []
    return "-".join("".join(_LETTERS[letter] for letter in word).replace("_", "") for word in words) or None


def deliverable(text: str, title: str) -> str | None:
    """The code of a document that an indicator names."""
    told = fold(text)
    if re.search(r"программ", told) and "шаблон" not in told:
        about = topic(title)
        return f"programme-{about}" if about else None
    return next((code for pattern, code in DELIVERABLES if re.search(pattern, told)), None)


def _event_in(text: str) -> Event | None:
    told = fold(text)
    found = [(match.start(), place) for place, (pattern, _) in enumerate(EVENTS) if (match := re.search(pattern, told))]
    return EVENTS[min(found)[1]][1] if found else None


def event_kinds(text: str) -> set[str]:
    """All kinds of events that a text names."""
    told = fold(text)
    kinds = {event.code for pattern, event in EVENTS if re.search(pattern, told)}
    return kinds - {"seminar"} if "online-seminar" in kinds else kinds


def _event_code(title: str) -> str | None:
    event = _event_in(title)
    return event.code if event else None


def _reviews_stage(action: OrderAction) -> bool:
    told = fold(action.raw.get(Column.INDICATORS, ""))
    return "экспертиз" in told and "подтверждающ" in told
