"""An indicator begins as a share and ends with a number of the same things, not with a percentage.

Proposed: count them.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Kind, Order, Severity
from opora.orders.wording import stem

_TARGET = re.compile(r"не (?:менее|ниже|меньше) (\d+) ([а-я]{4,})$")


@rule("R-54", Severity.WARNING)
def share_asks_for_number(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for indicator in action.indicators:
            if indicator.kind is not Kind.SHARE or not (target := _TARGET.search(told(indicator.text))):
                continue
            number, thing = target.groups()
            if stem(thing) in map(stem, told(indicator.text).split()[1:4]):
                text = _("A share is asked for, and the target is a number: {target}.").format(target=target[0])
                yield Found(action, text, _("Count them: at least {number}.").format(number=number), Column.INDICATORS)
