"""The templates of the roadmap over values no view would give: hostile, empty, in every kind and state."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.template import Context
from django.template.loader import get_template

from opora.core.components.figures import Value
from opora.core.components.links import Chip, Link
from opora.core.components.states import STATES
from opora.core.components.strips import Period
from opora.core.shell import Moment
from opora.roadmap import shown

DAY = dt.date(2022, 3, 24)
NOW = dt.datetime(2022, 3, 24, 10, tzinfo=dt.UTC)
BAD = '"><script>alert(1)</script>'
VALUES = [
    Value(met=31, missing=6, unknown=3, target=100),
    Value(unknown=9),
    Value(),
    Value(known=False),
    Value(kind="count", met=2, unknown=1, unit=BAD, norm=BAD),
    Value(kind="tally", met=0),
    Value(kind="minimum", met=1, norm=BAD),
    Value(kind="delivery", met=1, on=DAY),
    Value(kind="change", change=-3),
]
LINK = Link(BAD, "/x/?" + BAD)
INDICATORS = tuple(
    shown.ShownIndicator(key=BAD, sentence=BAD, value=value, url="/i/", target=BAD, verdict=verdict)
    for value, verdict in zip(VALUES, ("met", "not_met", *[""] * 7), strict=True)
)
ACTION = shown.ShownAction(
    number="7",
    title=BAD,
    url="/a/",
    state="overdue",
    due=BAD,
    due_note=BAD,
    last_due=DAY,
    executors=BAD,
    done_on=DAY,
    state_text=BAD,
    reason=BAD,
    periods=(Period(DAY, DAY, by_plan=True),),
    indicators=INDICATORS,
)
SOURCE = shown.ShownSource(
    order=BAD,
    cells=[shown.ShownCell(title=BAD, text=BAD, place=BAD)],
    pages=[LINK],
    addresses=[BAD],
    reading=BAD,
    oddities=[BAD],
)
MEMBER = shown.ShownMember(
    label=BAD, url="/s/", place=BAD, person=BAD, posts=BAD, weight=3, on=DAY, late=True, reason=BAD,
    evidence=[BAD], closes=BAD, where_url="/w/",
)  # fmt: skip
MOVES = [shown.ShownMove(due=BAD, until=DAY, basis=BAD)]
PARTS = [shown.ShownPart(title=BAD, url="/m/", value=value) for value in VALUES]


@pytest.fixture
def render(rf):
    def render(template: str, **context: object) -> str:
        shell = {"request": rf.get("/page/?x=" + BAD), "moment": Moment(DAY), "printed_at": NOW}
        given = {**shell, "crumbs": [LINK], "source": SOURCE, "moves": MOVES, **context}
        bare = Context(given)  # without the shell of the apps above
        bare.request = given["request"]
        html = get_template(template).template.render(bare)
        assert "<script" not in html
        assert "style=" not in html
        assert len(re.findall("<h1>", html)) == 1
        return html

    return render


@pytest.mark.parametrize("timeline", [True, False])
def test_roadmap(render, timeline):
    actions = [replace(ACTION, state=state, late=True) for state in STATES]
    chips = [Chip(label=BAD, url="?" + BAD, count=1, on=True)]
    html = render(
        "roadmap/roadmap.html",
        title=BAD,
        lead=BAD,
        groups=[shown.ShownGroup(title=BAD, actions=actions)],
        shown=6,
        total=6,
        by_state=chips,
        by_executor=chips,
        grouping=[LINK],
        views=[LINK],
        timeline=timeline,
        start=DAY,
        end=DAY,
        clear_url="/all/",
    )
    assert html.count('<th scope="row"') == 6
    assert ("Выполнено с опозданием" in html) is True
    assert html.count("Выполнено с опозданием") == 1
    assert ("op-tl" in html) is timeline


def test_what_has_not_begun_shows_its_target_and_no_figure(render):
    one = replace(INDICATORS[1], target="цель не задана")
    rows = [replace(ACTION, state=state, indicators=[one]) for state in ("upcoming", "unknown")]
    groups = [shown.ShownGroup(title="", actions=rows)]
    html = render("roadmap/roadmap.html", title="x", groups=groups, timeline=True, start=DAY, end=DAY)
    assert html.count("не известно 9 из 9") == 1
    assert '<a class="op-3rd" href="/i/">цель не задана</a>' in html.replace("\u00a0", " ")


def test_roadmap_without_rows_says_what_to_do(render):
    html = render("roadmap/roadmap.html", title="x", groups=[], shown=0, total=48, timeline=True, start=DAY, end=DAY)
    assert "Таких действий нет" in html


def test_action(render):
    html = render("roadmap/action.html", action=ACTION, previous=LINK, next=LINK)
    assert html.count('class="op-ind"') == len(VALUES)
    assert "цель достигнута" in html
    assert "цель не достигнута" in html


def test_action_without_indicators_and_order(render):
    bare = shown.ShownSource(order="Приказ № 169")
    html = render("roadmap/action.html", action=replace(ACTION, indicators=()), source=bare, moves=[])
    assert "Приказ не называет показателя" in html
    assert "Текст приказа не загружен" in html


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.kind)
@pytest.mark.parametrize("current", ["met", "missing", "unknown", "excluded"])
def test_indicator(render, value, current):
    html = render(
        "roadmap/indicator.html",
        action=ACTION,
        indicator=replace(INDICATORS[0], value=value),
        definition=shown.ShownDefinition(formula=BAD, version=2, since=DAY, target_basis=BAD),
        siblings=[LINK],
        met=31,
        missing=6,
        unknown=3,
        excluded=1,
        listed=True,
        warnings=[BAD],
        current=current,
        members=[MEMBER, replace(MEMBER, final=True, where_url="", evidence=[])],
        hidden=2,
        page=1,
        pages=3,
        subject=BAD,
        parts=PARTS,
        parts_more=5,
        parts_url="/all/",
        beside=[(BAD, BAD)],
    )
    assert "31 + 6 + 3 = 40" in html
    assert "Ещё 2 — вне вашей зоны." in html
    assert "и ещё 5 муниципалитетов" in html


@pytest.mark.parametrize(
    ("current", "unknown", "words"),
    [
        ("met", 0, "Пока ничего не засчитано"),
        ("missing", 0, "Пробелов нет"),
        ("missing", 3, "Пробелов не выявлено"),
        ("unknown", 0, "Всё известно"),
        ("excluded", 0, "Исключённых нет"),
    ],
)
def test_an_empty_list_says_what_that_means(render, current, unknown, words):
    html = render(
        "roadmap/indicator.html",
        action=ACTION,
        indicator=INDICATORS[0],
        definition=shown.ShownDefinition(formula="x", version=1, since=DAY),
        met=0, missing=0, unknown=unknown, excluded=0, listed=True, current=current, members=[], hidden=0,
        page=1, pages=1,
    )  # fmt: skip
    assert words in html


def test_an_awaited_indicator_says_why(render):
    html = render(
        "roadmap/indicator.html",
        action=ACTION,
        indicator=replace(INDICATORS[0], value=Value(known=False)),
        definition=shown.ShownDefinition(formula="x", version=1, since=DAY),
        listed=False,
        awaiting="Источник ещё не подключён.",
    )
    assert "Списков пока нет" in html
    assert "Источник ещё не подключён." in html
    assert "op-tabs" not in html


def test_breakdown(render):
    html = render("roadmap/breakdown.html", title=BAD, lead=BAD, parts=PARTS, whole=PARTS[0])
    assert html.count('<th scope="row"') == len(PARTS) + 1
