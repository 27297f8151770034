"""Holders and their gaps as the page and the files write them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.core import numbers
from opora.core.components.links import Chip, Link
from opora.inbox.by_hand import remindable
from opora.inbox.holdups import Answering, By, Choice, Held, Holder, gaps_of, where_done
from opora.programmes.asked import carried
from opora.roadmap.board import segment
from opora.roadmap.showing import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHeld:
    """A gap of a holder. `late`: "23 days" past its deadline; `marks`: put off, handed over.

    `do_url`: where the reader does what is to be done, "" where that is for others.
    """

    label: str
    reason: str
    step: str
    number: str
    url: str
    due: dt.date | None
    late: str
    marks: Sequence[str] = ()
    do_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHolder:
    """A line of the page. `whose` is what a reminder is asked for with, "" where the reader can remind nobody."""

    name: str
    url: str
    note: str
    vacant: bool
    gaps: int
    overdue: int
    late: str
    since: dt.date | None
    actions: str
    held: Sequence[ShownHeld]
    whose: str = ""


def show(holder: Holder, links: Links, *, remind: bool) -> ShownHolder:
    """A line; `remind`: whether reminders can be prepared on this page at all."""
    kind, number = holder.whose
    page = links.thing(kind, int(number)) if kind in ("person", "school", "municipality") else ""
    may = remind and remindable(holder, links.request.actor)
    return ShownHolder(
        name=holder.name,
        url=page,
        note=_("the post is vacant: the ministry answers") if holder.vacant else holder.note,
        vacant=holder.vacant,
        gaps=len(holder.held),
        overdue=len(holder.overdue),
        late=days_text(holder.days),
        since=holder.since,
        actions=actions_text(holder.actions),
        held=[_show_held(one, holder, links) for one in holder.held],
        whose=":".join(holder.whose) if may else "",
    )


def days_text(days: int) -> str:
    """ "23 days"; "" for none."""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else ""


def actions_text(found: Sequence[str]) -> str:
    """ "action No. 5", "actions Nos. 5, 7"."""
    text = ngettext("action No. %(numbers)s", "actions Nos. %(numbers)s", len(found))
    return text % {"numbers": ", ".join(found)}


def marks_of(held: Held) -> list[str]:
    """Until when the gap was put off, and by whom and until when it was handed over."""
    return list(dict.fromkeys(mark for one in held.answering for mark in _marks(one)))


def address(links: Links, choice: Choice, page: str = "inbox:holdups", *parts: str, **other: object) -> str:
    """The page or a file of it with some of its choices changed."""
    asked = {"by": choice.by, "action": choice.action, "overdue": choice.overdue, **other}
    words = {"by": str(asked["by"]), "action": str(asked["action"]), "overdue": "yes" if asked["overdue"] else ""}
    kept = {name: word for name, word in words.items() if word and (name, word) != ("by", By.PEOPLE.value)}
    return reverse(page, args=parts) + carried(links.request.GET, **kept)


def segments(links: Links, choice: Choice) -> list[Link]:
    """By people or by organisations."""
    names = {By.PEOPLE.value: _("by people"), By.ORGANISATIONS.value: _("by organisations")}
    return segment(names, choice.by, lambda by: address(links, choice, by=by))


def chips(everything: Iterable[Holder], links: Links, choice: Choice, day: dt.date) -> list[Chip]:
    """Only what is overdue, and each action, with the gaps of all these holders. Pressed again a chip lets go."""
    gaps = gaps_of(everything).values()
    late = sum(1 for one in gaps if one.days(day))
    found = Counter(one.todo.action.number for one in gaps)
    overdue = Chip(
        label=_("only overdue"), url=address(links, choice, overdue=not choice.overdue), count=late, on=choice.overdue
    )
    return [overdue] * bool(late or choice.overdue) + [
        Chip(
            label=_("No. %(number)s") % {"number": number},
            url=address(links, choice, action="" if choice.action == number else number),
            count=found[number],
            on=choice.action == number,
        )
        for number in sorted(found, key=numbers.natural)
    ]


def _marks(one: Answering) -> list[str]:
    found = []
    if one.snooze:
        found.append(_("put off until %(day)s: %(why)s") % _said(one.snooze.until, one.snooze.reason))
    if one.received:
        found.append(_("handed over until %(day)s: %(why)s") % _said(one.received.until, one.received.reason))
    return found


def _said(until: dt.date, why: str) -> dict[str, str]:
    return {"day": numbers.day(until), "why": why}


def _show_held(held: Held, holder: Holder, links: Links) -> ShownHeld:
    indicator = held.todo.indicator
    return ShownHeld(
        label=held.member.subject.label,
        reason=held.member.reason,
        step=held.todo.step,
        number=indicator.number,
        url=links.indicator(indicator.key, list=held.member.state.value),
        due=held.todo.due,
        late=days_text(held.days(holder.day)),
        marks=marks_of(held),
        do_url=where_done([held], links),
    )
