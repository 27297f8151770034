"""An order on its way to a roadmap: read, confirmed and corrected field by field, its faults accepted, put in force."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry, StoredFile
from opora.orders.columns import Column
from opora.organisations.models import Region
from opora.programmes.models import Programme
from opora.roadmap import drafts
from opora.roadmap.drafts import Key, Work
from opora.roadmap.drafts.publishing import roadmap_of
from opora.roadmap.drafts.work import Accepted, subject_of
from opora.roadmap.models import ActionLink, DraftCell, DraftState, Field, OrderDraft, Roadmap, SourceCell
from opora.roadmap.queries import source_cells
from tests.organisations import places
from tests.roadmap.drafted import HEAD, ROWS, bring, order, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def region() -> Region:
    return places.make().region


def errors(draft: OrderDraft) -> set[tuple[str, str | None]]:
    draft.refresh_from_db()
    return {(one.code, one.action) for one in Work.of(draft).open_errors}


def subjects(draft: OrderDraft, code: str) -> list[Accepted]:
    return [subject_of(one) for one in Work.of(draft).findings if one.code == code]


def mend(draft: OrderDraft) -> None:
    say(draft, 3, Field.PERIODS, "28.02.2023")
    say(draft, 3, Field.INDICATOR, "Не менее 3 публикаций о работе кружков", position=1)


def confirm_all(draft: OrderDraft) -> None:
    """Every field; the formulas proposed, and the one that nobody can propose left uncounted."""
    drafts.confirm_rows(draft=draft, rows=[1, 2, 3], by=SYSTEM)
    for row in (1, 2):
        drafts.confirm_cell(draft=draft, key=Key(row, Field.FORMULA, 1), by=SYSTEM)
    drafts.leave_uncounted(draft=draft, key=Key(3, Field.FORMULA, 1), by=SYSTEM)


def test_a_document_is_kept_and_read(region: Region) -> None:
    draft = bring(region)
    assert (draft.state, draft.year, draft.rows) == (DraftState.CHECKING, 2023, 3)
    assert (draft.order_number, draft.order_date) == ("12", dt.date(2023, 2, 28))
    assert [one.of for one in StoredFile.objects.all()] == [f"orderdraft:{draft.pk}"]
    work = Work.of(draft)
    assert [work.text(Key(2, field)) for field in (Field.TITLE, Field.PERIODS, Field.EXECUTORS, Field.LINKS)] == [
        "Подбор кураторов",
        "март 2023",
        "Министерство; Совет наставников",
        "",
    ]
    assert work.text(Key(3, Field.TARGET, 1)) == ">= 3"
    assert (work.fields.done, work.fields.total, work.formulas.total) == (0, 18, 3)


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [(("нет таблицы",), "просто текст\n", "there is no table"), (ROWS, "№ 5\n", "names no year")],
)
def test_what_cannot_be_read_ends_with_one_line(region: Region, rows: tuple[str, ...], head: str, said: str) -> None:
    if rows != ROWS:
        draft = drafts.begin(content=BytesIO(head.encode()), name="a.txt", region=region, by=SYSTEM)
    else:
        draft = bring(region, *(row.replace("2023", "") for row in rows), head=head)
    assert draft.state == DraftState.FAILED
    assert said in draft.reason
    assert "\n" not in draft.reason


def test_a_corrected_field_mends_its_finding_and_undo_brings_it_back(region: Region) -> None:
    draft = bring(region)
    assert errors(draft) == {("R-12", "3"), ("R-33", "3")}
    say(draft, 3, Field.PERIODS, "28.02.2023")
    assert order(draft).actions[2].periods[0].end == dt.date(2023, 2, 28)
    assert errors(draft) == {("R-12", "3")}
    say(draft, 3, Field.INDICATOR, "Не менее 5 публикаций о работе кружков", position=1)
    assert errors(draft) == set()
    assert Work.of(draft).text(Key(3, Field.TARGET, 1)) == ">= 5"
    drafts.undo(draft=draft, key=Key(3, Field.INDICATOR, 1), by=SYSTEM)
    assert errors(draft) == {("R-12", "3")}
    assert DraftCell.objects.filter(voided_at__isnull=False).count() == 1
    with pytest.raises(ValidationError, match="Nobody has confirmed"):
        drafts.undo(draft=draft, key=Key(3, Field.INDICATOR, 1), by=SYSTEM)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (Key(1, Field.PERIODS), "когда-нибудь", "No date found"),
        (Key(1, Field.PERIODS), "", "There is no deadline"),
        (Key(1, Field.TITLE), " ", "a row without an action"),
        (Key(1, Field.TITLE), "а" * 501, "501 signs"),
        (Key(1, Field.EXECUTORS), "–", "Name who carries"),
        (Key(1, Field.EXECUTORS), "minstry", "known: institute, ministry"),
        (Key(1, Field.LINKS), "на сайте", "is no address"),
        (Key(1, Field.TARGET, 1), "побольше", "is not a target"),
        (Key(1, Field.FORMULA, 1), "share(schools(current))", "share"),
        (Key(1, Field.NUMBER), "2", "no such field"),
        (Key(9, Field.TITLE), "x", "no such field"),
        (Key(1, Field.INDICATOR, 3), "x", "no such field"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_is_right(region: Region, key: Key, text: str, said: str) -> None:
    draft = bring(region)
    with pytest.raises(ValidationError) as refused:
        drafts.correct_cell(draft=draft, key=key, text=text, by=SYSTEM)
    assert said in " ".join(refused.value.messages)
    assert not DraftCell.objects.exists()


def test_executors_are_given_by_code_or_name(region: Region) -> None:
    draft = bring(region)
    say(draft, 1, Field.EXECUTORS, "institute; Новый центр")
    assert order(draft).actions[0].executors == ("АИРО", "Новый центр")


def test_a_lost_number_is_asked_for(region: Region) -> None:
    draft = bring(region, ROWS[0], ROWS[1].replace("2.", "1.", 1))
    work = Work.of(draft)
    assert next(key.field for key in work.keys(2)) == Field.NUMBER
    with pytest.raises(ValidationError, match="has the number 1 already"):
        say(draft, 2, Field.NUMBER, "1")
    say(draft, 2, Field.NUMBER, "2.")
    assert [action.number for action in order(draft).actions] == ["1", "2"]


def test_indicators_are_added_and_struck_out(region: Region) -> None:
    draft = bring(region)
    say(draft, 1, Field.INDICATOR, "Доля школ, в которых назначены кураторы", position=2)
    assert [one.formula for one in order(draft).actions[0].indicators] == [
        "share(municipalities(current), coordinator_appointed())",
        "share(schools(current), curator_appointed())",
    ]
    say(draft, 1, Field.INDICATOR, "", position=1)
    assert [one.text for one in order(draft).actions[0].indicators] == ["Доля школ, в которых назначены кураторы"]
    assert Key(1, Field.TARGET, 2) in Work.of(draft).keys(1)
    assert Key(1, Field.TARGET, 1) not in Work.of(draft).keys(1)


def test_accepted_findings_stay_accepted_when_the_order_is_brought_anew(region: Region) -> None:
    draft = bring(region)
    with pytest.raises(ValidationError, match="Say why"):
        drafts.accept_findings(draft=draft, subjects=subjects(draft, "R-12"), reason=" ", by=SYSTEM)
    drafts.accept_findings(draft=draft, subjects=subjects(draft, "R-12"), reason="так в подлиннике", by=SYSTEM)
    assert errors(draft) == {("R-33", "3")}
    again, another = bring(region), bring(region, head=HEAD.replace("№ 12", "№ 13"))
    assert errors(again) == {("R-33", "3")}
    assert errors(another) == {("R-12", "3"), ("R-33", "3")}
    drafts.take_acceptance_back(draft=again, subjects=subjects(again, "R-12"), by=SYSTEM)
    assert errors(draft) == errors(again) == {("R-12", "3"), ("R-33", "3")}
    with pytest.raises(ValidationError, match="Nobody has accepted"):
        drafts.take_acceptance_back(draft=draft, subjects=subjects(draft, "R-12"), by=SYSTEM)


def test_nothing_is_published_before_all_is_said(region: Region) -> None:
    draft = bring(region)
    with pytest.raises(ValidationError) as refused:
        drafts.publish(draft=draft, by=SYSTEM)
    told = refused.value.messages[0]
    assert "2 errors" in told
    assert "18 fields" in told
    assert "3 formulas" in told
    assert not Programme.objects.exists()
    with pytest.raises(ValidationError, match="There is no such day"):
        drafts.confirm_rows(draft=draft, rows=[3], by=SYSTEM)
    assert not DraftCell.objects.exists()


def test_a_confirmed_order_becomes_a_roadmap_whose_figures_are_computed(region: Region) -> None:
    draft = bring(region)
    mend(draft)
    confirm_all(draft)
    published = drafts.publish(draft=draft, by=SYSTEM)
    assert published.created
    assert draft.state == DraftState.PUBLISHED
    roadmap = roadmap_of(draft)
    assert roadmap is not None
    assert (roadmap.order_number, roadmap.order_date) == ("12", dt.date(2023, 2, 28))
    rows = [(one.number, one.title_ru, [e.code for e in one.executors.all()]) for one in roadmap.actions.order_by("pk")]
    assert rows == [
        ("1", "Назначение координаторов", ["ministry"]),
        ("2", "Подбор кураторов", ["ministry", "body-1"]),
        ("3", "Публикация пособия", ["institute"]),
    ]
    formulas = [one.definitions.get().formula for one in roadmap.indicators.order_by("pk")]
    assert formulas == [
        "share(municipalities(current), coordinator_appointed())",
        "share(schools(current), curator_appointed())",
        'not_counted("3-1")',
    ]
    cells = source_cells(roadmap.actions.get(number="3"), draft.recorded_at + dt.timedelta(hours=1))
    assert cells[Column.PERIODS].text == "31.02.2023"
    assert SourceCell.objects.exists()
    assert ActionLink.objects.count() == 2
    assert JournalEntry.objects.filter(verb="publish-order", object_key=f"orderdraft:{draft.pk}").count() == 1
    with pytest.raises(ValidationError, match="not being confirmed"):
        drafts.publish(draft=draft, by=SYSTEM)


def test_on_a_roadmap_that_is_there_only_errors_hinder(region: Region) -> None:
    first = bring(region)
    mend(first)
    confirm_all(first)
    drafts.publish(draft=first, by=SYSTEM)
    again = bring(region, ROWS[0].replace("10.02", "17.02"), *ROWS[1:])
    with pytest.raises(ValidationError, match="2 errors"):
        drafts.publish(draft=again, by=SYSTEM)
    mend(again)
    published = drafts.publish(draft=again, by=SYSTEM)
    assert not published.created
    assert "actions.1.due: 2023-02-10 → 2023-02-17" in [str(one) for one in published.differences]
    assert Roadmap.objects.count() == 1


def test_a_draft_is_laid_aside_with_a_reason_and_once(region: Region) -> None:
    draft = bring(region)
    with pytest.raises(ValidationError, match="Say why"):
        drafts.discard(draft=draft, reason="", by=SYSTEM)
    drafts.discard(draft=draft, reason="не тот файл", by=SYSTEM)
    assert (draft.state, draft.reason) == (DraftState.DISCARDED, "не тот файл")
    with pytest.raises(ValidationError, match="not being confirmed"):
        drafts.discard(draft=draft, reason="ещё раз", by=SYSTEM)
    with pytest.raises(ValidationError, match="not being confirmed"):
        say(draft, 1, Field.TITLE, "Другое")
