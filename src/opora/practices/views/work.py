"""One work: what it is, what happened to it, and what the reader may do with it now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opora.accounts.guard import AskingRequest
from opora.core.actors import names_of
from opora.core.models import StoredFile
from opora.practices import actions, codes
from opora.practices.access import may_hand_in, may_judge
from opora.practices.forms import AcceptForm, AgainForm, BankForm, FileForm, PublishForm, ReasonForm, ReturnForm
from opora.practices.found import Found, found_for
from opora.practices.models import WorkRevision
from opora.practices.papers import files_of
from opora.practices.showing import author_of, place_of, steps_of
from opora.practices.states import Course, State, courses
from opora.practices.views.shared import form_page, let_go, received, to, trail, written

JUDGED = (State.ACCEPTED, State.PUBLISHED)


@dataclass(frozen=True)
class Step:
    """Something the reader may do with a work: its form, what writes it, and what is said then."""

    name: str
    title: str
    button: str
    form: Form
    write: Callable[[dict[str, Any], StoredFile | None], object]
    message: str
    lead: str = ""
    gone: bool = False

    @property
    def with_file(self) -> bool:
        """Whether a file can be sent."""
        return "file" in self.form.fields


@require_http_methods(["GET", "HEAD", "POST"])
def work(request: AskingRequest, pk: int) -> HttpResponse:
    """A work with its files and steps; a step is taken by posting its name."""
    found = found_for(request)
    (course,) = courses([get_object_or_404(found.works, pk=pk)], found.as_of, found.known_at)
    sent = request.POST.get("step", "")
    steps = {} if found.past else {step.name: step for step in _steps(found, course, sent)}
    if request.method == "POST":
        if sent not in ALL:
            raise Http404(f"no step {sent!r}")
        if sent not in steps:
            messages.warning(request, _("This cannot be done with the work as it stands now."))
            return redirect(to(request, "work", pk))
        if _taken(request, steps[sent]):
            return redirect(to(request, "works") if steps[sent].gone else to(request, "work", pk))
    return form_page(request, "practices/work.html", _context(found, course, steps), steps[sent].form if sent else None)


def _taken(request: AskingRequest, step: Step) -> bool:
    """Whether the step was written."""
    if not step.form.is_valid():
        return False
    said = step.form.cleaned_data
    stored = received(step.form, said.get("file"), request.actor)
    if step.form.errors or not written(step.form, lambda: step.write(said, stored)):
        let_go([stored], request.actor)
        return False
    messages.success(request, step.message)
    return True


def _context(found: Found, course: Course, steps: dict[str, Step]) -> dict[str, Any]:
    work, request = course.work, found.request
    stored = list(files_of(work))
    names = names_of({one.stored_by for one in stored})
    entry = found.practices.filter(work=work).first()
    return {
        "crumbs": trail(request, "works", codes.kind(work.kind)),
        "title": work.title,
        "course": course,
        "state": str(course.state.label),
        "author": author_of(work, found.names([work.school_id])),
        "place": place_of(work),
        "kind": codes.kind(work.kind),
        "occasion": codes.occasion(work.at),
        "happened": steps_of(course, found),
        "stored": [(one, names.get(one.stored_by, "")) for one in stored],
        "practice_url": to(request, "practice", entry.pk) if entry else "",
        "practice": entry,
        "next": [step for step in steps.values() if step.name not in UNDOING],
        "undoing": [step for step in steps.values() if step.name in UNDOING],
        "past": found.past,
    }


UNDOING = frozenset({"take-back", "take-back-step"})
ALL = frozenset({"file", "again", "accept", "return", "publish", "bank"}) | UNDOING


def _steps(found: Found, course: Course, sent: str) -> list[Step]:
    """What the reader may do now, the usual first."""
    author, judge = may_hand_in(found.actor, course.work), may_judge(found.actor)
    makers = _Steps(found, course, sent)
    steps = makers.of_judge() if judge else []
    if author:
        steps += makers.of_author()
    if course.steps and (judge or (author and isinstance(course.steps[-1], WorkRevision))):
        steps.append(makers.undo())
    if author and course.state not in JUDGED:
        steps.append(makers.withdraw())
    return steps


class _Steps:
    """Makes the steps of one work for one request."""

    def __init__(self, found: Found, course: Course, sent: str) -> None:
        self.found, self.course, self.sent = found, course, sent
        self.work, self.by = course.work, found.actor

    def form(self, kind: type[Form], name: str, **more: Any) -> Form:
        """The form of a step, filled with what was sent when it is this one."""
        request = self.found.request
        mine = self.sent == name
        return kind(request.POST if mine else None, request.FILES if mine else None, auto_id=f"{name}_%s", **more)

    def dated(self, kind: type[Form], name: str, **more: Any) -> Form:
        return self.form(kind, name, latest=self.found.latest, **more)

    def of_author(self) -> list[Step]:
        work, by = self.work, self.by
        if self.course.state is State.RETURNED:
            return [
                Step(
                    "again",
                    _("Hand in again"),
                    _("Hand in again"),
                    self.dated(AgainForm, "again"),
                    lambda said, file: actions.hand_in_again(
                        work=work, on=said["on"], note=said["note"], file=file, by=by
                    ),
                    _("The work is handed in again and waits for acceptance."),
                )
            ]
        if self.course.state is State.WAITING:
            return [
                Step(
                    "file",
                    _("One more file"),
                    _("Attach the file"),
                    self.form(FileForm, "file"),
                    lambda _said, file: file and actions.attach(to=work, file=file, by=by),
                    _("The file is attached."),
                )
            ]
        return []

    def of_judge(self) -> list[Step]:
        if self.course.state is State.WAITING:
            return [self._accept(), self._return()]
        steps = [self._publish()] if self.course.state is State.ACCEPTED else []
        if self.course.state in JUDGED and self.work.school_id and not self.found.practices.filter(work=self.work):
            steps.append(self._bank())
        return steps

    def _accept(self) -> Step:
        return Step(
            "accept",
            _("Accept the work"),
            _("Accept"),
            self.dated(AcceptForm, "accept"),
            lambda said, _file: actions.accept(work=self.work, on=said["on"], by=self.by),
            _("The work is accepted: its author has prepared it."),
        )

    def _return(self) -> Step:
        return Step(
            "return",
            _("Return with remarks"),
            _("Return the work"),
            self.dated(ReturnForm, "return"),
            lambda said, _file: actions.return_work(work=self.work, remarks=said["remarks"], on=said["on"], by=self.by),
            _("The work is returned; its author sees the remarks."),
        )

    def _publish(self) -> Step:
        return Step(
            "publish",
            _("Publish at an address"),
            _("Note the publication"),
            self.dated(PublishForm, "publish"),
            lambda said, _file: actions.publish(work=self.work, link=said["link"], on=said["on"], by=self.by),
            _("The publication is noted."),
        )

    def _bank(self) -> Step:
        return Step(
            "bank",
            _("Into the bank of practices"),
            _("Put into the bank"),
            self.dated(BankForm, "bank"),
            lambda said, _file: actions.publish_in_bank(work=self.work, by=self.by, **said),
            _("The work is an entry of the bank of practices."),
            lead=_("Everybody who works in the region sees the entry with the files of the work."),
        )

    def undo(self) -> Step:
        """Takes back what happened last."""
        return Step(
            "take-back-step",
            _("Undo the last step"),
            _("Take the last step back"),
            self.form(ReasonForm, "take-back-step"),
            lambda said, _file: actions.take_back_step(step=self.course.steps[-1], reason=said["reason"], by=self.by),
            _("It is taken back. Pages of earlier moments still show it."),
            lead=_("For what was entered by mistake: what happened last is taken back for all days."),
        )

    def withdraw(self) -> Step:
        """Takes the work itself back."""
        return Step(
            "take-back",
            _("It was handed in by mistake"),
            _("Take the work back"),
            self.form(ReasonForm, "take-back"),
            lambda said, _file: actions.take_back(work=self.work, reason=said["reason"], by=self.by),
            _("The work is taken back. Pages of earlier moments still show it."),
            gone=True,
        )
