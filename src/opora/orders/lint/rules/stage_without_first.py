"""A second stage is named, and no action is about the first.

Proposed: leave it, the stage before has no action of its own.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Order, Severity
from opora.orders.wording import stem

_ORDINALS = ("перв", "втор", "трет", "четверт")
_STAGE = re.compile(rf"\b({'|'.join(_ORDINALS)})[а-я]+ ([а-я]{{4,}})")


@rule("R-26", Severity.NOTE)
def stage_without_first(order: Order) -> Iterator[Found]:
    stages = [_stages(action.title) for action in order.actions]
    named = {(place, stem(noun)) for found in stages for place, noun in found}
    for action, found in zip(order.actions, stages, strict=True):
        for place, noun in found:
            if place and (place - 1, stem(noun)) not in named:
                text = _("A stage is named (“{stage}”), and no action is about the one before it.").format(stage=noun)
                mend = _("Leave as it is: the stage before has no action of its own.")
                yield Found(action, text, mend, Column.TITLE)


def _stages(title: str) -> list[tuple[int, str]]:
    """The stages of a title: which one, counted from 0, and of what."""
    return [(_ORDINALS.index(ordinal), noun) for ordinal, noun in _STAGE.findall(told(title))]
