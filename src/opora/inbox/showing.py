"""A to-do as a line of a page, in the words of its reader."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.components.links import Link
from opora.core.components.todos import TodoLine
from opora.core.numbers import NBSP
from opora.inbox.lists import Item
from opora.inbox.moving import Move
from opora.inbox.todos import Todo
from opora.programmes.asked import carried
from opora.roadmap.showing import Links, tally_text


def line_of(todo: Todo, links: Links, day: dt.date) -> TodoLine:
    """A to-do on a day, for somebody who may be shown all its subjects: whoever answers for it is."""
    place, url = _place(todo, links)
    where = links.doable(todo.gap.where)
    return TodoLine(
        step=todo.step,
        place=place,
        place_url=url,
        note=_reason(todo),
        due=todo.due,
        overdue=todo.overdue(day),
        number=todo.indicator.key,
        title=todo.action.outline.title,
        url=links.indicator(todo.indicator.key),
        moves=written(todo.move),
        still=_("nothing moves before the next step"),
        button=Link(todo.gap.button or _("Open"), where) if where else None,
    )


def line_of_item(item: Item, links: Links, day: dt.date, *, steers: bool) -> TodoLine:
    """The same in a list of one's own, with what was said of it there; `steers`: it can be put off and handed over."""
    shown = line_of(item.todo, links, day)
    note = " · ".join(filter(None, (*_told(item), shown.note)))
    return replace(shown, note=note, further=_further(item, links) if steers else ())


def _reason(todo: Todo) -> str:
    """Why it is open; of several subjects the reason of most of them."""
    said = Counter(one.reason for one in todo.members if one.reason)
    return said.most_common(1)[0][0] if said else ""


def written(move: Move | None) -> str:
    """The counts before and after: "31 → 32 из 40", "не известно 9 → 0"; "" when nothing moves."""
    return _written(move).replace(" → ", f"{NBSP}→{NBSP}") if move else ""


def _written(move: Move) -> str:
    if move.met_after is None:
        counts = {"before": numbers.integer(move.unknown), "after": numbers.integer(move.unknown_after)}
        return _("unknown %(before)s → %(after)s") % counts
    counts = {"before": numbers.integer(move.met), "after": numbers.integer(move.met_after)}
    if move.whole is None:
        return _("%(before)s → %(after)s") % counts
    return _("%(before)s → %(after)s of %(whole)s") % {**counts, "whole": numbers.integer(move.whole)}


def _place(todo: Todo, links: Links) -> tuple[str, str]:
    """Whom it is for, and their page: one subject by name, several as a number."""
    if len(todo.members) > 1:
        return tally_text(todo.indicator.unit, len(todo.members)), ""
    subject = todo.members[0].subject
    if subject.kind == "municipality":
        return subject.label, links.thing("municipality", subject.municipality_id)
    return subject.label, links.thing("school", subject.school_id)


def _told(item: Item) -> list[str]:
    """That it was handed over, by whom and why, that it is put off, and that its post is vacant."""
    told = []
    if item.todo.answerable.vacant:
        told.append(_("the post that does this is vacant"))
    if item.received:
        about = {"person": item.received.person.short_name, "reason": item.received.reason}
        told.append(_("handed over by %(person)s: %(reason)s") % about)
    if item.given:
        about = {
            "person": item.given.to.short_name,
            "day": numbers.day(item.given.until),
            "reason": item.given.reason,
        }
        told.append(_("with %(person)s until %(day)s: %(reason)s") % about)
    if item.snooze:
        about = {"day": numbers.day(item.snooze.until), "reason": item.snooze.reason}
        told.append(_("put off until %(day)s: %(reason)s") % about)
    return told


def _further(item: Item, links: Links) -> Sequence[Link]:
    """What can be said of it: put off and handed over, or taken back."""
    if item.snooze:
        return [Link(_("take back"), _address("inbox:take_back", links, "snooze", item.snooze.pk))]
    if item.given:
        return [Link(_("take back"), _address("inbox:take_back", links, "delegation", item.given.pk))]
    later = Link(_("put off"), _address("inbox:put_off", links, todo=item.todo.key))
    if item.received:
        return [later]
    return [later, Link(_("hand over"), _address("inbox:hand_over", links, todo=item.todo.key))]


def _address(name: str, links: Links, *args: object, **more: str) -> str:
    return reverse(name, args=args) + carried(links.request.GET, **more)
