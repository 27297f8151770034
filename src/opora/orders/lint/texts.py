"""Rules that hold the wording of an indicator against its action and against other rows."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.definitions import definitions
from opora.orders.formulas.codes import event_kinds
from opora.orders.lint.rules import Found, called, cut, listed, rule
from opora.orders.order import Order, OrderAction, Severity
from opora.orders.wording import fold, stem, words

_LEVELS = {"муниципальн": "municipal", "региональн": "regional", "краев": "regional", "областн": "regional",
           "республиканск": "regional", "школьн": "school", "федеральн": "federal"}  # fmt: skip
_ORDINALS = ("перв", "втор", "трет", "четверт")
_PAIR = re.compile(r"([а-я]+(?:ых|их)) ([а-я]{4,}) и ([а-я]+(?:ых|их)) ([а-я]{4,})")


@rule("R-05", Severity.WARNING)
def indicator_copied(order: Order) -> Iterator[Found]:
    """The indicator repeats another action's word for word and speaks of an event that its own action does not name."""
    for action in order.actions:
        for indicator in action.indicators:
            named, own = event_kinds(indicator.text), event_kinds(action.title)
            if not named or not own or named & own:
                continue
            others = [
                called(other)
                for other in order.actions
                if other is not action and any(fold(found.text) == fold(indicator.text) for found in other.indicators)
            ]
            if others:
                text = _("The indicator repeats that of action {others} and speaks of its event, not of this one.")
                yield Found(action, text.format(others=others[0]), tuple(others))


@rule("R-06", Severity.WARNING)
def level_differs(order: Order) -> Iterator[Found]:
    """The action speaks of something municipal, its indicator of the same thing at another level."""
    for action in order.actions:
        own = _levelled(action.title)
        for indicator in action.indicators:
            for thing, level in _levelled(indicator.text).items():
                if thing in own and own[thing] != level:
                    text = _("The action and its indicator name the same thing at different levels: “{text}”.")
                    yield Found(action, text.format(text=cut(indicator.text, 80)))


def _levelled(text: str) -> dict[tuple[str, str], str]:
    """Things with the level they are named at: «муниципальных дорожных карт» as ("дорожн", "карт"): municipal."""
    told = words(text)
    found: dict[tuple[str, str], str] = {}
    for adjective, first, second in zip(told, told[1:], told[2:], strict=False):
        level = next((name for root, name in _LEVELS.items() if adjective.startswith(root)), None)
        if level:
            found[stem(first), stem(second)] = level
    return found


@rule("R-15", Severity.WARNING)
def wording_broken(order: Order) -> Iterator[Found]:
    """The sentence of an indicator does not hold together: a participle agrees with nothing."""
    for action in order.actions:
        for indicator in action.indicators:
            if _hanging_participle(fold(indicator.text)):
                text = _("The wording of the indicator is broken: “{text}”.")
                yield Found(action, text.format(text=cut(indicator.text, 120)))


def _hanging_participle(told: str) -> bool:
    for participle, following in re.findall(r", ([а-я]+(?:[ая]нных|(?<!ств)(?<!врем)енных|тых)) ([а-я]+)", told):
        governs = re.fullmatch(
            r"(?:в|во|на|с|со|к|ко|по|из|за|для|при|от|до|не|о|об|у)|[а-я]+(?:о|ами|ями|ыми|ими|ой|ей|ом|ем|ым|им)",
            following,
        )
        if participle != "данных" and not governs:
            return True
    for found in re.finditer(r", ([а-я]+(?:нные|тые|вшие|щие)) ?([а-я]*)", told):
        before = [word for word in re.findall(r"[а-я]+", told[: found.start()]) if re.search(r"(?:[ыи]|ия)$", word)]
        if not [word for word in before if len(word) > 3] and not re.search(r"(?:[ыие]|ия)$", found[2]):
            return True
    return False


@rule("R-16", Severity.WARNING)
def term_redefined(order: Order) -> Iterator[Found]:
    """A term is defined anew though the title of the order already uses it in another sense."""
    title = {stem(word) for word in words(order.head.title or "")}
    for action in order.actions:
        terms = [found.term for text in action.raw.values() for found in definitions(text)]
        for term in terms:
            if term.islower() and title >= {stem(word) for word in words(term)}:
                text = _("“{term}” is defined anew here; the title of the order uses it in another sense.")
                yield Found(action, text.format(term=term))


@rule("R-17", Severity.WARNING)
def part_not_covered(order: Order) -> Iterator[Found]:
    """The action names two kinds of things, its indicator only one of them."""
    for action in order.actions:
        told = " ".join(fold(indicator.text) for indicator in action.indicators)
        for first, _first, second, noun in _PAIR.findall(fold(action.title)):
            named = [re.search(rf"\b{stem(word)}", told) is not None for word in (first, second)]
            if named == [True, False]:
                text = _("The action also names “{things}”, the indicator does not.")
                yield Found(action, text.format(things=f"{second} {noun}"))


@rule("R-26", Severity.NOTE)
def stage_without_first(order: Order) -> Iterator[Found]:
    """A second stage is named, and no action is about the first."""
    for action in order.actions:
        for number, ordinal in enumerate(_ORDINALS[1:], 1):
            for noun in re.findall(rf"\b{ordinal}[а-я]+ ([а-я]{{4,}})", fold(action.title)):
                if not any(_names(other, _ORDINALS[number - 1], noun) for other in order.actions):
                    text = _("A stage is named (“{stage}”), and no action is about the one before it.")
                    yield Found(action, text.format(stage=noun))


def _names(action: OrderAction, ordinal: str, noun: str) -> bool:
    return re.search(rf"\b{ordinal}[а-я]+ {stem(noun)}", fold(action.title)) is not None


@rule("R-27", Severity.NOTE)
def and_is_ambiguous(order: Order) -> Iterator[Found]:
    """«на одном и другом уровнях» may mean both or either."""
    for action in order.actions:
        for indicator in action.indicators:
            if found := re.search(r"на [а-я]+ и [а-я]+ уровн[а-я]+", fold(indicator.text)):
                text = _("“{words}” may mean both or either.")
                yield Found(action, text.format(words=found[0]))


def repeated(order: Order, action: OrderAction, text: str) -> tuple[str, ...]:
    """The other actions that have an indicator of the same words, after this one."""
    later = order.actions[order.actions.index(action) + 1 :]
    return tuple(called(other) for other in later if any(fold(found.text) == fold(text) for found in other.indicators))


def with_repeats(message: str, others: tuple[str, ...]) -> str:
    """The message with a note of the rows that repeat the text."""
    if not others:
        return message
    return _("{message} The same text stands at {others}.").format(message=message, others=listed(list(others)))
