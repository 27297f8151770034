"""Who holds up what, against a plain recount over the members of the figures and the rows of appointments."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import pytest

from opora.accounts.models import Appointment, Post, User
from opora.core.actors import SYSTEM
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.holdups import By, Choice, Holder, gaps_of, holders
from opora.inbox.lists import lists_in
from opora.indicators.context import Context
from opora.indicators.figures import Member
from tests.inbox.hamlet import NOW, ROWS, TODAY, actor_of, open_hamlet, view_of
from tests.wordbook.village import START, Village

pytestmark = pytest.mark.django_db

Gaps = dict[str, set[tuple[str, str]]]
HEADS = {"school": "school_head", "team": "school_head", "municipality": "municipal_head"}
IN_SCHOOLS, IN_MUNICIPALITIES = ("curator", "school_head"), ("coordinator", "municipal_head")
TITLES = {
    "curator": "Куратор",
    "school_head": "Руководитель школы",
    "coordinator": "Координатор",
    "municipal_head": "Руководитель МОУО",
    "ministry": "Министерство",
}


@pytest.fixture
def village(db: None) -> Iterator[Village]:
    yield from open_hamlet()


def recount(village: Village, *, north: bool = False) -> tuple[Gaps, Gaps, Gaps]:
    """Gaps of each person by login, of each organisation, of each vacant post; `north`: only what lies there."""
    people, organisations, vacant = defaultdict(set), defaultdict(set), defaultdict(set)
    here = village.places["north"].pk
    rows = list(Appointment.objects.select_related("person", "school"))
    for key, member in _open(village):
        subject = member.subject
        counted = [(subject.municipality_id, subject.school_id)]
        counted += [(post.municipality_id, post.school_id) for post in subject.posts]
        if north and here not in [one for m, s in counted for one in (m, _lies(village, s))]:
            continue
        role = HEADS.get(member.gap.closes, member.gap.closes)
        for place in counted:
            found = [row for row in rows if _answers(row, role, place, subject.person_id)]
            if north:
                found = [row for row in found if here in (row.municipality_id, _lies(village, row.school_id))]
            for row in found:
                people[row.person.login].add((key, subject.key))
                organisations[_organisation(row, village)].add((key, subject.key))
            name = _called(village, place, role)
            if not found and name and role in TITLES:
                vacant[f"{TITLES[role]}{name}".strip()].add((key, subject.key))
    return dict(people), dict(organisations), dict(vacant)


def _open(village: Village) -> Iterator[tuple[str, Member]]:
    for key, (_action, one) in view_of(village).indicators.items():
        for member in one.figure.members:
            gap = member.gap
            if member.state.value in ("missing", "unknown") and gap and gap.closes and not gap.final:
                yield key, member


def _answers(row: Appointment, role: str, place: tuple[int | None, int | None], person: int | None) -> bool:
    municipality, school = place
    if role in ("person", "post"):
        return row.person_id == person and (row.school_id or 0) == (school or 0)
    if role in IN_SCHOOLS:
        return row.post == role and school is not None and row.school_id == school
    if role in IN_MUNICIPALITIES:
        return row.post == role and row.municipality_id == municipality
    return row.post == role


def _called(village: Village, place: tuple[int | None, int | None], role: str) -> str:
    if role == "ministry":
        return " "
    known, number = (village.schools, place[1]) if role in IN_SCHOOLS else (village.places, place[0])
    return next((f", {name}" for name, one in known.items() if one.pk == number), "")


def _lies(village: Village, school: int | None) -> int | None:
    return next((one.municipality_id for one in village.schools.values() if one.pk == school), None)


def _organisation(row: Appointment, village: Village) -> str:
    places = {one.pk: name for name, one in village.places.items()}
    if row.post == "curator":
        return "Кураторы регионального уровня" if row.tier == "regional" else places[row.school.municipality_id]
    if row.post == "ministry":
        return "Министерство"
    return row.school.code if row.school_id else places[row.municipality_id]


def shown(found: list[Holder], *, logins: bool = False) -> tuple[Gaps, Gaps]:
    """What holders have, by login or name, and the vacant posts."""
    known = {str(one.pk): one.login for one in User.objects.all()}
    held: Gaps = {}
    for one in found:
        if not one.vacant:
            name = known[one.whose[1]] if logins else one.name
            assert name not in held
            held[name] = {each.key for each in one.held}
    return held, {one.name: {each.key for each in one.held} for one in found if one.vacant}


@pytest.mark.parametrize("post", [Post.MINISTRY, Post.CONTROLLER, Post.INSTITUTE])
def test_the_region_sees_every_holder_as_a_plain_recount_does(village: Village, post: str) -> None:
    actor = actor_of(village, post)
    people, organisations, vacant = recount(village)
    assert {"rick", "mick", "nora", "cora", "hanna", "hugo"} <= set(people)
    assert shown(holders(view_of(village), actor, Choice()), logins=True) == (people, vacant)
    by_organisation = holders(view_of(village), actor, Choice(By.ORGANISATIONS))
    assert shown(by_organisation) == (organisations, vacant)
    assert set(organisations) - {"Министерство"} == {"n1", "n2", "north", "Кураторы регионального уровня"}


def test_a_municipality_sees_what_lies_in_it_and_no_namesake(village: Village) -> None:
    """Rick is the curator of a school here and of one elsewhere; the head of another school is called Hugo too."""
    village.appoint("vera", "school_head", "s1", START)
    User.objects.filter(login="vera").update(surname="hugo")
    everybody = [one.name for one in holders(view_of(village), actor_of(village, Post.MINISTRY), Choice())]
    assert everybody.count("hugo\u00a0A.") == 2
    for post in (Post.COORDINATOR, Post.MUNICIPAL_HEAD):
        actor = actor_of(village, post)
        people, organisations, vacant = recount(village, north=True)
        found = holders(view_of(village), actor, Choice())
        assert shown(found, logins=True) == (people, vacant)
        assert [one.name for one in found].count("hugo\u00a0A.") == 1
        (rick,) = [one for one in found if one.name == "rick\u00a0A."]
        assert {key for key, _subject in people["rick"]} == {"7", "24"}
        assert rick.note == "куратор, n1"
        assert shown(holders(view_of(village), actor, Choice(By.ORGANISATIONS))) == (organisations, vacant)


def test_a_municipality_is_told_a_role_of_the_region_without_names(village: Village) -> None:
    ministry = actor_of(village, Post.MINISTRY)
    village.leave_post("hugo", "n2", TODAY)
    found = holders(view_of(village), actor_of(village, Post.COORDINATOR), Choice())
    (region,) = [one for one in found if one.name == "Министерство"]
    assert (region.whose, region.note) == (("role", "ministry"), "")
    assert [one.key for one in region.held] == [("26", f"school_head:{village.schools['n2'].pk}")]
    assert ("person", ministry.key.partition(":")[2]) not in [one.whose for one in found]


def test_the_oldest_come_first_then_the_most(village: Village) -> None:
    found = holders(view_of(village), actor_of(village, Post.MINISTRY), Choice())
    due = {key: dt.date.fromisoformat(day) for key, (day, _formula) in ROWS.items()}
    expected = []
    for one in found:
        late = [(TODAY - due[key]).days for key, _subject in (each.key for each in one.held) if due[key] < TODAY]
        assert (len(one.overdue), one.days) == (len(late), max(late, default=0))
        oldest = min(due[key] for key, _subject in (each.key for each in one.held))
        assert one.since == (oldest + dt.timedelta(days=1) if late else None)
        expected.append((-max(late, default=0), -len(one.held)))
    assert expected == sorted(expected)
    assert expected[0][0] == -15
    assert expected[-1][0] == 0


def test_filters_leave_an_action_or_what_is_overdue(village: Village) -> None:
    view, actor = view_of(village), actor_of(village, Post.MINISTRY)
    everything = gaps_of(holders(view, actor, Choice()))
    seven = gaps_of(holders(view, actor, Choice(action="7")))
    assert {key for key, _subject in seven} == {"7"}
    assert set(seven) == {key for key in everything if key[0] == "7"}
    late = gaps_of(holders(view, actor, Choice(overdue=True)))
    assert {key for key, _subject in late} == {"7", "9", "21"}, "on the deadline itself nothing is overdue"
    assert set(late) == {key for key in everything if key[0] in ("7", "9", "21")}
    assert Choice.read({"by": "x", "action": "99", "overdue": "1"}, ["7"]) == Choice()
    assert Choice.read({"by": "organisations", "action": "7", "overdue": "yes"}, ["7"]) == Choice(
        By.ORGANISATIONS, "7", overdue=True
    )


def test_a_gap_of_two_people_stands_with_both_and_once_with_their_organisation(village: Village) -> None:
    village.appoint("ulla", "coordinator", "north", START)
    village.appoint("vera", "curator", "n1", START, tier="municipal")
    view, actor = view_of(village), actor_of(village, Post.MINISTRY)
    people, _vacant = shown(holders(view, actor, Choice()), logins=True)
    assert people["cora"] == people["ulla"] == {("21", f"municipality:{village.places['north'].pk}")}
    assert ("7", f"school:{village.schools['n1'].pk}") in people["rick"] & people["vera"]
    found = holders(view, actor, Choice(By.ORGANISATIONS))
    (north,) = [one for one in found if one.name == "north"]
    assert [one.key[0] for one in north.held].count("21") == 1
    assert [len(one.answering) for one in north.held if one.key[0] == "21"] == [2]
    held, _vacant = shown(found)
    assert ("7", f"school:{village.schools['n1'].pk}") in held["north"] & held["Кураторы регионального уровня"]


def test_who_took_it_over_stands_in_for_who_gave_it(village: Village) -> None:
    item = _item(village, "hanna", "10")
    said = Said(TODAY + dt.timedelta(days=7), "отпуск", TODAY)
    actions.hand_over(programme=village.programme, item=item, to=village.people["dora"], said=said, by=SYSTEM)
    view, actor = view_of(village), actor_of(village, Post.MINISTRY)
    people, _vacant = shown(holders(view, actor, Choice()), logins=True)
    gap = ("10", f"school:{village.schools['n1'].pk}")
    assert gap in people["dora"]
    assert gap not in people.get("hanna", ())
    (one,) = [one for one in holders(view, actor, Choice()) if one.name == "dora\u00a0A."]
    assert one.note == "заместитель руководителя школы, n1"
    held, _vacant = shown(holders(view, actor, Choice(By.ORGANISATIONS)))
    assert gap in held["n1"], "the school holds it as before"


def test_what_is_put_off_still_counts(village: Village) -> None:
    before = shown(holders(view_of(village), actor_of(village, Post.MINISTRY), Choice()), logins=True)
    said = Said(TODAY + dt.timedelta(days=7), "карантин", TODAY)
    actions.put_off(programme=village.programme, item=_item(village, "mick", "7"), said=said, by=SYSTEM)
    view, actor = view_of(village), actor_of(village, Post.CONTROLLER)
    assert shown(holders(view, actor, Choice()), logins=True) == before
    (mick,) = [one for one in holders(view, actor, Choice(action="7")) if one.name == "mick\u00a0A."]
    assert [one.snooze.reason for held in mick.held for one in held.answering if one.snooze] == ["карантин"]


def test_a_vacant_post_is_named_and_is_not_the_ministry_s_own(village: Village) -> None:
    ministry = actor_of(village, Post.MINISTRY)
    found = holders(view_of(village), ministry, Choice())
    assert {one.name for one in found if one.vacant} == {
        "Руководитель школы, s1",
        "Координатор, south",
        "Руководитель МОУО, south",
    }
    (own,) = [one for one in found if one.whose == ("person", ministry.key.partition(":")[2])]
    assert {key for key, _subject in (one.key for one in own.held)} == {"26"}, "only what the ministry itself closes"


def _item(village: Village, who: str, number: str):
    context = Context.of(village.programme, TODAY, NOW)
    items = context.once(lists_in)[village.people[who].pk]
    return next(one for one in items if one.todo.action.number == number)
