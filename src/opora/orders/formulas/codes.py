"""Codes of events, topics, stages and deliverables, made from the words of an order."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from opora.orders.columns import Column
from opora.orders.formulas.deliverables import deliverable
from opora.orders.formulas.populations import TERMS
from opora.orders.formulas.told import Terms, even, wording
from opora.orders.order import Order, OrderAction
from opora.orders.wording import fold


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event that people attend; a series has many sessions. `phrase`: how the order calls it."""

    code: str
    series: bool = False
    phrase: str = ""


# Kinds of events: the wording, the code. The one named first in a title is what the action is about.
EVENTS: tuple[tuple[str, Event], ...] = (
    (r"селекторн~ совещани~|видеоконференц~|видео-конференц~|видеоселектор~|вкс", Event("vks")),
    (r"заседани~ коллегии|коллеги~ министерства|коллегия|коллегии", Event("collegium")),
    (r"интенсив(?:-сесси~|-семинар~|а|е|ы|у|ов|ом|ах)?", Event("intensive")),
    (r"менторск~ сесси~", Event("mentor-session")),
    (r"сесси~ наставник~", Event("mentors-session")),
    (r"методическ~ д(?:ень|не|ня|ни|ней|нях)", Event("methodical-day")),
    (r"(?:онлайн|веб)-семинар~", Event("online-seminar")),
    (r"семинар~|семинар-практикум~", Event("seminar")),
    (r"вебинар~", Event("webinar")),
    (r"стажерск~ (?:практик|площадк)~|стажиров(?:к~|ок)", Event("internship", series=True)),
    (r"кругл~ стол~", Event("round-table")),
    (r"конференци~", Event("conference")),
    (r"эстафет~", Event("relay")),
    (r"фестивал~", Event("festival")),
    (r"форум~", Event("forum")),
    (r"конкурс~", Event("contest")),
    (r"мастер-класс~", Event("master-class")),
    (r"педагогическ~ мастерск~|методическ~ мастерск~", Event("workshop")),
    (r"стратегическ~ сесси~|стратсесси~|проектн~ сесси~", Event("strategy-session")),
    (r"(?:региональн|краев|областн|республиканск|муниципальн)~ проект~", Event("project", series=True)),
)  # fmt: skip

# What a survey, a training programme or a test is about: the wording, the code.
TOPICS: tuple[tuple[str, str], ...] = (
    (r"фактор~ риска|рисков~ фактор~", "risk-factors"),
    (r"наставничеств~", "mentoring"),
    (r"функциональн~ грамотност~", "functional-literacy"),
    (r"рисков~ профил~|риско~ профил~", "risk-profile"),
    (r"эффективн~ режим~", "effective-mode"),
    (r"оценивани~|оценк~ качества", "quality-assessment"),
)

_SEVERAL = r"(?:ов|ы|ах|ам|ами|ий|ей|ях|ни|ней|нях|практик|практики|стажировок)$"
_SERIES = wording(r"цикл~|сери(?:я|и|ю|й)|постоянн~|постоянно|систематическ~|ежемесячн~|ежеквартальн~")
_HELD = wording(
    r"не менее \d+ (?:[а-я-]+ )?(?:онлайн-|видео)?(?:заняти|сесси|встреч|заседани|практик|семинар|вебинар|стажиров)~"
)
_ADJECTIVE = re.compile(r"(?:[ыи]х|[ыи]ми|ого|о[йм]|[ыи]й|ая|[ыи]е)$")
_LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya".split(),  # noqa: SIM905 - a table
        strict=True,
    )
)
_ORDINALS = ("перв", "втор", "трет", "четверт")
_GENERIC = frozenset({"дорожная карта", "дорожной карты", "проект"})


class Codes:
    """The codes of one order; the same words in the same order give the same codes."""

    def __init__(self, order: Order) -> None:
        self.year = order.year if isinstance(order.year, int) else getattr(order.year, "first", None)
        self.names = _names(order)
        self.terms = _terms(order)
        self._texts: dict[str, list[OrderAction]] = {}
        for action in order.actions:
            for one in action.indicators:
                self._texts.setdefault(fold(one.text), []).append(action)
        self._events = _numbered(order.actions, lambda action: [found.code] if (found := _first(action.title)) else [])
        self._stages = _numbered(order.actions, lambda action: ["stage"] if _reviews_stage(action) else [])
        self._documents = _numbered(order.actions, _documents)

    def event(self, action: OrderAction, named: Event | None = None) -> Event | None:
        """The event that an action is about: the one named, if its title names it too; else the first of the title."""
        own = _first(action.title, only=named.code if named else None)
        found = own or named
        if found is None:
            return None
        place, count = self._events.get((action.source.line, found.code), (0, 0))
        series = found.series or (own is not None and _is_series(action, own))
        return Event(found.code if count < 2 or not own else f"{found.code}-{place}", series, found.phrase)

    def copied(self, action: OrderAction, text: str) -> bool:
        """Whether the words of an indicator stand at another action too, whose own event they name."""
        others = self._texts.get(fold(text), ())
        return any(other is not action and event_kinds(text) & event_kinds(other.title) for other in others)

    def stage(self, action: OrderAction) -> str | None:
        """Which stage of confirming documents: the one the title names, else its place among such reviews."""
        for number, ordinal in enumerate(_ORDINALS[:3], 1):
            if re.search(rf"{ordinal}[а-я]+ этап", fold(action.title)):
                return f"stage-{number}"
        place, _count = self._stages.get((action.source.line, "stage"), (0, 0))
        return f"stage-{place}" if place else None

    def wave(self, text: str) -> tuple[int, str]:
        """Which monitoring a text names, and by what word; the first when it names none."""
        for number, ordinal in enumerate(_ORDINALS, 1):
            if found := wording(rf"{ordinal}~").search(even(text)):
                return number, text[found.start() : found.end()]
        return 1, ""

    def document(self, action: OrderAction, code: str) -> str:
        """The code of a document, with its number where the order has several of the kind."""
        place, count = self._documents.get((action.source.line, code), (0, 0))
        return f"{code}-{place}" if count > 1 else code


def topic(text: str) -> tuple[str, str] | None:
    """What a programme or test is about and the words that say so: a known topic, else its quoted name in Latin."""
    for pattern, code in TOPICS:
        if found := wording(pattern).search(even(text)):
            return code, text[found.start() : found.end()]
    name = re.search(r"«([^»]+)", text)
    words = re.findall(r"[а-я]{4,}", fold(name[1]))[:2] if name else []
    code = "-".join("".join(_LETTERS[letter] for letter in word).replace("_", "") for word in words)
    return (code, name[1]) if name and code else None


def event_kinds(text: str) -> set[str]:
    """All kinds of events that a text names."""
    told = even(text)
    kinds = {event.code for pattern, event in EVENTS if wording(pattern).search(told)}
    return kinds - {"seminar"} if "online-seminar" in kinds else kinds


def events_in(text: str) -> list[tuple[int, int, Event]]:
    """The events that a text names, each with its place, in the order of the text."""
    told, found = even(text), []
    for pattern, event in EVENTS:
        for match in wording(pattern).finditer(told):
            phrase = text[match.start() : match.end()]
            found.append((match.start(), match.end(), Event(event.code, event.series, phrase)))
            told = told[: match.start()] + "_" * len(match[0]) + told[match.end() :]
    return sorted(found, key=lambda one: one[0])


def _first(text: str, only: str | None = None) -> Event | None:
    return next((event for *_place, event in events_in(text) if only in (None, event.code)), None)


def _is_series(action: OrderAction, event: Event) -> bool:
    told = even(action.title)
    words = even(event.phrase).split()
    noun = next((word for word in words if not _ADJECTIVE.search(word)), words[-1])
    several = re.search(_SEVERAL, noun) is not None
    return several or bool(_SERIES.search(told) or _HELD.search(even(action.raw.get(Column.INDICATORS, ""))))


Line = tuple[int, str]


def _numbered(
    actions: Iterable[OrderAction], kinds: Callable[[OrderAction], Iterable[str]]
) -> dict[Line, tuple[int, int]]:
    """By the line of an action and a kind: its place among the actions of that kind, and how many they are."""
    lines: dict[str, list[int]] = {}
    for action in actions:
        for code in kinds(action):
            lines.setdefault(code, []).append(action.source.line)
    return {(line, code): (place, len(group)) for code, group in lines.items() for place, line in enumerate(group, 1)}


def _documents(action: OrderAction) -> list[str]:
    codes = [found.code for one in action.indicators if (found := deliverable(one.text, action.title, topic))]
    return list(dict.fromkeys(codes))


def _names(order: Order) -> frozenset[str]:
    """What the order calls its programme: the quoted names of its title, and short names given to them."""
    told = " ".join(filter(None, (order.head.title, order.head.heading)))
    found = set(re.findall(r"«([^«»]{2,60})»", told))
    projects = {one.term.strip("«» ") for one in order.definitions if re.search(r"проект", one.meaning.lower())}
    return frozenset(name for name in found | projects if even(name) not in _GENERIC and "~" not in name)


def _terms(order: Order) -> Terms:
    """The order's own abbreviations of schools and authorities: those that stand for the whole of what is defined."""
    found = []
    for definition in order.definitions:
        term, meaning = even(definition.term), even(definition.meaning)
        for usual, pattern in TERMS:
            match = wording(pattern).search(meaning) if definition.term.isupper() and term.isalpha() else None
            if match and term != usual and (_governed(meaning[: match.start()]) or _initials(match[0]) == term):
                found.append((usual, term))
    return tuple(dict.fromkeys(found))


def _governed(before: str) -> bool:
    """Whether a phrase begins after these words and is no part of a longer one («центр помощи школам»)."""
    return re.search(r"(?:^|\b(?:в|для|с|со|по|на|к|о|об|из|от|среди))\s*$", before) is not None


def _initials(phrase: str) -> str:
    return "".join(word[0] for word in phrase.split())


def _reviews_stage(action: OrderAction) -> bool:
    told = fold(action.raw.get(Column.INDICATORS, ""))
    return re.search(r"эксперт", told) is not None and "подтверждающ" in told + fold(action.title)
