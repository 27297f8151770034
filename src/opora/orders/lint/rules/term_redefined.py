"""A term is defined anew though the title of the order already uses it in another sense.

Proposed: take it in the narrower sense in this action only.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.definitions import definitions
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity
from opora.orders.wording import stem, words


@rule("R-16", Severity.WARNING)
def term_redefined(order: Order) -> Iterator[Found]:
    title = {stem(word) for word in words(order.head.title or "")}
    for action in order.actions:
        terms = [(found.term, column) for column, text in action.raw.items() for found in definitions(text)]
        for term, column in terms:
            if term.islower() and title >= {stem(word) for word in words(term)}:
                text = _("“{term}” is defined anew here; the title of the order uses it in another sense.")
                mend = _("Take “{term}” in this sense where the text says so, elsewhere as in the title.")
                yield Found(action, text.format(term=term), mend.format(term=term), column)
