"""A blank of a draft was left: a line to write on, «ХХ.ХХ», «(указать …)».

Proposed: fill it in from the signed copy.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.cells import texts
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity

_BLANK = re.compile(r"_{3,}|\.{6,}|…{3,}|\b[ХXхx]{2}\.[ХXхx]{2}\b|\?{2,}|\((?:указать|вписать|вставить)[^()]*\)")


@rule("R-49", Severity.ERROR)
def blank_left(order: Order) -> Iterator[Found]:
    for action, place, text in texts(order):
        if found := _BLANK.search(text):
            message = _("A blank is left to be filled in: “{blank}”.").format(blank=found[0])
            yield Found(action, message, _("Fill it in from the signed copy."), place)
