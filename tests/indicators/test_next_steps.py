"""What a gap says of the next step: by the sentence itself, and by every word, so that no list of to-dos stays mute."""

import datetime as dt
from collections.abc import Callable

import pytest

from opora.indicators.checker import read
from opora.indicators.context import Context
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.facts import Gap, State
from opora.indicators.figures import Figure
from opora.indicators.targets import Target
from tests.indicators.conftest import Building
from tests.wordbook import models as m
from tests.wordbook import reading
from tests.wordbook.village import START, Village, noon
from tests.wordbook.words import book
from tests.wordbook.world import moment

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 3, 5)
DONE = dt.date(2022, 12, 31)


@pytest.fixture
def village() -> Village:
    return Village()


@pytest.mark.usefixtures("english")
def test_who_carries_an_action_out_gives_evidence_of_a_document_and_adds_what_a_month_lacks(village: Village) -> None:
    def ask(formula: str, target: str = "") -> Figure:
        wanted = Target.read(target) if target else None
        question = Question("?", read(formula, book()), ((START, DAY),), wanted, "institute")
        return evaluate(Context.of(village.programme, DAY, noon(DONE)), book(), [question])["?"]

    village.note(m.News, DAY, title="one")
    (document,) = ask('delivered("plan")').list(State.MISSING)
    assert document.gap == Gap("institute", step="Give evidence that it is approved")
    month, last = "Add 2 more by the end of the month", dt.date(2022, 3, 31)
    (march,) = ask("least_per_month(news())", ">= 3").list(State.UNKNOWN)
    assert march.gap == Gap("institute", step=month, by=last, completes=False)
    (march,) = ask("least_per_month(news())", ">= 2").list(State.UNKNOWN)
    assert march.gap == Gap("institute", step="Add 1 more by the end of the month", by=last, completes=True)
    assert {one.gap for one in ask("least_per_month(news())", ">= 2").list(State.MISSING)} <= {Gap(final=True)}


def approve(village: Village) -> None:
    village.note(m.RoadmapStep, DAY, municipality="north", step="approved")


def publish(village: Village) -> None:
    village.note(m.RoadmapStep, DAY, municipality="north", step="published")


def submit(village: Village) -> None:
    village.note(m.Submission, DAY, school="n1", stage="concept")


def conclude(village: Village) -> None:
    village.note(m.Conclusion, DAY, school="n1", stage="concept", positive=True, final=True)


def visit(village: Village) -> None:
    village.note(m.Visit, DAY, school="n1", kind="first")


def meet(village: Village) -> None:
    wave = m.Wave.objects.first() or village.note(m.Wave, START, number=1, needed=2)
    number = m.RequirementMet.objects.count()
    village.note(m.RequirementMet, DAY, wave=wave, municipality="north", requirement=str(number))


Deed = Callable[[Village], None]
ROADMAP = ("share(municipalities(current), roadmap_published())", "north")
REVIEW = ('share(schools(current), expertise_passed("concept"))', "n1")
VISIT = ('share(schools(current), visited("first"))', "n1")
WAVE = ("share(municipalities(current), systemic_approach(1))", "north")
STEPS: list[tuple[tuple[str, str], list[Deed], bool]] = [
    (ROADMAP, [approve, publish], False),
    (ROADMAP, [publish, approve], False),
    (REVIEW, [submit, conclude], False),
    (VISIT, [visit], True),
    (WAVE, [meet, meet], False),
]


@pytest.mark.parametrize(("asked", "deeds", "at_once"), STEPS)
def test_a_step_completes_only_if_it_alone_counts_the_subject_in(
    village: Village, asked: tuple[str, str], deeds: list[Deed], at_once: bool
) -> None:
    """Each deed is the step that stands there; the last one must have been said to complete, those before not."""
    formula, name = asked
    if asked == WAVE:
        village.note(m.Wave, START, number=1, needed=2)

    def gap() -> Gap | None:
        members = village.ask(formula, DONE).members
        return next(one.gap for one in members if village.name(one.subject.key) == name)

    said = []
    for deed in deeds:
        before = gap()
        assert before is not None
        said.append(before.completes)
        deed(village)
    assert village.lists(formula, DONE)["met"] == [name]
    assert (said[0], said[-1]) == (at_once, True)


def test_every_open_gap_of_every_word_says_its_step(building: Building) -> None:
    seen = set()
    with building(4, municipalities=3, schools=6) as world:
        for as_of in (dt.date(2022, 3, 20), dt.date(2022, 6, 1), dt.date(2022, 12, 31)):
            figures = reading.read(world.programme, as_of, moment(dt.date(2023, 6, 1)))
            for key, figure in figures.items():
                for member in figure.members:
                    gap = member.gap
                    if gap and gap.closes and not gap.final:
                        assert gap.step, (key, member.reason)
                        seen.add(gap.closes)
                    elif gap and gap.final:
                        assert not gap.step, (key, member.reason)
    assert {"school", "curator", "institute", "ministry", "expert", "municipal_head"} <= seen
