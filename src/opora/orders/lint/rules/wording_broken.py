"""The sentence of an indicator does not hold together: a participle agrees with nothing.

Proposed: confirm by the formula what is counted.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut, told
from opora.orders.order import Order, Severity


@rule("R-15", Severity.WARNING)
def wording_broken(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for indicator in action.indicators:
            if _hanging_participle(told(indicator.text)):
                text = _("The wording of the indicator is broken: “{text}”.").format(text=cut(indicator.text, 120))
                mend = _("Say by the formula what is counted; the order's words stay beside it.")
                yield Found(action, text, mend, Column.INDICATORS)


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
