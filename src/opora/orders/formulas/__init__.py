"""Proposing a sentence of the indicator language for an indicator's Russian text.

A proposal is read off the wording by general patterns: whom it counts, by what fact, of which cohorts. Codes of
events and deliverables are made from their kind and, where the order has several of a kind, their number in it. What
is not recognised gets no proposal; the ministry confirms or writes every formula anyway.
"""

from dataclasses import replace

from opora.orders.formulas.codes import Codes
from opora.orders.formulas.sentences import sentence
from opora.orders.order import Order, OrderAction


def propose(order: Order) -> tuple[OrderAction, ...]:
    """The actions with a formula in each indicator that was recognised."""
    codes = Codes(order)
    return tuple(
        replace(
            action,
            indicators=tuple(
                replace(indicator, formula=sentence(indicator, action, codes)) for indicator in action.indicators
            ),
        )
        for action in order.actions
    )


__all__ = ["propose"]
