"""Handing a work in, sending it back with remarks, accepting and publishing it, and taking each of these back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.files import actions as files
from opora.core.models import Origin, StoredFile, stamp
from opora.core.moments import check_has_come
from opora.organisations.models import School
from opora.practices import codes
from opora.practices.actions.practices import NewPractice, add_practice
from opora.practices.models import Practice, Work, WorkAcceptance, WorkPublication, WorkReturn, WorkRevision, WorkStep
from opora.practices.papers import files_of
from opora.practices.states import Course, State, course_now
from opora.programmes.models import Programme

S = TypeVar("S", bound=WorkStep)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWork:
    """A work to hand in; `author` is a school or a person."""

    at: str
    kind: str
    title: str
    author: School | User
    on: dt.date
    link: str = ""


@transaction.atomic
def hand_in(
    *, programme: Programme, work: NewWork, by: Actor, file: StoredFile | None = None, origin: str = Origin.ENTERED
) -> Work:
    """Hand one work in; `file` is one that was stored for its sender and becomes the work's.

    ValidationError for a day to come, a code that is none, or the same work of the same author.
    """
    (made,) = hand_in_many(programme=programme, rows=[work], by=by, origin=origin)
    if file:
        attach(to=made, file=file, by=by)
    return made


@transaction.atomic
def hand_in_many(
    *, programme: Programme, rows: Sequence[NewWork], by: Actor, origin: str = Origin.ENTERED
) -> list[Work]:
    """Hand several works in, in their order, each with its row of the journal; all or none."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    made = [_handed(programme, row, by, origin) for row in rows]
    for work in made:
        journal.write(
            by=by,
            verb="hand-in",
            object_key=journal.key_of(work),
            about=_about(work),
            details={"at": work.at, "kind": work.kind, "title": work.title, "on": work.occurred_on},
        )
    return made


@transaction.atomic
def attach(*, to: Work | Practice, file: StoredFile, by: Actor) -> StoredFile:
    """Give a file that was stored for its sender to a work or an entry of the bank; ValidationError for a work that
    was accepted: what was judged stays what it was."""
    if isinstance(to, Work) and _lock(to).state in (State.ACCEPTED, State.PUBLISHED):
        raise ValidationError(_("This work was accepted already: its files stay as they are."))
    made = files.share(stored=file, of=journal.key_of(to), by=by)
    files.remove(stored=file, by=by)
    return made


@transaction.atomic
def hand_in_again(
    *,
    work: Work,
    on: dt.date,
    by: Actor,
    note: str = "",
    file: StoredFile | None = None,
    origin: str = Origin.ENTERED,
) -> WorkRevision:
    """The author hands in a returned work again; ValidationError unless it was returned."""
    course = _locked(work, on)
    if course.state is not State.RETURNED:
        raise ValidationError(_("Only a work that was returned is handed in again."))
    if file:
        attach(to=work, file=file, by=by)
    made = keep(WorkRevision(work=work, note=note.strip(), **stamp(on=on, by=by, origin=origin)))
    return _written(made, "hand-in-again", by)


@transaction.atomic
def return_work(*, work: Work, remarks: str, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> WorkReturn:
    """Send a work back to its author with remarks; ValidationError unless it waits."""
    course = _locked(work, on)
    if not remarks.strip():
        raise ValidationError({"remarks": _("Say what should be changed.")})
    _refuse_unless_waiting(course)
    made = keep(WorkReturn(work=work, remarks=remarks.strip(), **stamp(on=on, by=by, origin=origin)))
    return _written(made, "return", by)


@transaction.atomic
def accept(*, work: Work, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> WorkAcceptance:
    """Accept a work: from that day its author has prepared it. ValidationError unless it waits."""
    _refuse_unless_waiting(_locked(work, on))
    made = keep(WorkAcceptance(work=work, **stamp(on=on, by=by, origin=origin)))
    return _written(made, "accept", by)


@transaction.atomic
def publish(
    *,
    work: Work,
    on: dt.date,
    by: Actor,
    link: str = "",
    practice: Practice | None = None,
    origin: str = Origin.ENTERED,
) -> WorkPublication:
    """Say where an accepted work was published: at an address, as an entry of the bank, or both."""
    state = _locked(work, on).state
    if state is State.PUBLISHED:
        raise ValidationError(_("This work was published already."))
    if state is not State.ACCEPTED:
        raise ValidationError(_("Only a work that was accepted is published."))
    if not link and practice is None:
        raise ValidationError({"link": _("Give the address at which it was published.")})
    if practice and practice.region_id != work.programme.region_id:
        raise ValidationError(_("The entry of the bank is one of another region."))
    made = keep(WorkPublication(work=work, link=link, practice=practice, **stamp(on=on, by=by, origin=origin)))
    return _written(made, "publish", by)


@transaction.atomic
def publish_in_bank(
    *,
    work: Work,
    direction: str,
    summary: str,
    on: dt.date,
    by: Actor,
    title: str = "",
    origin: str = Origin.ENTERED,
) -> Practice:
    """Make an accepted work of a school an entry of the bank, with its files; published already, it only gets there."""
    course = _locked(work, on)
    if work.school is None:
        raise ValidationError(_("The bank holds practices of schools; publish a work of a person at an address."))
    if course.state not in (State.ACCEPTED, State.PUBLISHED):
        raise ValidationError(_("Only a work that was accepted is published."))
    row = NewPractice(title=title or work.title, direction=direction, summary=summary, link=work.link)
    practice = add_practice(school=work.school, practice=row, work=work, on=on, by=by, origin=origin)
    for stored in files_of(work):
        files.share(stored=stored, of=journal.key_of(practice), by=by)
    if course.state is State.ACCEPTED:
        publish(work=work, practice=practice, on=on, by=by, origin=origin)
    return practice


@transaction.atomic
def take_back(*, work: Work, reason: str, by: Actor) -> None:
    """Take a work back that was handed in by mistake, with its returns; ValidationError once it was accepted."""
    course = _lock(work)
    if course.state in (State.ACCEPTED, State.PUBLISHED):
        raise ValidationError(_("It was accepted: take the acceptance back first."))
    for step in course.steps:
        void(record=step, reason=reason, by=by, about=_about(work))
    void(record=course.work, reason=reason, by=by, about=_about(work))


@transaction.atomic
def take_back_step(*, step: WorkStep, reason: str, by: Actor) -> None:
    """Take back the latest thing that happened to a work; ValidationError when something happened after it."""
    course = _lock(step.work)
    if not course.steps or course.steps[-1] != step:
        raise ValidationError(_("Something happened after it: take that back first."))
    void(record=step, reason=reason, by=by, about=_about(course.work))


def _about(work: Work) -> str:
    """Whom a work speaks of: "user:5" for a person, so that their details can be erased; "school:5"."""
    return f"user:{work.person_id}" if work.person_id else f"school:{work.school_id}"


def _handed(programme: Programme, row: NewWork, by: Actor, origin: str) -> Work:
    check_has_come(row.on)
    codes.check(at=row.at, kind=row.kind)
    author = {"school": row.author} if isinstance(row.author, School) else {"person": row.author}
    if isinstance(row.author, School) and row.author.municipality.region_id != programme.region_id:
        raise ValidationError(_("School %(code)s is one of another region.") % {"code": row.author.code})
    title = " ".join(row.title.split())
    alike = Work.objects.standing().filter(programme=programme, at=row.at, kind=row.kind, title=title, **author)
    if alike.exists():
        raise ValidationError({"title": _("This work of this author was handed in already.")})
    given = stamp(on=row.on, by=by, origin=origin)
    return keep(Work(programme=programme, at=row.at, kind=row.kind, title=title, link=row.link, **author, **given))


def _lock(work: Work) -> Course:
    """The work as it stands now, held until the end of the transaction."""
    held = Work.objects.select_for_update().get(pk=work.pk)
    if held.voided_at:
        raise ValidationError(_("This work was taken back."))
    return course_now(held)


def _locked(work: Work, on: dt.date) -> Course:
    """The same, for something that happens on a day: not before what happened last, and not in the future."""
    check_has_come(on)
    course = _lock(work)
    if on < course.since:
        raise ValidationError({"on": _("It cannot happen before what happened last to the work.")})
    return course


def _refuse_unless_waiting(course: Course) -> None:
    if course.state is State.RETURNED:
        raise ValidationError(_("It was returned and not handed in again: wait for that, or take the return back."))
    if course.state is not State.WAITING:
        raise ValidationError(_("This work was accepted already."))


def _written(step: S, verb: str, by: Actor) -> S:
    """The step, with its row of the journal."""
    journal.write(
        by=by, verb=verb, object_key=journal.key_of(step), about=_about(step.work), details={"on": step.occurred_on}
    )
    return step
