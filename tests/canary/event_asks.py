"""What a curious reader asks of events: their pages, invitations, lists and check-ins, right and wrong."""

from collections.abc import Iterator

from django.urls import reverse

from opora.events.models import AttendanceList, CheckIn, Entry, Event, EventSeries, Invitation, Presence
from tests.canary.asking import NOTHING, Ask
from tests.canary.neighbours import World

PAGES = (
    *("event", "present", "change", "copy", "move", "hold", "call_off", "close", "reopen"),
    *("add_speaker", "add_material", "event_calendar", "check_in", "check_in_sheet"),
    *("invited", "invited_phones", "answer", "attendance", "bring"),
)
WRITTEN = {
    "came": {"who": "кенар"},
    **{
        key: {}
        for key in ("note", "remove_material", "feedback", "open_check_in", "close_check_in", "decide", "certify")
    },
    **{key: {"capacity": "x"} for key in ("invite", "invite_guest", "capacity", "write_invited")},
}
"""What is posted to the pages of an event."""


def asks(world: World, far: str) -> Iterator[Ask]:
    """Events and series of the year, each with its pages and with what may be written there."""
    for more in ("", far, "?text=кенар"):
        yield Ask("events:events", reverse("events:events") + more)
    for form in ("xlsx", "csv"):
        yield Ask("events:save", reverse("events:save", args=[form]))
    for page in ("calendar", "new", "new_series"):
        yield Ask(f"events:{page}", reverse(f"events:{page}"))
    yield Ask("events:check_invited", reverse("events:check_invited"), post={"invited": "school_heads(current)"})
    for pk in [*EventSeries.objects.order_by("pk").values_list("pk", flat=True), NOTHING]:
        for page in ("series", "change_series", "take_back_series"):
            yield Ask(f"events:{page}", reverse(f"events:{page}", args=[pk]))
    for pk in [*Event.objects.order_by("pk").values_list("pk", flat=True), NOTHING]:
        yield from _of_event(pk)
    for presence in Presence.objects.order_by("pk")[:3]:
        back = ["presence", presence.pk]
        yield Ask("events:take_back", reverse("events:take_back", args=[presence.event_id, *back]))
    yield from _of_lists()
    yield from _at_the_door(world)


def _of_event(pk: int) -> Iterator[Ask]:
    for page in PAGES:
        yield Ask(f"events:{page}", reverse(f"events:{page}", args=[pk]))
    yield Ask("events:event", f"{reverse('events:event', args=[pk])}?as_of=2022-04-10&known_at=2022-04-11")
    for page, said in WRITTEN.items():
        yield Ask(f"events:{page}", reverse(f"events:{page}", args=[pk]), post=said)
    for form in ("xlsx", "csv"):
        yield Ask("events:invited_file", reverse("events:invited_file", args=[pk, form]))
    for row in (*Invitation.objects.order_by("pk").values_list("pk", flat=True), NOTHING):
        yield Ask("events:invitation", reverse("events:invitation", args=[pk, row]))
        again = reverse("events:take_invitation_back", args=[pk, row])
        yield Ask("events:take_invitation_back", again, post={"reason": ""})


def _of_lists() -> Iterator[Ask]:
    for name in Entry.objects.order_by("pk").select_related("roll")[:5]:
        place = [name.roll.event_id, name.pk]
        yield Ask("events:entry", reverse("events:entry", args=place) + "?q=кенар")
        yield Ask("events:undecide", reverse("events:undecide", args=place), post={})
    for roll in AttendanceList.objects.order_by("pk"):
        yield Ask("events:take_list_back", reverse("events:take_list_back", args=[roll.event_id, roll.pk]))
    yield Ask("events:entry", reverse("events:entry", args=[NOTHING, NOTHING]))
    yield Ask("events:undecide", reverse("events:undecide", args=[NOTHING, NOTHING]), post={})
    yield Ask("events:take_list_back", reverse("events:take_list_back", args=[NOTHING, NOTHING]))


def _at_the_door(world: World) -> Iterator[Ask]:
    """Codes and keys of check-ins: wrong ones, and those that hang in the hall of the region."""
    own = CheckIn.objects.filter(event__programme__region=world.region).order_by("pk")
    for code in ("", "?code=1", *(f"?code={one.code}" for one in own)):
        yield Ask("events:here", reverse("events:here") + code)
    for key in ("x", *own.values_list("key", flat=True)):
        yield Ask("events:here_key", reverse("events:here_key", args=[key]))
        yield Ask("events:here_key", reverse("events:here_key", args=[key]), post={"name": "", "once": "x"})
    yield Ask("events:guest", reverse("events:guest", args=["x"]))  # a key is in one's own letter only
    yield Ask("events:guest_here", reverse("events:guest_here", args=["x"]), post={})
    yield Ask("events:guest_calendar", reverse("events:guest_calendar", args=["x"]))
