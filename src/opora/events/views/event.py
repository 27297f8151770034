"""The page of one event: what, when and where, who presents, materials, what comes next, and its history."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.accounts.places import Places
from opora.accounts.queries import authors
from opora.core.files.reading import files_of
from opora.events import answering, populations
from opora.events.forms.presenting import FeedbackForm
from opora.events.happenings import happenings
from opora.events.models import Planning, Presence, Speaker
from opora.events.present import within_reach
from opora.events.stages import SIGNS, Stage, hours, standing_text
from opora.events.views.shared import AskedEvent, asked_event, calendar_of, tabs, to, trail
from opora.organisations.access import visible_to
from opora.organisations.models import School


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """One of the days it was planned for; `holds`: it is the one in force."""

    plan: Planning
    holds: bool
    take_back_url: str = ""


@dataclass(frozen=True, slots=True)
class ShownSpeaker:
    """Who presents what."""

    speaker: Speaker
    who: str
    take_back_url: str = ""


@require_safe
def event(request: AskingRequest, pk: int) -> HttpResponse:
    """One event."""
    return page(request, asked_event(request, pk), {})


@require_safe
def calendar(request: AskingRequest, pk: int) -> HttpResponse:
    """One event for a calendar."""
    found = asked_event(request, pk)
    return calendar_of(request, [found.state], found.event.title, found.event.code)


def page(request: AskingRequest, found: AskedEvent, given: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page of an event; `given` are forms with mistakes."""
    state, asked = found.state, found.asked
    event = state.event
    context = {
        "crumbs": trail(request, last=event.title),
        "title": event.title,
        "lead": f"{event.get_kind_display()}, {event.code}",
        "state": state,
        "event": event,
        "stage": found.stage,
        "sign": SIGNS[found.stage],
        "stage_text": capfirst(standing_text(state, found.stage)),
        "hours": hours(state),
        "plans": _plans(request, found),
        "calendar_url": to(request, "events:event_calendar", event.pk),
        "tabs": tabs(request, event, "event"),
        "invited_told": _told(found),
        "series_url": to(request, "events:series", event.series_id) if event.series_id else "",
        "speakers": _speakers(request, found),
        "materials": _materials(event.pk),
        "present_count": _present_count(found),
        "present_url": to(request, "events:present", event.pk) if state.held else "",
        "certify_url": to(request, "events:certify", event.pk) if found.may_write and state.closing else "",
        "happenings": happenings(state, asked.as_of, asked.known_at),
        "past": asked.moment.known_at is not None,
        "feedback": answering.feedback_of(request.actor, found.state, asked.as_of),
        "feedback_form": FeedbackForm(),
        "feedback_url": to(request, "events:feedback", event.pk),
        **(_steps(request, found) if found.may_write else {}),
        **given,
    }
    return render(request, "events/event.html", context, status=status)


def _told(found: AskedEvent) -> str:
    source, programme = found.event.invited, found.asked.programme
    if not source or programme is None or populations.faults_of(source):
        return source
    return populations.told(source, programme)


def _plans(request: AskingRequest, found: AskedEvent) -> list[ShownPlan]:
    """The latest first; the one in force can be taken back as long as another one stands and nothing is settled."""
    plans = list(reversed(found.state.plans))
    open_ = found.may_write and len(plans) > 1 and found.stage in (Stage.AHEAD, Stage.DUE)
    back = _back(request, found, "plan", plans[0].pk) if open_ else ""
    return [ShownPlan(plan, at == 0, "" if at else back) for at, plan in enumerate(plans)]


def _speakers(request: AskingRequest, found: AskedEvent) -> list[ShownSpeaker]:
    """In the order in which they were named."""
    asked = found.asked
    rows = Speaker.objects.filter(event=found.event).known(asked.as_of, asked.known_at).oldest_first()
    speakers = list(rows.select_related("person", "school"))
    if not speakers:
        return []
    places = Places(found.event.programme.region_id, found.state.on, asked.known_at)
    schools = set(visible_to(request.actor, School.objects.all()).values_list("pk", flat=True))
    people = set(within_reach(request.actor, places, [one.person_id for one in speakers]))
    return [
        ShownSpeaker(
            one,
            _who(one, places, schools, people),
            _back(request, found, "speaker", one.pk) if found.may_write else "",
        )
        for one in speakers
    ]


def _who(speaker: Speaker, places: Places, schools: set[int], people: set[int]) -> str:
    """A school by its name of that day and a person by surname and initials, within reach; a guest as written."""
    school = places.school(speaker.school_id) if speaker.school_id in schools and speaker.school_id else ""
    person = speaker.person.short_name if speaker.person and speaker.person_id in people else ""
    return ", ".join(filter(None, (person, speaker.name, school)))


def _materials(pk: int) -> list[tuple[Any, str]]:
    """The files with whom they came from; one query, and another for the names when there are some."""
    files = list(files_of(f"event:{pk}"))
    names = authors({one.stored_by for one in files}) if files else {}
    return [(one, names.get(one.stored_by, "")) for one in files]


def _present_count(found: AskedEvent) -> int:
    rows = Presence.objects.filter(event=found.event).known(found.asked.as_of, found.asked.known_at)
    return rows.values("person").distinct().count()


def _back(request: AskingRequest, found: AskedEvent, what: str, pk: int) -> str:
    return to(request, "events:take_back", found.event.pk, what, pk)


def _steps(request: AskingRequest, found: AskedEvent) -> dict[str, Any]:
    """What may be done next: one main step, and the others."""
    state, pk = found.state, found.event.pk
    urls = {
        name: (to(request, f"events:{name}", pk), label)
        for name, label in (
            ("move", _("Move")),
            ("hold", _("Say that it was held")),
            ("call_off", _("Call off")),
            ("close", _("Close the attendance")),
            ("reopen", _("Open the attendance again")),
        )
    }
    fitting = {
        Stage.AHEAD: ("move", "hold", "call_off"),
        Stage.DUE: ("hold", "move", "call_off"),
        Stage.OPEN: ("close",),
        Stage.CLOSED: ("reopen",),
        Stage.OFF: (),
    }[found.stage]
    if found.stage is Stage.AHEAD and state.plan.planned_on > found.asked.latest:
        fitting = ("move", "call_off")
    steps = [urls[name] for name in fitting]
    taken = None
    if state.cancellation:
        taken = "cancelled", state.cancellation.pk, _("Take back that it is called off")
    elif state.held and not state.closing:
        taken = "held", state.held.pk, _("Take back that it was held")
    others = steps if found.stage is Stage.CLOSED else steps[1:]
    if taken:
        others = [*others, (_back(request, found, *taken[:2]), taken[2])]
    return {
        "main_step": None if found.stage is Stage.CLOSED or not steps else steps[0],
        "other_steps": others,
        "change_url": to(request, "events:change", pk),
        "copy_url": to(request, "events:copy", pk),
        "withdraw_url": "" if state.held else _back(request, found, "event", pk),
        "speaker_url": to(request, "events:add_speaker", pk),
        "material_url": to(request, "events:add_material", pk),
        "remove_url": to(request, "events:remove_material", pk),
    }
