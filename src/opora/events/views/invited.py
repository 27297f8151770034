"""Who is invited to an event: whom the population means now, who was asked, what they answered."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import numbers
from opora.core.attachments import attachment
from opora.core.forms import refused
from opora.events import actions, exports, letters
from opora.events.forms.inviting import AnswerForm, CapacityForm, GuestForm, ReasonForm
from opora.events.invited import Guest, Standing, counts, difference, guests_of, person_named, wanted
from opora.events.models import Invitation, Reply
from opora.events.queries import EventState, state_of
from opora.events.shown import ShownGuest, chips, rows_of, show, summary
from opora.events.views.shared import AskedEvent, asked_event, tabs, to, trail


@require_safe
def invited(request: AskingRequest, pk: int) -> HttpResponse:
    """All invitations within reach; for organisers also whom the sentence means and nobody has invited yet."""
    return _page(request, asked_event(request, pk))


@require_POST
def invite(request: AskingRequest, pk: int) -> HttpResponse:
    """Invite everybody of the population who is not invited yet."""
    found = _for_writing(request, pk)
    if found.asked.context is None:
        raise Http404("no programme")
    meant = wanted(found.asked.context, found.event, found.state.on)
    try:
        made = actions.invite(event=found.event, people=meant.people, on=found.asked.latest, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = ngettext("%(n)d person is invited.", "%(n)d people are invited.", len(made)) % {"n": len(made)}
        letters_wait = _("Letters go once you send them.")
        messages.success(request, f"{text} {letters_wait}")
    return redirect(to(request, "events:invited", pk))


@require_POST
def invite_guest(request: AskingRequest, pk: int) -> HttpResponse:
    """Invite somebody without an account."""
    found = _for_writing(request, pk)
    form = GuestForm(request.POST)
    if form.is_valid():
        try:
            made = actions.invite_guest(event=found.event, **form.cleaned_data, on=found.asked.latest, by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("Invited: %(name)s.") % {"name": made.name})
            return redirect(to(request, "events:invited", pk))
    return _page(request, found, guest_form=form, status=422)


@require_POST
def capacity(request: AskingRequest, pk: int) -> HttpResponse:
    """Say how many places there are; who waits moves up or back at once."""
    found = _for_writing(request, pk)
    form = CapacityForm(request.POST)
    if form.is_valid():
        actions.change_event(event=found.event, changes={"capacity": form.cleaned_data["capacity"]}, by=request.actor)
        messages.success(request, _("The number of places is kept."))
        return redirect(to(request, "events:invited", pk))
    return _page(request, found, capacity_form=form, status=422)


@require_POST
def write(request: AskingRequest, pk: int) -> HttpResponse:
    """Prepare letters of a kind and show the draft; nothing is sent before it was looked at."""
    found = _for_writing(request, pk)
    kind = request.POST.get("kind", "")
    if kind not in (letters.INVITATION, letters.REMINDER, letters.CHANGE):
        raise Http404(f"no letters of the kind {kind!r}")
    guests = _latest(found)
    chosen = [one for one in guests if kind != letters.REMINDER or one.standing is Standing.NONE]
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        mailing = letters.prepare(kind=kind, state=found.state, guests=chosen, site=site, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(to(request, "events:invited", pk))
    return redirect("outbox:mailing", mailing.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: AskingRequest, pk: int, invitation: int) -> HttpResponse:
    """One invitation: the organiser notes what was answered by telephone, or takes it back."""
    found = _for_writing(request, pk)
    row = _row(found, invitation)
    guest = next(one for one in _latest(found) if one.invitation.pk == row.pk)
    form = AnswerForm(request.POST or None, own=False, initial=_said(guest))
    if request.method == "POST" and form.is_valid():
        try:
            answer(row, form, found, request)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("The answer is noted."))
            return redirect(to(request, "events:invited", pk))
    return _one(request, found, guest, form, ReasonForm())


@require_POST
def take_back(request: AskingRequest, pk: int, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    found = _for_writing(request, pk)
    row = _row(found, invitation)
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.take_invitation_back(invitation=row, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _("The invitation is taken back."))
        return redirect(to(request, "events:invited", pk))
    guest = next(one for one in _latest(found) if one.invitation.pk == row.pk)
    return _one(request, found, guest, AnswerForm(own=False, initial=_said(guest)), form)


@require_safe
def phones(request: AskingRequest, pk: int) -> HttpResponse:
    """A sheet to call by; the filter of the page holds here too."""
    found = asked_event(request, pk)
    context = {
        "crumbs": trail(request, found.event, last=_("List of calls")),
        "title": _("List of calls"),
        "event": found.event,
        "rows": sorted(_rows(request, found, _guests(found)), key=lambda row: not row.dial),
    }
    return render(request, "events/invited_phones.html", context)


@require_safe
def file(request: AskingRequest, pk: int, form: str) -> HttpResponse:
    """The same rows as a spreadsheet."""
    found = asked_event(request, pk)
    if form not in exports.FORMS:
        raise Http404(f"no list as {form!r}")
    rows = _rows(request, found, _guests(found))
    content = exports.invited(found.event, rows, form, contacts=_contacts(request))
    name = f"{_('Invited')}, {found.event.title}, {numbers.day(found.asked.as_of)}.{form}"
    return attachment(content, kind=exports.FORMS[form], name=name, plain_name=f"opora-invited-{pk}.{form}")


def answer(row: Invitation, form: AnswerForm, found: AskedEvent, request: AskingRequest) -> None:
    """Note what a form says; a name that means one person of the region is that person."""
    said = form.cleaned_data
    substitute = None
    if said["reply"] == Reply.SUBSTITUTE:
        substitute = person_named(found.event.programme.region_id, said["substitute_name"])
    actions.answer(invitation=row, **said, substitute=substitute, on=found.asked.latest, by=request.actor)


def _page(
    request: AskingRequest,
    found: AskedEvent,
    *,
    guest_form: Form | None = None,
    capacity_form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    guests = _guests(found)
    tally = counts(guests)
    own = next((one for one in guests if f"user:{one.invitation.person_id}" == request.actor.key), None)
    context = {
        "crumbs": trail(request, found.event, last=_("Invitations")),
        "tabs": tabs(request, found.event, "invited"),
        "title": _("Invitations"),
        "event": found.event,
        "state": found.state,
        "rows": _rows(request, found, guests),
        "total": len(guests),
        "summary": summary(tally, found.event.capacity),
        "chips": chips(request, found.event, tally) if guests else [],
        "filtered": bool(request.GET.get("answer")),
        "contacts": _contacts(request),
        "own": own,
        "files": [(form, to(request, "events:invited_file", found.event.pk, form)) for form in exports.FORMS],
    }
    if found.may_write:
        context |= _of_organiser(found, guests, tally[Standing.NONE], guest_form, capacity_form)
    return render(request, "events/invited.html", context, status=status)


def _of_organiser(
    found: AskedEvent, guests: list[Guest], silent: int, guest_form: Form | None, capacity_form: Form | None
) -> dict[str, object]:
    """What only who organises sees: the population beside the invitations, and the forms."""
    event = found.event
    meant = wanted(found.asked.context, event, found.state.on) if found.asked.context else None
    return {
        "may_write": True,
        "meant": meant,
        "difference": difference(meant, guests) if meant else None,
        "guest_form": guest_form or GuestForm(auto_id="id_guest_%s"),
        "capacity_form": capacity_form or CapacityForm(initial={"capacity": event.capacity}),
        "over": _over(found.state),
        "letters": _letters(found.state, len(guests), silent),
    }


def _letters(state: EventState, total: int, silent: int) -> list[tuple[str, str]]:
    """Kinds of letters that make sense now, with the words of their buttons."""
    if not total or state.held:
        return []
    if state.cancellation:
        return [(letters.CHANGE, _("Tell that it was called off"))]
    found = [(letters.INVITATION, _("Prepare the letters"))]
    if silent:
        found.append((letters.REMINDER, _("Remind who has not answered")))
    if len(state.plans) > 1:
        found.append((letters.CHANGE, _("Tell that it was moved")))
    return found


def _over(state: EventState) -> str:
    if state.cancellation:
        return _("The event was called off.")
    if state.held:
        return _("The event was held on %(day)s.") % {"day": numbers.day(state.held.occurred_on)}
    return ""


def _one(request: AskingRequest, found: AskedEvent, guest: Guest, form: Form, reason: Form) -> HttpResponse:
    context = {
        "crumbs": trail(request, found.event, last=guest.name),
        "title": guest.name,
        "event": found.event,
        "guest": show(guest, request, found.event, contacts=_contacts(request)),
        "form": form,
        "reason": reason,
        "over": _over(found.state),
    }
    return render(request, "events/invitation.html", context, status=422 if form.errors or reason.errors else 200)


def _said(guest: Guest) -> dict[str, str]:
    last = guest.answer
    if last is None:
        return {}
    return {"reply": last.reply, "substitute_name": last.substitute_name, "note": last.note}


def _for_writing(request: AskingRequest, pk: int) -> AskedEvent:
    """The event as it stands on the last day there is, whatever day the page was of."""
    found = asked_event(request, pk)
    if not found.may_write:
        raise Http404("nothing is written on a page of the past")
    return replace(found, state=state_of(found.event, found.asked.latest, found.asked.known_at) or found.state)


def _row(found: AskedEvent, number: int) -> Invitation:
    return get_object_or_404(Invitation.objects.standing().select_related("event"), event=found.event, pk=number)


def _guests(found: AskedEvent) -> list[Guest]:
    return guests_of(found.event, found.asked.as_of, found.asked.known_at)


def _latest(found: AskedEvent) -> list[Guest]:
    """The invitations on the last day there is."""
    return guests_of(found.event, found.asked.latest, found.asked.known_at)


def _rows(request: AskingRequest, found: AskedEvent, guests: list[Guest]) -> list[ShownGuest]:
    return rows_of(guests, request, found, contacts=_contacts(request))


def _contacts(request: AskingRequest) -> bool:
    return request.actor.scope("person", "contact") is not None
