"""A digest in one language: its subject and its lines."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.accounts.models import Post, User
from opora.accounts.permissions import grants_of
from opora.core import numbers
from opora.core.actors import Actor
from opora.inbox.digests import Digest
from opora.inbox.lists import Item, lists_in
from opora.inbox.moving import Move
from opora.inbox.office import Office, office_in
from opora.inbox.todos import Todo, todos_in
from opora.indicators.access import visible_members
from opora.indicators.context import Context
from opora.indicators.figures import Member
from opora.outbox import phones
from opora.programmes.populations import region_municipalities
from opora.roadmap.showing import passes

LIST = "/todo/"
"""Where everybody finds their own to-dos."""
NAMED = 2
"""Subjects of one to-do that are named; the others are counted."""
LONGEST_TITLE = 90


@dataclass(frozen=True)
class Words:
    """The to-dos of a day in the language that is switched on. `site`: the address of this installation, or ""."""

    todos: Mapping[str, Todo]
    office: Office
    municipalities: Mapping[int, str]
    handed: Mapping[str, str]
    """By to-do, who takes the next step in place of whoever answers for it."""
    phones: Mapping[int, str]
    today: dt.date
    site: str
    _doors: dict[tuple[str, ...], bool] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, context: Context, site: str, digests: Iterable[Digest]) -> "Words":
        """Read what the lines say; of a context that was answered in this language. One query."""
        office = context.once(office_in)
        holders = {held.person_id for one in digests for todo in one.above for held in todo.answerable.held}
        numbers_of = User.objects.filter(pk__in=holders).values_list("pk", "phone") if holders else ()
        return cls(
            todos={todo.key: todo for todo in context.once(todos_in)},
            office=office,
            municipalities={one.pk: one.name for one in context.history.once(region_municipalities)},
            handed=_handed(context.once(lists_in).values(), office),
            phones=dict(numbers_of),
            today=context.as_of,
            site=site,
        )

    def subject(self, digest: Digest) -> str:
        """ "To-dos on 24 Mar 2022: 3, 1 overdue"."""
        items = (*digest.own, *digest.handed)
        parts = []
        if items:
            parts.append(ngettext("%(n)d to-do", "%(n)d to-dos", len(items)) % {"n": len(items)})
        if late := sum(item.todo.overdue(self.today) for item in items):
            parts.append(ngettext("%(n)d of them overdue", "%(n)d of them overdue", late) % {"n": late})
        if raised := len(digest.above):
            parts.append(ngettext("%(n)d overdue with others", "%(n)d overdue with others", raised) % {"n": raised})
        return _("To-dos on %(day)s: %(parts)s") % {"day": numbers.day(self.today), "parts": ", ".join(parts)}

    def text(self, digest: Digest, most: int) -> str:
        """The lines under their headings, `most` of them, and how many more there are."""
        shown, roles = digest.first(most), self._roles(digest.person_id)
        heard = _("Overdue in the region") if Post.MINISTRY in roles else _("Overdue in your municipality")
        sections = [
            (_("Your to-dos"), [self._own(item, roles) for item in shown.own]),
            (_("Handed over to you"), [self._own(item, roles) for item in shown.handed]),
            (heard, [self._raised(todo, digest.person_id, roles) for todo in shown.above]),
        ]
        parts = [f"{heading}\n" + "\n\n".join(lines) for heading, lines in sections if lines]
        if more := len(digest) - len(shown):
            parts.append(ngettext("And %(n)d more.", "And %(n)d more.", more) % {"n": more})
        if self.site:
            parts.append(_("All your to-dos: %(page)s") % {"page": f"{self.site}{LIST}"})
        return "\n\n".join(parts)

    def _roles(self, person: int) -> tuple[str, ...]:
        return tuple(sorted({held.post for held in self.office.of_person(person)}))

    def _own(self, item: Item, roles: Sequence[str]) -> str:
        todo = self.todos[item.todo.key]
        lines = [f"— {todo.step}: {self._whom(todo.members)}", f"  {self._about(todo)}"]
        if todo.answerable.vacant:
            lines.append("  " + _vacant(todo.closing.role))
        if todo.move:
            lines.append(f"  {_moves(todo.move)}")
        if self.site and todo.gap.where and self._may_pass(roles, todo.gap.where):
            lines.append(f"  {self.site}{todo.gap.where}")
        return "\n".join(lines)

    def _raised(self, todo: Todo, person: int, roles: Sequence[str]) -> str:
        said = self.todos[todo.key]
        members = [one for role in roles for one in visible_members(self._reader(person, role), said.members)]
        seen = list({one.subject.key: one for one in members}.values())
        tells = any(("person", "contact") in grants_of(role) for role in roles)
        return f"— {said.step}: {self._whom(seen)}\n  {self._about(said)}\n  {self._holds(said, tells=tells)}"

    def _reader(self, person: int, role: str) -> Actor:
        held = [one for one in self.office.of_person(person) if one.post == role]
        places = frozenset(one.municipality_id for one in held if one.municipality_id is not None)
        return Actor(key=f"user:{person}", role=role, municipality_ids=places, grants=grants_of(role))

    def _holds(self, todo: Todo, *, tells: bool) -> str:
        """Who has it, with the telephone where the reader may know it."""
        people = {}
        for held in todo.answerable.held:
            phone = phones.written(self.phones.get(held.person_id, "")) if tells else ""
            people[held.person_id] = ", ".join(filter(None, (str(Post(held.post).label), held.person, phone)))
        with_whom = _("Lies with: %(people)s") % {"people": "; ".join(people.values())}
        other = self.handed.get(todo.key)
        return _("%(text)s (handed over: %(person)s)") % {"text": with_whom, "person": other} if other else with_whom

    def _about(self, todo: Todo) -> str:
        """ "No. 7 “Visits”, by 1 Mar 2022 (15 days ago)"."""
        title = Truncator(todo.action.outline.title).chars(LONGEST_TITLE)
        about = _("No. %(number)s “%(title)s”") % {"number": todo.action.number, "title": title}
        if todo.due is None:
            return _("%(about)s, no deadline") % {"about": about}
        how_far = numbers.relative(todo.due, self.today)
        return _("%(about)s, by %(day)s (%(far)s)") % {"about": about, "day": numbers.day(todo.due), "far": how_far}

    def _whom(self, members: Sequence[Member]) -> str:
        """ "School 14 (Bor district), School 3 and 5 more"; the reason where it is one."""
        named = ", ".join(map(self._label, members[:NAMED]))
        if (rest := len(members) - NAMED) > 0:
            return ngettext("%(named)s and %(n)d more", "%(named)s and %(n)d more", rest) % {"named": named, "n": rest}
        reason = members[0].reason if len(members) == 1 else ""
        return f"{named} — {reason}" if reason else named

    def _label(self, member: Member) -> str:
        place = self.municipalities.get(member.subject.municipality_id or 0, "")
        plain = place and place != member.subject.label
        return f"{member.subject.label} ({place})" if plain else member.subject.label

    def _may_pass(self, roles: Sequence[str], where: str) -> bool:
        door = (where, *roles)
        if door not in self._doors:
            readers = (Actor(key="", role=role, grants=grants_of(role)) for role in roles)
            self._doors[door] = any(passes(reader, where) for reader in readers)
        return self._doors[door]


def _vacant(role: str) -> str:
    """Why a to-do of another post lies with the ministry."""
    if role not in Post.values:
        return _("Nobody is in office to do it.")
    return _("The post is vacant: %(post)s") % {"post": Post(role).label}


def _handed(lists: Iterable[Sequence[Item]], office: Office) -> dict[str, str]:
    given = [item for items in lists for item in items if item.given]
    held = {item.todo.key: office.of_person(item.given.to_id) for item in given if item.given}
    return {key: posts[0].person for key, posts in held.items() if posts}


def _moves(move: Move) -> str:
    """ "Moves 31 of 40 → 32 of 40", or what becomes known."""
    if move.met_after is None:
        told = {"before": numbers.integer(move.unknown), "after": numbers.integer(move.unknown_after)}
        return _("Not known: %(before)s → %(after)s") % told
    ends = (_count(move.met, move.whole), _count(move.met_after, move.whole))
    return _("Moves: %(before)s → %(after)s") % dict(zip(("before", "after"), ends, strict=True))


def _count(met: int, whole: int | None) -> str:
    if whole is None:
        return numbers.integer(met)
    return _("%(met)s of %(whole)s") % {"met": numbers.integer(met), "whole": numbers.integer(whole)}
