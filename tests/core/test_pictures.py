"""Pictures of the year and of the region: every mark says its number in words, and scales hold."""

import datetime as dt
import re

import pytest

from opora.core.components.ribbon import Mark, year_ribbon
from opora.core.components.strips import Period
from opora.core.components.tiles import Tile
from opora.core.components.trend import TrendPoint, trend
from tests.core.markup import HOSTILE, text

DAY = dt.date(2022, 3, 24)
pytestmark = pytest.mark.usefixtures("russian")


def mark(number: int, due: dt.date, state: str = "upcoming", **more: object) -> Mark:
    return Mark(number=str(number), title="Действие", due=due, due_text="срок", state=state, url=f"/{number}/", **more)  # type: ignore[arg-type]  # a test's shorthand


def test_ribbon_says_each_mark_in_words(render):
    html = render(
        "{% year_ribbon marks=m as_of=d %}",
        m=[mark(7, DAY, "executed", late=True), mark(12, dt.date(2022, 12, 1))],
        d=DAY,
    )
    assert 'role="group"' in html
    assert '<a href="/7/" aria-label="№ 7. Действие. Срок срок. Выполнено с опозданием">' in html
    assert "на 24.03.2022" in text(html)
    assert "декабрь" in text(html)
    assert "style=" not in html


def test_ribbon_stacks_marks_that_are_close():
    html = year_ribbon(marks=[mark(n, DAY) for n in range(1, 6)] + [mark(9, dt.date(2022, 9, 1))], as_of=DAY)
    places = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', html)
    assert len(set(places)) == 6
    assert len({x for x, _y in places}) == 2


def test_ribbon_escapes_and_does_without_marks(render):
    hostile = Mark(number="1", title=HOSTILE, due=DAY, due_text=HOSTILE, state="overdue", url=HOSTILE)
    assert "<script" not in year_ribbon(marks=[hostile], as_of=DAY)
    assert render("{% year_ribbon marks=m as_of=d %}", m=[], d=DAY) == ""


@pytest.mark.parametrize("as_of", [dt.date(2020, 1, 1), dt.date(2030, 1, 1)])
def test_a_day_outside_the_year_has_no_line(render, as_of):
    source = "{% strip periods=p state='overdue' as_of=d start=s end=e %}{% strip_axis as_of=d start=s end=e %}"
    html = render(source, p=[Period(DAY, DAY)], d=as_of, s=dt.date(2022, 1, 1), e=dt.date(2022, 12, 31))
    assert 'class="today"' not in html
    assert 'class="today"' not in year_ribbon(marks=[mark(1, DAY)], as_of=as_of)


def test_strip(render):
    def strip(state: str, *periods: Period, **days: dt.date) -> str:
        return render(
            "{% strip periods=p state=st as_of=d start=s end=e done_on=done begun_on=begun %}",
            p=periods,
            st=state,
            d=DAY,
            s=dt.date(2021, 12, 15),
            e=dt.date(2022, 12, 31),
            done=days.get("done"),
            begun=days.get("begun"),
        )

    month = Period(dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    assert 'aria-hidden="true"' in strip("upcoming", month)
    assert "stroke-dasharray" in strip("upcoming", Period(month.start, month.end, by_plan=True))
    assert "stroke-dasharray" not in strip("upcoming", month)
    assert 'fill="var(--op-overdue)"' in strip("overdue", month)
    assert 'fill="var(--op-' not in strip("upcoming", month).replace('fill="var(--op-surface)"', "")
    assert "<circle" in strip("executed", Period(DAY, DAY), done=DAY)
    assert "op-hatch" in strip("unknown", month, begun=month.start)
    assert "op-hatch" not in strip("unknown", month)
    assert strip("upcoming").count("<rect") == 0


def tile(**more: object) -> Tile:
    return Tile(**{"name": "Ключевской район", "short": "Ключ", "column": 0, "row": 0, "gaps": 6, "url": "/1/", **more})  # type: ignore[arg-type]  # a test's shorthand


def test_tiles_say_their_number(render):
    html = render("{% tiles municipalities=t %}", t=[tile(), tile(column=1, gaps=0, unknown=True, name="Озёрский")])
    assert 'aria-label="Ключевской район: 6 пробелов"' in html
    assert 'aria-label="Озёрский: пробелов нет, есть неизвестные"' in html
    assert 'aria-label="2 муниципалитета: число пробелов"' in html
    assert html.count('class="op-hatch"') == 2  # one corner and the legend
    assert render("{% tiles municipalities=t %}", t=[]) == ""
    assert "<script" not in render("{% tiles municipalities=t %}", t=[tile(name=HOSTILE, short=HOSTILE, url=HOSTILE)])


@pytest.mark.parametrize(("gaps", "tone"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (40, 4)])
def test_tone_of_a_tile(render, gaps, tone):
    assert f"--op-gap-{tone})" in render("{% tiles municipalities=t %}", t=[tile(gaps=gaps)])


def test_a_trend_draws_steps_ranges_and_what_nobody_knows():
    day = dt.date
    points = [
        TrendPoint(day(2022, 2, 1), None, None),
        TrendPoint(day(2022, 2, 3), 0, 100, blank=True),
        TrendPoint(day(2022, 2, 5), 50, 50),
        TrendPoint(day(2022, 2, 9), 75, 100, regrouped=True),
    ]
    html = trend(points=points, as_of=day(2022, 2, 10), label='"what"', top=100, percent=True, deadline=day(2022, 2, 5))
    assert 'aria-label="&quot;what&quot;"' in html
    assert html.count('class="op-hatch"') == 2
    assert html.count('class="t-mark"') == 1
    line = re.search(r'<path d="(M[^"]*)" fill="none"', html)
    assert line
    assert line[1] == "M328.8 115.0H613.6V69.5H756.0"
    assert "срок 05.02.2022" in html
    assert ">75\u00a0%</text><text" in html
    assert "до 100\u00a0%" in html


def test_a_trend_of_which_nothing_is_known_has_no_line_and_no_zero():
    points = [TrendPoint(dt.date(2022, 2, 1), 0, 100, blank=True)]
    html = trend(points=points, as_of=dt.date(2022, 2, 10), label="x", top=100, percent=True)
    assert 'fill="none"' not in html
    assert "не известно</text>" in html
    assert "t-b" not in html
