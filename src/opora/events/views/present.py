"""Who was at an event, noted by hand; and what participants think of it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.directory import directory
from opora.accounts.guard import AskingRequest
from opora.accounts.models import User
from opora.accounts.places import Places
from opora.events import actions, answering
from opora.events.forms.presenting import CameForm, FeedbackForm
from opora.events.present import expected, people_of, present_list, users
from opora.events.stages import Stage
from opora.events.views import event as pages
from opora.events.views.shared import AskedEvent, asked_event, to, trail, wrote
from opora.indicators.context import Context


@require_safe
def present(request: AskingRequest, pk: int) -> HttpResponse:
    """Everybody within reach who was there, the others as a number; whom one waits for, for who notes them."""
    return _page(request, _held(request, pk), None)


@require_POST
def note(request: AskingRequest, pk: int) -> HttpResponse:
    """Note those of the expected people that are ticked."""
    found = _noting(request, pk)
    ticked = {text for text in request.POST.getlist("person") if text.isdecimal()}
    chosen = [person for person, _what in _awaited(found) if str(person.pk) in ticked]
    if not chosen:
        messages.error(request, _("Nobody is ticked. Nothing is written."))
    elif _told(request, found, chosen, {}):
        n = len(chosen)
        told = ngettext("%(n)d person is noted as present.", "%(n)d people are noted as present.", n)
        messages.success(request, told % {"n": n})
    return redirect(to(request, "events:present", pk))


@require_POST
def came(request: AskingRequest, pk: int) -> HttpResponse:
    """Note somebody by name, perhaps in place of one of those expected."""
    found = _noting(request, pk)
    form = _form(request, found, request.POST, _awaited(found))
    if form.is_valid() and form.entry is not None:
        person = User.objects.get(pk=form.entry.id)
        replaced = form.cleaned_data["in_place_of"]
        if wrote(form, lambda: _note(request, found, [person], {person.pk: replaced} if replaced else {})):
            messages.success(request, _("%(person)s is noted as present.") % {"person": person.short_name})
            return redirect(to(request, "events:present", pk))
    return _page(request, found, form, status=422)


@require_POST
def answer(request: AskingRequest, pk: int) -> HttpResponse:
    """Say what one thinks of the event, without a name."""
    found = asked_event(request, pk)
    if found.asked.moment.known_at is not None or not _may_answer(request, found):
        raise Http404("nothing to answer")
    form = FeedbackForm(request.POST)
    if form.is_valid() and wrote(
        form,
        lambda: actions.give_feedback(event=found.event, by=request.actor, on=found.asked.latest, **form.cleaned_data),
    ):
        messages.success(request, _("Thank you. Your answer is kept without your name."))
        return redirect(to(request, "events:event", pk))
    return pages.page(request, found, {"feedback_form": form}, status=422)


def _may_answer(request: AskingRequest, found: AskedEvent) -> bool:
    return answering.feedback_of(request.actor, found.state, found.asked.as_of).may_answer


def _held(request: AskingRequest, pk: int) -> AskedEvent:
    """An event that was held; 404 for one that was not."""
    found = asked_event(request, pk)
    if found.state.held is None:
        raise Http404("not held")
    return found


def _noting(request: AskingRequest, pk: int) -> AskedEvent:
    """An event whose attendance this reader notes now; 404 once it is closed."""
    found = _held(request, pk)
    if not _notes(found):
        raise Http404("not open")
    return found


def _notes(found: AskedEvent) -> bool:
    return found.may_write and found.stage is Stage.OPEN


def _page(request: AskingRequest, found: AskedEvent, form: CameForm | None, status: int = 200) -> HttpResponse:
    event, asked = found.event, found.asked
    listed = present_list(event, request.actor, _places(found), asked.as_of)
    context: dict[str, Any] = {
        "crumbs": trail(request, event, last=_("Who was there")),
        "title": _("Who was there: %(title)s") % {"title": event.title},
        "state": found.state,
        "listed": listed,
        "rows": [(one, _back(request, found, one.marks)) for one in listed.own],
        "substitutes": [(one, _back(request, found, one.marks)) for one in listed.substitutes],
        "back_url": to(request, "events:event", event.pk),
    }
    if _notes(found):
        awaited = _awaited(found)
        context |= {
            "awaited": awaited,
            "note_url": to(request, "events:note", event.pk),
            "came_url": to(request, "events:came", event.pk),
            "came_form": form or _form(request, found, None, awaited),
            "close_url": to(request, "events:close", event.pk),
        }
        context["people"] = sorted({entry.full_name for entry in context["came_form"].people.entries})
    return render(request, "events/present.html", context, status=status)


def _awaited(found: AskedEvent) -> list[tuple[User, str]]:
    """The people of the invited population for whom nothing is noted, by name, with what they are invited as."""
    asked, event, on = found.asked, found.event, found.state.on
    if asked.programme is None or not event.invited:
        return []
    context = Context.of(asked.programme, asked.latest, asked.known_at)
    posts = people_of(context, event, expected(context, event, on).absent, on)
    return [(person, posts[person.pk]) for person in users(posts)]


def _form(request: AskingRequest, found: AskedEvent, data: Any, awaited: list[tuple[User, str]]) -> CameForm:
    places = _places(found)
    choices = [(person.pk, f"{person.full_name}, {what}") for person, what in awaited]
    people = directory(request.actor, places, present=True)
    return CameForm(data, people=people, places=places, latest=found.asked.latest, expected=choices)


def _places(found: AskedEvent) -> Places:
    """Names and posts on the day of the event."""
    return Places(found.event.programme.region_id, found.state.on, found.asked.known_at)


def _told(request: AskingRequest, found: AskedEvent, people: list[User], replaced: dict[int, int]) -> bool:
    """Whether it was written; a refusal is told above the page."""
    try:
        _note(request, found, people, replaced)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True


def _note(request: AskingRequest, found: AskedEvent, people: list[User], replaced: dict[int, int]) -> None:
    actions.note_presences(event=found.event, people=people, in_place_of=replaced, by=request.actor)


def _back(request: AskingRequest, found: AskedEvent, marks: Iterable[Any]) -> str:
    """Where what was noted by hand is taken back; a list is taken back as a whole."""
    if not _notes(found):
        return ""
    by_hand = [mark.pk for mark in marks if mark.roll_id is None]
    return to(request, "events:take_back", found.event.pk, "presence", by_hand[-1]) if by_hand else ""
