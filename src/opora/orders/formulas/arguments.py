"""What stands in the brackets of a fact: codes read from the indicator or its action, or made of their number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from opora.orders.formulas.codes import Codes, events_in, topic
from opora.orders.formulas.told import Told, even, wording
from opora.orders.order import OrderAction

_THERE = r"(?:(?:в|во|на|к) )?(?:(?:данн|указанн|эт|так|проводим|региональн|методическ)[а-я]+ )*(?:мероприяти|событи)~"
_INTO = re.compile(r"(?:^|[\s,])(?:в|во|на)\s+(?:[а-я-]+\s+){0,3}$")
_WITHIN = r"в рамках|в ходе|в составе|на базе|при"
_FIRST = r"первичн~|первоначальн~|ознакомительн~|перв(?:ый|ое|ого|ом|ым|ых|ые)"
_AGAIN = r"повторн~|втор(?:ой|ое|ого|ом|ым|ых|ые)"
_LEVELS = ((r"муниципальн~|районн~", "municipal"), (r"региональн~|краев~|областн~|республиканск~", "regional"))
_OTHER_LEVELS = r"федеральн~|всероссийск~|межрегиональн~|школьн~|международн~"
_PROVIDERS = ((r"академи~(?: минпросвещени~| просвещени~)?(?: россии)?", "academy"), (r"цнппм", "cnppm"),
              (r"институт~ развития образования|иро", "institute"))  # fmt: skip


@dataclass
class Case:
    """One reading of one indicator: its text with what is taken, its action, the codes of the order.

    `start` and `after`: where the wording of the fact stands.
    """

    told: Told
    action: OrderAction
    codes: Codes
    start: int
    after: int

    @property
    def title(self) -> str:
        """What the action is called."""
        return self.action.title

    def named(self, pattern: str, word: str) -> bool:
        """Whether the text, or else the title, has a wording; it becomes the evidence of a word."""
        if self.told.take(pattern, word):
            return True
        if found := wording(pattern).search(even(self.title)):
            self.told.cite(word, self.title[found.start() : found.end()])
            return True
        return False


Maker = Callable[[Case], str | None]


def _nothing(_case: Case) -> str:
    return ""


def _about(case: Case) -> str | None:
    """The topic of the text when it names a known one, else of the title; None when the two differ."""
    own, said = topic(case.title), topic(case.told.text)
    if said and own and said[0] != own[0] and said[1] not in case.title:
        return None
    found = said or own
    if found is None:
        return None
    code, phrase = found
    place = case.told.rest.find(even(phrase))
    if place >= 0:
        case.told.mark(place, place + len(phrase), f'"{code}"')
    else:
        case.told.cite(f'"{code}"', phrase)
    return f'"{code}"'


def _visit(case: Case) -> str | None:
    if not wording(r"куратор~").search(even(f"{case.told.text} {case.title}")):
        return None
    text = even(case.told.text)
    for kind, pattern in (("first", _FIRST), ("repeated", _AGAIN)):
        found = wording(pattern).search(text)
        if found:
            case.told.mark(found.start(), found.end(), f'"{kind}"')
            return f'"{kind}"'
    both = [bool(wording(pattern).search(even(case.title))) for pattern in (_FIRST, _AGAIN)]
    if both[0] == both[1]:
        return None
    kind, pattern = ("first", _FIRST) if both[0] else ("repeated", _AGAIN)
    case.named(pattern, f'"{kind}"')
    return f'"{kind}"'


def _level(case: Case) -> str | None:
    text, title = even(case.told.text), even(case.title)
    if wording(_OTHER_LEVELS).search(text):
        return None
    for said in (text, title):
        found = [(level, match) for pattern, level in _LEVELS if (match := wording(pattern).search(said))]
        if len(found) > 1:
            return None
        if found:
            level, match = found[0]
            if said is text:
                case.told.mark(match.start(), match.end(), f'"{level}"')
                case.told.take(_THERE)
            else:
                case.told.cite(f'"{level}"', case.title[match.start() : match.end()])
            return f'"{level}"'
    return None


def _stage(case: Case) -> str | None:
    text, title = even(case.told.text), even(case.title)
    for pattern, concept in ((r"концептуальн~", True), (r"подтверждающ~", False)):
        for said, whole in ((text, case.told.text), (title, case.title)):
            found = wording(pattern).search(said)
            if found and not (said is title and wording(r"концептуальн~").search(title) and not concept):
                code = "concept" if concept else case.codes.stage(case.action)
                if code:
                    case.told.cite(f'"{code}"', whole[found.start() : found.end()])
                return f'"{code}"' if code else None
    if found := wording(r"(?:перв|втор|трет)~ этап~").search(title):
        code = case.codes.stage(case.action)
        case.told.cite(f'"{code}"', case.title[found.start() : found.end()])
        return f'"{code}"'
    return None


def _course(case: Case) -> str | None:
    for pattern, code in _PROVIDERS:
        if case.named(pattern, f'"{code}"'):
            return f'provider="{code}"'
    return None


def _event(case: Case) -> str | None:
    """The event of the action; one of another kind only where the indicator is a copy of another action's."""
    places = [place for place in events_in(case.told.text) if case.told.rest[place[0]] != "_"]
    own = {event.code for *_place, event in events_in(case.title)}
    named = next((one for one in places if one[2].code in own), None)
    text = even(case.told.text)
    if any(start < case.start and not _INTO.search(text[:start]) for start, *_event in places):
        return None
    if any(not wording(_WITHIN).search(even(case.told.text[one[1] : two[0]])) for one, two in pairwise(places)):
        return None
    if places and own and named is None:
        if not case.codes.copied(case.action, case.told.text):
            return None
        for start, end, _named in places:
            case.told.soften(start, end, len(case.told.rest[start:end].split()))
    event = case.codes.event(case.action, (named or (places[0] if places and not own else (0, 0, None)))[2])
    if event is None:
        return None
    word = f'"{event.code}"'
    for start, end, one in places:
        if event.code.startswith(one.code):
            case.told.mark(start, end, word)
    case.told.take(_THERE, word, start=case.after)
    case.told.cite(word, event.phrase)
    return f"series={word}" if event.series else word


def _prepared(case: Case) -> str | None:
    at = _event(case)
    text = even(case.told.text)
    kinds = [(kind, match) for kind, pattern in (("analysis", r"анали~"), ("experience", r"опыт~"))
             if (match := wording(pattern).search(text))]  # fmt: skip
    if at is None or len(kinds) > 1:
        return None
    kind, match = kinds[0] if kinds else ("material", wording(r"материал~|публикаци~|стать~").search(text))
    if match is None:
        return None
    case.told.cite(f'"{kind}"', case.told.text[match.start() : match.end()])
    return f'{at.removeprefix("series=")}, "{kind}"'


def _wave(case: Case) -> str:
    said, phrase = case.codes.wave(case.told.text)
    number, cited = case.codes.wave(case.title)
    if phrase:
        case.told.take_all(r"(?:по итогам |в )?(?:перв|втор|трет|четверт)~ мониторинг~")
        number, cited = said, phrase
    case.told.cite(str(number), cited or case.title)
    return str(number)


ARGUMENTS: Mapping[str, Maker] = {
    "attended": _event,
    "coordinator_appointed": _nothing,
    "curator_appointed": _nothing,
    "documents_confirmed": _stage,
    "executed": _nothing,
    "expertise_passed": _stage,
    "prepared": _prepared,
    "presented": _level,
    "risks_activated": _nothing,
    "roadmap_published": _nothing,
    "succeeded": _nothing,
    "surveyed": _about,
    "systemic_approach": _wave,
    "took_course": _course,
    "trained": _about,
    "visited": _visit,
}
"""By the word of a fact: what makes its arguments; None when they cannot be told."""
