"""How the rows of an order are numbered: «7», «2.3», and whether each section counts anew."""

from itertools import groupby

from opora.orders.order import Order


def parts(number: str) -> tuple[int, ...] | None:
    """«2.3» as (2, 3); None for numbers with letters."""
    pieces = number.split(".")
    return tuple(map(int, pieces)) if all(piece.isdecimal() for piece in pieces) else None


def follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number may stand under another: the same, one more at any level, or the first of a level below."""
    if number in {before, (*before, 1)}:
        return True
    level = len(number) - 1
    if level < len(before) and number == (*before[:level], before[level] + 1):
        return True
    return level > 0 and number[-1] == 1 and follows(before, number[:-1])


def restarts(order: Order) -> bool:
    """Whether the order has sections and at least two of them begin with the same number."""
    firsts = [
        next(rows).number
        for section, rows in groupby(order.actions, key=lambda action: action.section)
        if section is not None
    ]
    known = [number for number in firsts if number is not None]
    return len(known) != len(set(known))
