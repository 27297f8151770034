"""The action names two kinds of things, its indicator only one of them.

Proposed: count the other things too.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Order, Severity
from opora.orders.wording import stem

_PAIR = re.compile(r"([а-я]+(?:ых|их)) ([а-я]{4,}) и ([а-я]+(?:ых|их)) ([а-я]{4,})")


@rule("R-17", Severity.WARNING)
def part_not_covered(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for first, _first, second, noun in _PAIR.findall(told(action.title)):
            counted = re.findall(r"\w+", " ".join(told(indicator.text) for indicator in action.indicators))
            named = [any(word.startswith(stem(name)) for word in counted) for name in (first, second)]
            if named == [True, False]:
                things = f"{second} {noun}"
                text = _("The action also names “{things}”, the indicator does not.").format(things=things)
                mend = _("Add an indicator for “{things}”.").format(things=things)
                yield Found(action, text, mend, Column.INDICATORS)
