"""What a curious reader asks of to-dos: the own list, and to put off, hand over or take back those of others."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from opora.accounts.models import User
from opora.core import clock
from opora.inbox.models import Delegation, Snooze
from opora.inbox.todos import todos_in
from opora.indicators.context import Context
from opora.programmes.models import Programme
from tests.canary.asking import NOTHING, Ask
from tests.canary.neighbours import World

SAID = {"until": "2022-04-20", "reason": "кенар", "to": "1"}


def asks(world: World, far: str) -> Iterator[Ask]:
    """The list in each grouping, every to-do of every region, everything that was said of one."""
    for more in ("?by=due", "?by=school", "?by=action", far):
        yield Ask("inbox:mine", reverse("inbox:mine") + more)
    for key in [*_keys(), "nothing"]:
        asked = f"?{urlencode({'todo': key})}"
        yield Ask("inbox:hand_over", reverse("inbox:hand_over") + asked)
        yield Ask("inbox:put_off", reverse("inbox:put_off") + asked, post=SAID)
    for kind, model in (("snooze", Snooze), ("delegation", Delegation)):
        for pk in [*model.objects.order_by("pk").values_list("pk", flat=True), NOTHING]:
            where = reverse("inbox:take_back", args=[kind, pk])
            yield Ask("inbox:take_back", where)
            yield Ask("inbox:take_back", where, post={"reason": "кенар"})
    yield Ask("inbox:take_back", reverse("inbox:take_back", args=["nothing", 1]))
    yield from _asks_of_holdups(world, far)


def _asks_of_holdups(world: World, far: str) -> Iterator[Ask]:
    """Who holds up what, in each grouping and filtered; a reminder to places and people of either region."""
    for name, forms in (("inbox:holdups", [None]), ("inbox:holdups_file", ["xlsx", "csv"])):
        for more in ("?by=people", "?by=organisations", "?overdue=yes&action=3", f"{far}&by=organisations"):
            for form in forms:
                yield Ask(name, reverse(name, args=[form] if form else []) + more)
    for more in ("", far):
        yield Ask("inbox:school_gaps", reverse("inbox:school_gaps") + more)
        for form in ("xlsx", "csv"):
            yield Ask("inbox:school_gaps_file", reverse("inbox:school_gaps_file", args=[form]) + more)
    places = [f"municipality:{one.pk}" for one in world.municipalities.values()]
    places += [f"school:{one.pk}" for one in world.schools.values()]
    people = [f"person:{pk}" for pk in User.objects.order_by("pk").values_list("pk", flat=True)[:8]]
    for whose in (*places, *people, "role:ministry", f"person:{NOTHING}", "кенар"):
        by = "people" if whose.startswith("person") else "organisations"
        yield Ask("inbox:remind_holder", reverse("inbox:remind_holder"), post={"whose": whose, "by": by})


def _keys() -> list[str]:
    """The first to-do of each indicator today, of all regions."""
    found: dict[str, str] = {}
    for programme in Programme.objects.select_related("region", "preceding", "cohort").order_by("pk"):
        for todo in Context.of(programme, clock.today(), clock.now()).once(todos_in):
            found.setdefault(f"{programme.pk} {todo.indicator.key}", todo.key)
    return list(found.values())
