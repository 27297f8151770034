"""An indicator differs from those of other actions in one abbreviation, which stands nowhere else.

Proposed: read the usual one.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import MOST_NAMED, called, listed, told
from opora.orders.order import Order, OrderAction, Severity
from opora.orders.wording import ABBREVIATION, fold

Around = tuple[tuple[str, ...], tuple[str, ...]]


@rule("R-24", Severity.WARNING)
def other_abbreviation(order: Order) -> Iterator[Found]:
    texts = [(action, indicator.text) for action in order.actions for indicator in action.indicators]
    used = Counter(term for _action, text in texts for term in set(ABBREVIATION.findall(text)))
    single = [(action, text, term) for action, text in texts for term in ABBREVIATION.findall(text) if used[term] == 1]
    alike = _by_surroundings(texts) if single else {}
    for action, text, term in single:
        around, before, after = _surroundings(text, term)
        matching = (
            (called(other), word[len(before) : len(word) - len(after)])
            for other, word in alike.get(around, ())
            if other is not action and word.startswith(before) and word.endswith(after)
        )
        usual = list(islice(matching, MOST_NAMED))
        if usual:
            numbers = tuple(number for number, _term in usual)
            right = usual[0][1].upper()
            message = _("The indicator says “{term}” where action {others} has “{usual}”.")
            said = message.format(term=term, others=listed(numbers), usual=right)
            yield Found(action, said, _("Read “{usual}”.").format(usual=right), Column.INDICATORS, numbers)


def _surroundings(text: str, term: str) -> tuple[Around, str, str]:
    """The words around the first word with this term, and the signs that stand about the term in that word."""
    words = told(text).split()
    folded = fold(term)
    place = next(place for place, word in enumerate(words) if folded in word)
    before, after = words[place].split(folded, 1)
    return (tuple(words[:place]), tuple(words[place + 1 :])), before, after


def _by_surroundings(texts: list[tuple[OrderAction, str]]) -> dict[Around, list[tuple[OrderAction, str]]]:
    """Every word of every text, with its action, by the words around it."""
    found: dict[Around, list[tuple[OrderAction, str]]] = {}
    for action, text in texts:
        words = told(text).split()
        for place, word in enumerate(words):
            found.setdefault((tuple(words[:place]), tuple(words[place + 1 :])), []).append((action, word))
    return found
