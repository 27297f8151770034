"""What a reader is shown of the members of a figure."""

from opora.core.actors import Actor, Scope
from opora.indicators.access import seen, visible_members
from opora.indicators.facts import State
from opora.indicators.figures import Member
from opora.indicators.subjects import HeldPost, Subject

OWN = {("members", "read"): Scope.OWN}
CURATOR, COORDINATOR = HeldPost("curator, 1", 10, 1), HeldPost("coordinator, 20", 20)
PERSON = Member(
    Subject("person", "person:7", "Seven", 20, posts=(CURATOR, COORDINATOR), person_id=7, person="Seven"), State.MET
)
SCHOOL = Member(Subject("school", "school:1", "1", 10, 1), State.MET)
OTHER = Member(Subject("school", "school:2", "2", 20, 2), State.MET)
PAPER = Member(Subject("document", "document:guide", "guide"), State.MET)
EVERYTHING = [PERSON, SCHOOL, OTHER, PAPER]


def reader(**reach: frozenset[int]) -> Actor:
    return Actor(key="user:1", grants=OWN, **reach)


def shown(actor: Actor) -> list[str]:
    return [member.subject.label for member in visible_members(actor, EVERYTHING)]


def test_the_whole_region_is_shown_as_it_is() -> None:
    actor = Actor(key="user:1", grants={("members", "read"): Scope.REGION})
    assert visible_members(actor, EVERYTHING) == EVERYTHING
    assert visible_members(Actor(key="user:7"), EVERYTHING) == []


def test_a_school_sees_itself_and_the_people_who_work_there_in_that_post_only() -> None:
    actor = reader(school_ids=frozenset({1}))
    assert shown(actor) == ["Seven", "1", "guide"]
    person = seen(actor, PERSON)
    assert person is not None
    assert (person.subject.titles, person.subject.municipality_id) == (("curator, 1",), None)


def test_a_municipality_sees_its_schools_and_the_posts_in_it() -> None:
    actor = reader(municipality_ids=frozenset({20}))
    assert shown(actor) == ["Seven", "2", "guide"]
    person = seen(actor, PERSON)
    assert person is not None
    assert (person.subject.titles, person.subject.municipality_id) == (("coordinator, 20",), 20)


def test_people_see_themselves_with_all_their_posts() -> None:
    assert seen(Actor(key="user:7", grants=OWN), PERSON) == PERSON
    assert seen(Actor(key="user:8", grants=OWN), PERSON) is None
