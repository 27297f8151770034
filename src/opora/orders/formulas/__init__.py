"""Proposing a sentence of the indicator language for an indicator's Russian text.

A proposal is read off the wording by general patterns: whom it counts, by what fact, of which cohorts. Codes of
events and deliverables are made from their kind and, where the order has several of a kind, their number in it. What
is not recognised gets no proposal; the ministry confirms or writes every formula anyway.
"""

from dataclasses import replace

from opora.orders.formulas.codes import Codes
from opora.orders.formulas.sentences import propose_one
from opora.orders.order import Order, OrderAction, OrderIndicator


def propose(order: Order) -> tuple[OrderAction, ...]:
    """The actions with a formula in each indicator that was recognised, and what it was read from."""
    codes = Codes(order)
    return tuple(
        replace(action, indicators=tuple(_with_formula(indicator, action, codes) for indicator in action.indicators))
        for action in order.actions
    )


def _with_formula(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> OrderIndicator:
    found = propose_one(indicator, action, codes)
    if found is None:
        return indicator
    return replace(indicator, formula=found.formula, confidence=found.confidence, evidence=found.evidence)


__all__ = ["propose"]
