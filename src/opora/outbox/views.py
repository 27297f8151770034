"""History of mailings, one mailing, its text for a messenger, its list of calls, and the buttons on them."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from opora.core import numbers
from opora.core.actors import Actor, names_of
from opora.core.attachments import attachment
from opora.core.components.links import Chip, Link
from opora.core.forms import refused
from opora.outbox import above, actions, exports, queries, showing, texts
from opora.outbox.access import visible_to
from opora.outbox.forms import NotBeforeForm
from opora.outbox.models import Mailing, MailingState, Message, MessageFile, MessageState

PAGE = 50
RECIPIENTS = 200
"""Rows on one page: of the history, of a mailing."""


class AskingRequest(HttpRequest):
    """A request past the guard."""

    actor: Actor
    htmx: Any


@require_safe
def history(request: AskingRequest) -> HttpResponse:
    """Mailings, newest first."""
    everything = visible_to(request.actor, Mailing.objects.all())
    tallies = queries.tallies(everything)
    state = request.GET.get("state", "")
    rows = queries.of_state(everything, state) if state in tallies else everything
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(page.object_list)
    names = names_of({mailing.prepared_by for mailing in page.object_list})
    context = {
        "rows": [showing.show_mailing(mailing, counts[mailing.pk], names) for mailing in page.object_list],
        "chips": _history_chips(tallies, state),
        "filtered": state in tallies,
        "begin_url": _begin_url(request),
        "ways": [Link(str(way.title), reverse(way.url_name)) for way in above.ways(request.actor)],
        "mail_off": showing.mail_off(),
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "outbox/history.html", context)


@never_cache
@require_safe
def mailing(request: AskingRequest, pk: int) -> HttpResponse:
    """A draft to look at, a mailing on its way, or what became of each recipient.

    While it is on its way htmx asks for the part that moves, and gets the whole once when it is over.
    """
    found = _found(request, pk)
    context = _mailing(request, found)
    if not request.htmx:
        return render(request, "outbox/mailing.html", context)
    if context["under_way"]:
        return render(request, "outbox/_mailing_progress.html", context)
    whole = render(request, "outbox/_mailing.html", context)
    whole["HX-Retarget"], whole["HX-Reswap"] = "#mailing", "innerHTML"
    return whole


def _mailing(request: AskingRequest, found: Mailing) -> dict[str, Any]:
    counts = queries.counts([found])[found.pk]
    state = request.GET.get("state", "")
    rows = found.messages.filter(state=state) if state in counts else found.messages.all()
    page = Paginator(rows, RECIPIENTS).get_page(request.GET.get("page"))
    may_write = request.actor.scope("message", "write") is not None
    samples = queries.samples(found)
    files_of = showing.show_files(found, [*samples, *page.object_list])
    return {
        **_head(found),
        "mailing": found,
        "state": showing.state_of(found),
        "tally": showing.tally(counts),
        "lead": "" if showing.under_way(found, counts) else showing.tally(counts),
        "by": names_of([found.prepared_by]).get(found.prepared_by, ""),
        "samples": [(sample, files_of.get(sample.pk, ())) for sample in samples],
        "recipients": [showing.show_message(message, files_of.get(message.pk, ())) for message in page.object_list],
        "total": sum(counts.values()),
        "left_out": counts[MessageState.LEFT_OUT],
        "chips": _message_chips(counts, state),
        "page": page.number,
        "pages": page.paginator.num_pages,
        "mail_off": showing.mail_off(),
        "why_waiting": showing.why_waiting(found, counts),
        "files": [Link(form.upper(), reverse("outbox:recipients", args=[found.pk, form])) for form in exports.FORMS],
        **showing.progress_of(found, counts),
        **(_buttons(found, counts) if may_write else {}),
    }


@require_POST
def postpone(request: AskingRequest, pk: int) -> HttpResponse:
    """Say from when on a draft may go; a mistake stands beside the field."""
    found = _found(request, pk)
    form = NotBeforeForm(request.POST)
    if form.is_valid():
        moment = form.cleaned_data["not_before"]
        try:
            actions.postpone(mailing=found, not_before=moment, by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            told = {"moment": numbers.moment(moment)} if moment else {}
            text = _("Nothing goes before %(moment)s.") if moment else _("It goes as soon as it is approved.")
            messages.success(request, text % told)
            return redirect("outbox:mailing", pk)
    return render(request, "outbox/mailing.html", {**_mailing(request, found), "not_before": form}, status=422)


@require_POST
def send(request: AskingRequest, pk: int) -> HttpResponse:
    """Approve a draft."""

    def approve(found: Mailing) -> str:
        count = actions.send(mailing=found, by=request.actor)
        text = ngettext("%(count)d letter goes out.", "%(count)d letters go out.", count)
        return text % {"count": count}

    return _done(request, pk, approve)


@require_POST
def stop(request: AskingRequest, pk: int) -> HttpResponse:
    """Stop a mailing, or cancel a draft."""

    def halt(found: Mailing) -> str:
        count = actions.stop(mailing=found, by=request.actor)
        text = ngettext("Stopped: %(count)d letter stays here.", "Stopped: %(count)d letters stay here.", count)
        return text % {"count": count}

    return _done(request, pk, halt)


@require_POST
def retry(request: AskingRequest, pk: int) -> HttpResponse:
    """Send what was not delivered once more."""

    def again(found: Mailing) -> str:
        count = actions.retry(mailing=found, by=request.actor)
        text = ngettext("%(count)d letter goes out.", "%(count)d letters go out.", count)
        return text % {"count": count}

    return _done(request, pk, again)


@require_POST
def settle(request: AskingRequest, pk: int, message: int) -> HttpResponse:
    """Decide about a message that was perhaps sent: `answer` is "again" or "sent"."""

    def decide(found: Mailing) -> str:
        row = get_object_or_404(Message, mailing=found, pk=message)
        if request.POST.get("answer") == "again":
            actions.send_again(message=row, by=request.actor)
            return _("The letter goes out once more.")
        if request.POST.get("answer") == "sent":
            actions.was_sent(message=row, by=request.actor)
            return _("The letter counts as sent.")
        raise ValidationError(_("Choose whether the letter was sent."))

    return _done(request, pk, decide)


@require_safe
def messenger(request: AskingRequest, pk: int) -> HttpResponse:
    """Texts to copy: one for everybody, without personal data, and one for each recipient."""
    found = _found(request, pk)
    rows = found.messages.filter(erased_at=None)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        **_head(found, below=_("Text for a messenger")),
        "everybody": queries.for_everybody(found, get_language() or "ru"),
        "recipients": [showing.show_message(message) for message in page.object_list],
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "outbox/messenger.html", context)


@require_safe
def calls(request: AskingRequest, pk: int) -> HttpResponse:
    """A sheet to call by: name, post, telephone, place for notes."""
    found = _found(request, pk)
    rows = queries.called(found)
    context = {
        **_head(found, below=_("List of calls")),
        "everybody": queries.for_everybody(found, get_language() or "ru"),
        "rows": [showing.show_message(message) for message in rows],
        "without": sum(not message.phone for message in rows),
    }
    return render(request, "outbox/calls.html", context)


@require_safe
def recipients(request: AskingRequest, pk: int, form: str) -> HttpResponse:
    """The recipients as a spreadsheet."""
    found = _found(request, pk)
    if form not in exports.FORMS:
        raise Http404(f"no list as {form!r}")
    content = exports.recipients(found, form, get_language() or "ru")
    name = f"{_('Recipients')}, {showing.subject_of(found)}, {numbers.day(found.prepared_at)}.{form}"
    plain = f"opora-{'demo-' if found.invented else ''}recipients-{pk}.{form}"
    return attachment(content, kind=exports.FORMS[form], name=name, plain_name=plain)


@require_safe
def file(request: AskingRequest, pk: int, file: int) -> HttpResponse:
    """A file that goes with one of the messages, as it is sent."""
    row = get_object_or_404(MessageFile, message__mailing=_found(request, pk), pk=file)
    kind = f"{row.media_type}; charset=utf-8"
    return attachment(row.content.encode(), kind=kind, name=row.name, plain_name=row.name)


def _found(request: AskingRequest, pk: int) -> Mailing:
    return get_object_or_404(visible_to(request.actor, Mailing.objects.all()), pk=pk)


def _done(request: AskingRequest, pk: int, act: Callable[[Mailing], str]) -> HttpResponse:
    """Act and come back to the mailing, which says what happened or why it did not."""
    found = _found(request, pk)
    try:
        messages.success(request, act(found))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("outbox:mailing", pk)


def _head(found: Mailing, below: str = "") -> dict[str, object]:
    """Crumbs and title of a mailing, or of a page below it."""
    crumbs = [Link(_("Messages"), reverse("outbox:history"))]
    subject = showing.subject_of(found)
    if below:
        crumbs.append(Link(subject, reverse("outbox:mailing", args=[found.pk])))
    return {"crumbs": crumbs, "title": below or subject, "subject": subject, "kind": texts.title(found.kind)}


def _buttons(found: Mailing, counts: Counter[str]) -> dict[str, Any]:
    """What may be done with a mailing in its state."""
    prepared = counts[MessageState.PREPARED]
    shown: dict[str, Any] = {}
    if found.state == MailingState.DRAFT:
        shown["not_before"] = NotBeforeForm(initial={"not_before": found.not_before})
        shown["cancel_url"] = reverse("outbox:stop", args=[found.pk])
        if prepared and not showing.mail_off():
            shown |= {"send_url": reverse("outbox:send", args=[found.pk]), "send_text": showing.letters(prepared)}
    if showing.under_way(found, counts):
        shown["stop_url"] = reverse("outbox:stop", args=[found.pk])
    shown["decide"] = "yes"
    if found.state in (MailingState.SENDING, MailingState.SENT):
        shown["again"] = "yes"
        if counts[MessageState.FAILED]:
            shown["retry_url"] = reverse("outbox:retry", args=[found.pk])
    return shown


def _history_chips(tallies: dict[str, int], chosen: str) -> list[Chip]:
    titles = {**dict(MailingState.choices), "trouble": _("with trouble")}
    here = reverse("outbox:history")
    return [
        Chip(
            label=str(titles[state]),
            url=here if state == chosen else f"{here}?state={state}",
            count=count,
            on=state == chosen,
        )
        for state, count in tallies.items()
        if count or state == chosen
    ]


def _message_chips(counts: Counter[str], chosen: str) -> list[Chip]:
    return [
        Chip(
            label=str(state.label),
            url="?" if state == chosen else f"?state={state}",
            count=counts[state],
            on=state == chosen,
        )
        for state in MessageState
        if counts[state]
    ]


def _begin_url(request: AskingRequest) -> str:
    may = request.actor.scope("message", "write") is not None
    return reverse(above.page()) if may and above.page() else ""
