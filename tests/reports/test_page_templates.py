"""The templates of reports over values no view would give: hostile, empty, in every state."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.template import Context
from django.template.loader import get_template

from opora.core.components.figures import Value
from opora.core.components.links import Chip, Link
from opora.core.components.ribbon import Mark
from opora.core.components.states import STATES
from opora.core.components.tiles import Tile
from opora.core.components.todos import TodoLine
from opora.core.shell import Moment
from opora.reports import shown
from opora.roadmap.shown import ShownAction, ShownIndicator

DAY = dt.date(2022, 3, 24)
NOW = dt.datetime(2022, 3, 24, 10, tzinfo=dt.UTC)
BAD = '"><script>alert(1)</script>'
LINK = Link(BAD, "/x/?" + BAD)
INDICATOR = ShownIndicator(key="7", sentence=BAD, value=Value(met=1, unknown=1), url="/i/")
ACTION = ShownAction(
    number="7", title=BAD, url="/a/", state="overdue", due=BAD, last_due=DAY, reason=BAD, indicators=(INDICATOR,)
)
TILES = [Tile(name=BAD, short=BAD, column=0, row=0, gaps=6, url="/m/", unknown=True)]
MUNICIPALITY = shown.ShownMunicipality(name=BAD, url="/m/", schools=3, of=17, gaps=6, unknown=True, coordinator=BAD)
SCHOOL = shown.ShownSchool(
    name=BAD, url="/s/", municipality=BAD, municipality_url="/m/", head=BAD, curators=[BAD], since=BAD,
    growth_point=True, left=BAD, gaps=2, unknown=True,
)  # fmt: skip
GAPS = [
    TodoLine(step=BAD, place=BAD, place_url="/s/", note=BAD, due=DAY, overdue=True, number="5", url="/i/", moves=BAD),
    TodoLine(step=BAD, place=BAD, note=BAD, number="5", url="/i/", still=BAD, button=Link(BAD, "/d/")),
]
PEOPLE = [shown.ShownPerson(post=BAD, name=BAD, note=BAD, acting=True), shown.ShownPerson(post=BAD)]
STANDINGS = [
    shown.ShownStanding(number="4", title=BAD, url="/i/", value=Value(met=1, missing=2)),
    *(shown.ShownStanding(number="5", title=BAD, url="/i/", list=key, note=BAD) for key in ("met", "missing")),
]


@pytest.fixture
def render(rf):
    def render(template: str, **context: object) -> str:
        shell = {"request": rf.get("/page/"), "moment": Moment(DAY), "printed_at": NOW}
        bare = Context({**shell, "crumbs": [LINK], **context})  # without the shell of the apps above
        bare.request = bare["request"]
        html = get_template(template).template.render(bare)
        assert "<script" not in html
        assert "style=" not in html
        assert len(re.findall("<h1>", html)) == 1
        return html.replace("\u00a0", " ")

    return render


def overview(**more: object) -> dict[str, object]:
    return {
        "title": BAD,
        "lead": BAD,
        "total": 48,
        "tally": [shown.ShownTally(state=state, count=3, url="/r/") for state in STATES],
        "chips": [Chip(label=BAD, url="/r/", count=3, state=state) for state in STATES],
        "marks": [Mark(number="7", title=BAD, due=DAY, due_text=BAD, state="overdue", url="/a/")],
        "attention": [shown.ShownAttention(state=state, actions=[ACTION], more=2, url="/r/") for state in STATES],
        "days": [
            shown.ShownDay(day=DAY, deadlines=[shown.ShownDeadline(number="7", text=BAD, state="at_risk", url="/a/")])
        ],
        "ahead": 30,
        "holders": [shown.ShownHolder(title=BAD, note=BAD, gaps=28)],
        "gaps": 28,
        "tiles": TILES,
        "municipalities": [MUNICIPALITY],
        "municipalities_note": BAD,
        "roadmap_url": "/r/",
        "municipalities_url": "/m/",
        **more,
    }


def test_overview(render):
    html = render("reports/overview.html", **overview())
    assert "Вся дорожная карта, 48 строк" in html
    assert "сегодня" in html
    assert "ещё 2 в дорожной карте" in html
    assert "28 пробелов" in html
    assert "чт" in html


def test_overview_with_nothing_to_worry_about(render):
    html = render("reports/overview.html", **overview(attention=[], days=[], holders=[], tiles=[], municipalities=[]))
    assert "Решать нечего" in html
    assert "В это время сроков нет." in html
    assert "Кто держит показатели" not in html
    assert "h-map" not in html


def test_overview_leads_nowhere_the_reader_may_not_go(render):
    html = render("reports/overview.html", **overview(roadmap_url="", municipalities_url=""))
    assert "Вся дорожная карта" not in html
    assert "Все таблицей" not in html


def test_municipalities(render):
    html = render(
        "reports/municipalities.html",
        title=BAD,
        lead=BAD,
        tiles=TILES,
        municipalities=[MUNICIPALITY, replace(MUNICIPALITY, coordinator=""), replace(MUNICIPALITY, schools=0, gaps=0)],
        sorting=[LINK],
    )
    assert "3 из 17" in html
    assert html.count("не назначен") == 1
    assert "0 из 17" in html


def test_no_municipality(render):
    assert "не закреплён" in render("reports/municipalities.html", title="x", municipalities=[])


def test_municipality(render):
    html = render(
        "reports/municipality.html", name=BAD, facts=[BAD], open=GAPS, open_note=BAD, schools=[SCHOOL],
        standings=STANDINGS, awaiting=51, people=PEOPLE,
    )  # fmt: skip
    assert "Ещё 51 показатель пока не известен нигде." in html
    assert "вакансия" in html
    assert "временно исполняет" in html
    assert "<b>1</b> из 3 · 33,3 %" in html


def test_municipality_without_anything(render):
    html = render("reports/municipality.html", name="x", open=[], schools=[], standings=[], awaiting=0, people=[])
    for words in ("Пробелов нет", "Школ проекта здесь нет", "Никто не назначен."):
        assert words in html


def test_schools(render):
    html = render(
        "reports/schools.html",
        title=BAD,
        lead=BAD,
        schools=[SCHOOL, replace(SCHOOL, head="", curators=[])],
        filters=[Chip(label=BAD, url="?", on=True)],
        page=1,
        pages=2,
    )
    assert html.count("вакансия") == 1
    assert html.count("не назначен") == 1
    assert "Следующая страница" in html


def test_no_schools(render):
    assert "Таких школ нет" in render("reports/schools.html", title="x", schools=[], filters=[Chip(label="x", url="?")])
    assert "не закреплена" in render("reports/schools.html", title="x", schools=[])


def test_school(render):
    html = render(
        "reports/school.html", name=BAD, full_name=BAD, facts=[BAD], growth_point=True, left=BAD, open=GAPS,
        open_note=BAD, standings=STANDINGS, awaiting=1, people=PEOPLE,
        history=[shown.ShownEvent(day=DAY, text=BAD, basis=BAD)],
    )  # fmt: skip
    assert "Засчитано" in html
    assert "Не хватает" in html
    assert "Ещё 1 показатель" in html
    assert "24.03.2022" in html
