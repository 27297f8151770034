"""Lists of who was there: bringing one in, saying whom its names mean, taking it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.accounts.models import User
from opora.accounts.places import Places
from opora.core import journal
from opora.core.components.links import Link
from opora.core.components.parts import Part
from opora.core.files import actions as files
from opora.core.files.reading import files_of
from opora.core.forms import refused
from opora.events import actions
from opora.events.forms.attendance import ACCEPTED, EntryForm, ListForm, ReasonForm
from opora.events.models import AttendanceList, Entry, EntryStatus, Source
from opora.events.present import Expected, expected
from opora.events.reading import read_list
from opora.events.sorting import People, Someone, Sorted, of_search, sort_out
from opora.events.views.shared import AskedEvent, asked_event, tabs, to, trail, written_event
from opora.indicators.context import Context

TABS = ("open", "counted", "repeated", "outside", "short", "absent")
UPLOAD = "attendance-upload"
"""What a file belongs to until its list is written; nobody may see it there."""


@require_safe
def attendance(request: AskingRequest, pk: int) -> HttpResponse:
    """The names of all lists of an event, by what became of them."""
    return render(request, "events/attendance.html", _page(request, asked_event(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: AskingRequest, pk: int) -> HttpResponse:
    """A file or typed names, read and written at once: it can be taken back as a whole."""
    found = written_event(request, pk)
    form = ListForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if request.method == "POST" and form.is_valid():
        try:
            return _bring(request, found, form)
        except ValidationError as error:
            refused(form, error)
    context = {
        "crumbs": trail(request, found.event, last=_("A list of who was there")),
        "title": _("A list of who was there"),
        "lead": found.event.title,
        "form": form,
        "event": found.event,
        "state": found.state,
        "back_url": to(request, "events:attendance", pk),
    }
    return render(request, "events/bring.html", context, status=422 if form.errors else 200)


@require_POST
def decide(request: AskingRequest, pk: int) -> HttpResponse:
    """Count those that are chosen as the people chosen, or one as nobody of ours."""
    found = written_event(request, pk)
    asked = request.POST.get("one") or request.POST.get("outside") or ""
    entries = _open_entries(found)
    chosen = [entry for entry in entries if asked in ("", str(entry.pk))]
    outside = "outside" in request.POST
    number = 0
    try:
        for entry in chosen:
            person = None if outside else _chosen(request.POST.get(f"who-{entry.pk}", ""), entry)
            if outside or person is not None:
                actions.decide(entries=[entry], person=person, by=request.actor)
                number += 1
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if number:
        told = ngettext("%(n)d name is decided.", "%(n)d names are decided.", number) % {"n": number}
        messages.success(request, told)
    else:
        messages.warning(request, _("Choose who it is first."))
    return redirect(to(request, "events:attendance", pk))


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: AskingRequest, pk: int, number: int) -> HttpResponse:
    """One name: everybody it may mean, a search, in whose place somebody came, taking a decision back."""
    found = written_event(request, pk)
    name = get_object_or_404(
        Entry.objects.select_related("roll__event"), pk=number, roll__event=found.event, roll__voided_at=None
    )
    places = _places(found)
    text = request.GET.get("q", "").strip()[:100]
    people = _may_mean(name, places, of_search(text, places) if text else [])
    absent = _absent(_expected(found))
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        people=people,
        absent=absent,
        initial={"person": str(name.person_id or ""), "in_place_of": str(name.in_place_of_id or "")},
    )
    if request.method == "POST" and _decided(request, name, form):
        messages.success(request, _("The name is decided."))
        return redirect(to(request, "events:attendance", pk))
    context = {
        "crumbs": trail(request, found.event, last=name.text),
        "title": name.text,
        "entry": name,
        "form": form,
        "people": people,
        "q": text,
        "back_url": to(request, "events:attendance", pk),
    }
    return render(request, "events/entry.html", context, status=422 if form.errors else 200)


@require_POST
def undecide(request: AskingRequest, pk: int, number: int) -> HttpResponse:
    """Take the decision about a name back."""
    found = written_event(request, pk)
    name = get_object_or_404(Entry.objects.select_related("roll__event"), pk=number, roll__event=found.event)
    try:
        actions.undecide(entry=name, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(to(request, "events:attendance", pk))


@require_http_methods(["GET", "HEAD", "POST"])
def take_list_back(request: AskingRequest, pk: int, number: int) -> HttpResponse:
    """Take a whole list back, with every presence it made and nothing else."""
    found = written_event(request, pk)
    roll = get_object_or_404(AttendanceList, pk=number, event=found.event, voided_at=None)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_list_back(roll=roll, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("The list is taken back."))
            return redirect(to(request, "events:attendance", pk))
    count = roll.presences.standing().count()
    noted = ngettext("%(n)d presence goes with it.", "%(n)d presences go with it.", count) % {"n": count}
    context = {
        "crumbs": trail(request, found.event, last=_("Take a list back")),
        "title": _("Take a list back"),
        "lead": str(roll),
        "notes": [noted, _("What other lists and people noted stays. The same file can be brought in again.")],
        "form": form,
        "button": _("Take it back"),
        "back_url": to(request, "events:attendance", pk),
    }
    return render(request, "events/step.html", context, status=422 if form.errors else 200)


def _page(request: AskingRequest, found: AskedEvent) -> dict[str, Any]:
    event, waiting = found.event, _expected(found)
    invited = {one.person_id for one in waiting.subjects if one.person_id is not None}
    names = sort_out(event, _places(found), invited, found.asked.known_at)
    parts = _parts(names)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "open" if names.open or not names.total else "counted"
    return {
        "crumbs": trail(request, event, last=_("Attendance")),
        "title": _("Attendance: %(event)s") % {"event": event.title},
        "tabs": tabs(request, event, "attendance"),
        "event": event,
        "state": found.state,
        "may_write": found.may_write and found.state.closing is None,
        "names": names,
        "parts": parts,
        "parts_label": ", ".join(f"{part.label.lower()}: {part.number}" for part in parts),
        "waiting": waiting,
        "tab": tab,
        "sorted_tabs": _sorted_tabs(request, found, names, waiting, tab),
        "shown": names.open if tab == "open" else getattr(names, tab, []),
        "lists": _lists(request, found),
        "bring_url": to(request, "events:bring", event.pk),
        "if_all": _if_counted(waiting, [one.id for name in names.unclear for one in name.candidates[:1]]),
    }


def _parts(names: Sorted) -> list[Part]:
    return [
        Part(_("Counted"), len(names.counted), "met"),
        Part(_("Entered again"), len(names.repeated), "soft"),
        Part(_("Not on the list of the invited"), len(names.outside), "plain"),
        Part(_("Too short"), len(names.short), "plain"),
        Part(_("Ambiguous"), len(names.unclear), "hatch"),
        Part(_("Not found"), len(names.unknown), "open"),
    ]


def _sorted_tabs(
    request: AskingRequest, found: AskedEvent, names: Sorted, waiting: Expected, tab: str
) -> list[tuple[Link, int]]:
    titles = {
        "open": (_("To sort out"), len(names.open)),
        "counted": (_("Counted"), len(names.counted)),
        "repeated": (_("Entered again"), len(names.repeated)),
        "outside": (_("Not on the list of the invited"), len(names.outside)),
        "short": (_("Too short"), len(names.short)),
        "absent": (_("Not noted"), len(waiting.absent)),
    }
    return [
        (Link(title, to(request, "events:attendance", found.event.pk, tab=one), current=one == tab), number)
        for one, (title, number) in titles.items()
    ]


def _lists(request: AskingRequest, found: AskedEvent) -> list[dict[str, Any]]:
    """The lists that stood at the moment of the page, each with its file."""
    rows = AttendanceList.objects.filter(event=found.event).known_at(found.asked.known_at).oldest_first()
    return [
        {
            "roll": roll,
            "file": next(iter(files_of(journal.key_of(roll))), None),
            "back_url": to(request, "events:take_list_back", found.event.pk, roll.pk)
            if found.may_write and not found.state.closing
            else "",
        }
        for roll in rows
    ]


def _bring(request: AskingRequest, found: AskedEvent, form: ListForm) -> HttpResponse:
    event = found.event
    upload: UploadedFile | ContentFile[bytes] | None = form.cleaned_data["file"]
    source = Source.FILE if upload else Source.TYPED
    name = upload.name if upload else _("names.txt")
    content = upload.read() if upload else form.cleaned_data["typed"].encode()
    evidence = files.store(
        content=content, name=name or "list", accept=ACCEPTED, of=f"{UPLOAD}:{event.pk}", by=request.actor
    )
    try:
        reading = read_list(event=event, content=content, name=name or "list")
        brought = actions.bring_list(
            event=event, reading=reading, name=evidence.name, by=request.actor, evidence=evidence, source=source
        )
    finally:
        files.remove(stored=evidence, by=request.actor)
    if not brought.new:
        messages.info(request, _("This file was brought in before: nothing has changed."))
    else:
        told = {str(status): number for status, number in reading.counts.items()}
        counts = {key: told.get(key, 0) for key in ("matched", "ambiguous", "unmatched")}
        messages.success(
            request,
            _("Names recognised: %(matched)d, ambiguous: %(ambiguous)d, not found: %(unmatched)d.") % counts,
        )
    for warning in reading.log.warnings:
        messages.warning(request, str(warning))
    return redirect(to(request, "events:attendance", event.pk))


def _decided(request: AskingRequest, name: Entry, form: EntryForm) -> bool:
    if not form.is_valid():
        return False
    chosen, replaced = form.cleaned_data["person"], form.cleaned_data["in_place_of"]
    person = User.objects.get(pk=chosen) if chosen else None
    instead = User.objects.get(pk=replaced) if replaced and person else None
    try:
        actions.decide(entries=[name], person=person, in_place_of=instead, by=request.actor)
    except ValidationError as error:
        refused(form, error)
        return False
    return True


def _open_entries(found: AskedEvent) -> list[Entry]:
    open_ones = (EntryStatus.AMBIGUOUS, EntryStatus.UNMATCHED)
    rows = Entry.objects.filter(roll__event=found.event, roll__voided_at=None, status__in=open_ones)
    return list(rows.select_related("roll__event").order_by("pk"))


def _chosen(value: str, name: Entry) -> User | None:
    """Whoever was chosen of the candidates of a name; None for nobody and for somebody else."""
    allowed = {str(one["person"]) for one in name.candidates}
    return User.objects.get(pk=value) if value in allowed else None


def _may_mean(name: Entry, places: Places, searched: list[Someone]) -> list[Someone]:
    ids = [one["person"] for one in name.candidates]
    ids += [name.person_id] if name.person_id and name.person_id not in ids else []
    people = People(ids, places)
    found = {one.id: one for one in [*map(people.of, ids), *searched]}
    return list(found.values())


def _absent(waiting: Expected) -> list[tuple[int, str]]:
    return [
        (one.person_id, f"{one.person}, {one.label}" if one.kind == "post" else one.label)
        for one in waiting.absent
        if one.person_id is not None
    ]


def _expected(found: AskedEvent) -> Expected:
    programme = found.event.programme
    context = found.asked.context or Context.of(programme, found.asked.as_of, found.asked.known_at)
    return expected(context, found.event, found.state.on)


def _places(found: AskedEvent) -> Places:
    return Places(found.event.programme.region_id, found.state.on, found.asked.known_at)


def _if_counted(waiting: Expected, people: list[int]) -> int:
    """How many of the expected would be noted, if these people were."""
    more = {one.key for one in waiting.subjects if one.person_id in people}
    return len(waiting.noted | more)
