"""The action speaks of something municipal, its indicator of the same thing at another level.

Proposed: show both figures.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Order, Severity
from opora.orders.wording import stem, words

_LEVELS = {"муниципальн": "municipal", "региональн": "regional", "краев": "regional", "областн": "regional",
           "республиканск": "regional", "школьн": "school", "федеральн": "federal"}  # fmt: skip


@rule("R-06", Severity.WARNING)
def level_differs(order: Order) -> Iterator[Found]:
    for action in order.actions:
        own = _levelled(action.title)
        for indicator in action.indicators if own else ():
            for thing, level in _levelled(indicator.text).items():
                if thing in own and own[thing] != level:
                    text = _("The action and its indicator name the same thing at different levels: “{text}”.")
                    message = text.format(text=cut(indicator.text, 80))
                    yield Found(action, message, _("Show both figures."), Column.INDICATORS)


def _levelled(text: str) -> dict[tuple[str, str], str]:
    """Things with the level they are named at: «муниципальных дорожных карт» as ("дорожн", "карт"): municipal."""
    told = words(text)
    found: dict[tuple[str, str], str] = {}
    for adjective, first, second in zip(told, told[1:], told[2:], strict=False):
        level = next((name for root, name in _LEVELS.items() if adjective.startswith(root)), None)
        if level:
            found[stem(first), stem(second)] = level
    return found
