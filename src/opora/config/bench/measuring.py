"""Timing pages through Django's test client, and the whole roadmap beside the same counts in SQL."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from opora.accounts.models import Post, User
from opora.config.bench.region import DAY, Book, Counts, book, every_word
from opora.config.bench.verdicts import (
    CURATORS_SQL,
    LISTS_OF_ALL,
    REFERENCE,
    ROLE,
    SAME_LIST,
    SAME_ROWS,
    TODOS,
    WHOLE,
    WITH_TODOS,
    Measured,
    Timing,
)
from opora.config.memory import settle
from opora.core import clock
from opora.inbox.lists import Item, lists_in
from opora.indicators.context import Context
from opora.indicators.evaluation import evaluate
from opora.indicators.facts import State
from opora.indicators.figures import Figure, groups
from opora.programmes.models import Programme
from opora.roadmap.answers import outline_in
from opora.roadmap.queries import read_roadmap

KEYS = ("12", "15", "20", "23", "33", "38")
"""Rows that are looked into: persons in a union, documents, series, teams, the roadmap, pupils."""
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""Static files are not collected in a scratch folder."""
LISTS = (State.MET, State.MISSING, State.UNKNOWN, State.EXCLUDED)
T = TypeVar("T")
Tell = Callable[[str], None]
Lists = dict[int, list[Item]]


def measure(times: int, requests: int, tell: Tell) -> Measured:
    """Everything, on this base as it is; the lines are told in the language of now."""
    language = get_language() or settings.LANGUAGE_CODE
    settle()  # as a process that serves does

    def tell_of(timing: Timing) -> None:  # a page leaves the language of its reader behind in the thread
        with override(language):
            tell(_timing_line(timing))

    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_FILES}}
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a missing one
    with every_word(), override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False, STORAGES=storages):
        timings = list(_pages(ROLE, _addresses(), requests, tell_of))
        for role in WITH_TODOS:
            timings += _pages(role, _todos(), requests, tell_of)
        if times == 1:  # what is unrestricted stands beside it once
            timings += _pages("ministry", _addresses(), max(requests // 8, 1), tell_of)
        often = max(requests // 4, 1)
        whole, _counted = _timed(WHOLE, _whole_roadmap, often)
        lists, found = _timed(LISTS_OF_ALL, _everybody, often)
        own = [whole, lists]
        compared, differing = 0, list[str]()
        if facts := book():
            compared, differing, more = _beside_sql(facts, found, often)
            own += more
        for timing in own:
            tell_of(timing)
    rows = sum(model._base_manager.count() for model in apps.get_models() if model._meta.managed)
    return Measured(connection.vendor, _version(), times, rows, [*timings, *own], compared, differing)


def _beside_sql(facts: Book, lists: Lists, often: int) -> tuple[int, list[str], list[Timing]]:
    """How many indicators SQL counts too, what it counts otherwise, and how long both take."""
    programme = Programme.objects.latest("year")
    sql, expected = _timed(REFERENCE, lambda: facts.reference(programme.pk, DAY), often)
    ours, counts = _timed(SAME_ROWS, lambda: _counts(frozenset(expected)), often)
    differing = [key for key in expected if expected[key] != counts.get(key)]
    curators, (keys, by_person) = _timed(CURATORS_SQL, lambda: facts.curators_todos(programme.pk, DAY), often)
    if by_person != _of_curators(lists, keys):
        differing.append(CURATORS_SQL)
    return len(expected), differing, [ours, sql, curators]


def _of_curators(lists: Lists, keys: frozenset[str]) -> dict[int, int]:
    """How many to-dos of these indicators each curator has."""
    todos = ((person, item.todo) for person, items in lists.items() for item in items)
    return dict(
        Counter(
            person
            for person, todo in todos
            if todo.indicator.key in keys and todo.closing.role == Post.CURATOR and not todo.answerable.vacant
        )
    )


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return str(cursor.fetchone()[0])


def _pages(
    role: str, pages: dict[str, dict[str, str]], requests: int, tell_of: Callable[[Timing], None]
) -> Iterator[Timing]:
    client = Client()
    client.force_login(User.objects.get(login=role))
    for name, addresses in pages.items():
        each = requests if len(addresses) == 1 else max(requests // 2, 1)
        for what, address in addresses.items():
            ask = partial(_ask, client, address, role)
            timing, _nothing = _timed(name, ask, each, role=role, what=what)
            tell_of(timing)
            yield timing


def _addresses() -> dict[str, dict[str, str]]:
    """The pages by name; where there are several rows each is asked for, less often."""
    return {
        "overview": {"": reverse("reports:overview")},
        "figure": {key: reverse("roadmap:indicator", args=[key]) for key in KEYS},
        "trend": {key: reverse("roadmap:history", args=[key]) for key in KEYS},
        "changes": {"": reverse("roadmap:changes")},
        "roadmap": {"": reverse("roadmap:roadmap")},
        "municipalities": {"": reverse("reports:municipalities")},
        SAME_LIST: {"": reverse("reports:schools")},
        "search": {"": reverse("reports:search") + "?q=школа"},
        **_todos(),
    }


def _todos() -> dict[str, dict[str, str]]:
    """The reader's own list."""
    return {TODOS: {"": reverse("inbox:mine")}}


def _ask(client: Client, address: str, role: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise ValueError(f"{address} answered {response.status_code} to {role}")


def _whole_roadmap() -> Counts:
    """Every indicator by municipality, as `opora indicators show --by municipality` computes it."""
    view = read_roadmap(_programme(), DAY, clock.now())
    if view is None:
        raise ValueError("The region has no roadmap")
    return {key: _by_municipality(one.figure) for key, (_action, one) in view.indicators.items()}


def _everybody() -> Lists:
    """The lists of everybody, from nothing loaded."""
    return Context.of(_programme(), DAY, clock.now()).once(lists_in)


def _counts(keys: frozenset[str]) -> Counts:
    """These indicators by municipality, from nothing loaded."""
    context = Context.of(_programme(), DAY, clock.now())
    outline = context.once(outline_in)
    if outline is None:
        raise ValueError("The region has no roadmap")
    questions = [action.question(one) for action, one in outline.indicators() if one.key in keys]
    figures = evaluate(context, outline.registry, filter(None, questions))
    return {key: _by_municipality(figure) for key, figure in figures.items()}


def _programme() -> Programme:
    return Programme.objects.select_related("region", "preceding").latest("year")


def _by_municipality(figure: Figure) -> dict[int | None, tuple[int, int, int, int]]:
    found: dict[int | None, tuple[int, int, int, int]] = defaultdict(lambda: (0, 0, 0, 0))
    for place, part in groups(figure, lambda member: member.subject.municipality_id):
        met, missing, unknown, excluded = (part.counts[state] for state in LISTS)
        found[place if isinstance(place, int) else None] = met, missing, unknown, excluded
    return dict(found)


def _timed(name: str, work: Callable[[], T], requests: int, *, role: str = "", what: str = "") -> tuple[Timing, T]:
    """Once to warm up and to count the queries, then as often as asked for."""
    with CaptureQueriesContext(connection) as captured:
        result = work()
    queries = len(captured)  # the log begins anew with each request
    return Timing(name, role, what, _times(work, requests), queries), result


def _times(work: Callable[[], object], number: int) -> list[float]:
    found = []
    for _nth in range(number):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return found


def _timing_line(timing: Timing) -> str:
    label = " ".join(filter(None, (timing.name, timing.what, timing.role and f"({timing.role})")))
    told = {"name": label, "median": timing.median, "p95": timing.p95, "queries": timing.queries}
    return _("%(name)s: median %(median).0f ms, p95 %(p95).0f ms, queries: %(queries)d") % told
