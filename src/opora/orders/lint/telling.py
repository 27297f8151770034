"""How rules speak of actions and quote texts."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from textwrap import shorten

from django.utils.translation import gettext as _

from opora.orders.order import Order, OrderAction
from opora.orders.wording import fold

MOST_NAMED = 30
"""So many actions are named; of more only their number is told."""

told = lru_cache(maxsize=1 << 14)(fold)
"""A text folded for comparing; rules ask the same texts again and again."""


def day(found: date) -> str:
    """«28.02.2022», as orders write it."""
    return f"{found:%d.%m.%Y}"


def figure(value: float) -> str:
    """A number as orders write it: «2,5»."""
    return str(value).replace(".", ",")


def called(action: OrderAction) -> str:
    """The number of an action, or its line in the file when the number is lost."""
    return action.number or _("line {line}").format(line=action.source.line)


def cut(text: str, longest: int) -> str:
    """A quotation of at most so many characters, cut between words."""
    return shorten(text, longest, placeholder="…")


def listed(numbers: Sequence[str]) -> str:
    """Numbers of actions with runs shortened: "10, 17–20, 23"."""
    parts: list[list[str]] = []
    for number in numbers[:MOST_NAMED]:
        last = parts[-1][-1] if parts else ""
        if last.isdigit() and number.isdigit() and int(number) == int(last) + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    names = ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 2 else ", ".join(part) for part in parts)
    rest = len(numbers) - MOST_NAMED
    return _("{names} and {count} more").format(names=names, count=rest) if rest > 0 else names


def with_repeats(message: str, others: Sequence[str]) -> str:
    """The message with a note of the rows that repeat the text."""
    if not others:
        return message
    return _("{message} The same text stands at {others}.").format(message=message, others=listed(others))


def by_indicator(order: Order) -> dict[str, list[OrderAction]]:
    """The actions that have an indicator of the same words, by the folded words; each action once."""
    found: dict[str, list[OrderAction]] = {}
    for action in order.actions:
        for text in dict.fromkeys(told(indicator.text) for indicator in action.indicators):
            found.setdefault(text, []).append(action)
    return found


def others(group: Sequence[OrderAction], action: OrderAction) -> tuple[str, ...]:
    """The names of the actions of a group without this one; of a large group those nearest to its beginning."""
    near = [one for one in group[: MOST_NAMED + 1] if one is not action]
    return tuple(called(one) for one in near[:MOST_NAMED])
