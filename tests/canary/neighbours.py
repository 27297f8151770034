"""A region in which every name, person and document carries the mark of the place it belongs to, and one beside it.

A reader of the municipality `bor` or of its school `first` must never meet the mark of `luga`, nobody that of `far`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from opora.accounts.actions import Organisation
from opora.accounts.matching import here_or_nowhere
from opora.accounts.models import Post, Tier, User
from opora.certificates.actions import Holder, Subject, issue
from opora.core import clock
from opora.core.actors import SYSTEM, Actor, Scope
from opora.core.jobs.actions import start
from opora.core.jobs.models import Job
from opora.core.journal import key_of
from opora.core.models import StoredFile
from opora.events import actions as events
from opora.events.actions import (
    Changes,
    Planned,
    check_in_person,
    invite,
    invite_guest,
    open_check_in,
    plan_event,
)
from opora.events.reading import read_list
from opora.organisations import actions
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.merging import merge_schools
from opora.organisations.models import Municipality, Region, School
from opora.organisations.names.actions import learn_alias
from opora.outbox.actions import prepare
from opora.outbox.models import MessageFile
from opora.outbox.people import Office, Recipient
from opora.outbox.texts import Text
from opora.programmes.actions import enrol, leave, list_low_results, start_programme
from opora.programmes.models import CohortMembership, Programme
from opora.roadmap.actions import hold_meeting, release, write_note
from opora.roadmap.models import Roadmap
from tests.accounts.people import PASSWORD, appoint, end, person
from tests.canary import order_asks, published
from tests.core.jobs.work import register
from tests.roadmap import small_programme

BEGUN_AT = dt.datetime(2021, 12, 15, 12, tzinfo=dt.UTC)
BEGUN = BEGUN_AT.date()
LEFT = dt.date(2022, 3, 14)
SHOWN_AT = dt.datetime(2022, 4, 11, 12, tzinfo=dt.UTC)
SCHOOLS = {"first": "bor", "second": "bor", "third": "luga", "fourth": "luga", "remote": "far"}
"""Each school with its municipality; `far` lies in another region. `second` and `fourth` left the project."""

SENTENCES = (
    'share(municipal_heads(), summoned("call"))',
    "share(municipalities(current), coordinator_appointed())",
    "share(schools(current), curator_appointed())",
    "share(schools(low_results), curator_appointed())",
    'share(school_heads(current, previous) | curators(current) | coordinators(current), summoned("call"))',
    'share(management_teams(current), summoned("call"))',
    'share(actions("regional"), executed())',
)


def mark(place: str) -> str:
    """What stands in every text of a place."""
    return f"кенар-{place}"


def marks(text: str) -> set[str]:
    """The places whose marks a text holds, however it is written."""
    return set(re.findall(r"кенар-([a-z]+)", text.lower()))


@dataclass
class World:
    """Municipalities and schools by their mark, and the people one may sign in as."""

    region: Region
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    readers: dict[str, User] = field(default_factory=dict)

    def organisation(self, place: str) -> Organisation:
        """The municipality or school of this mark, else the region."""
        return self.municipalities.get(place) or self.schools.get(place) or self.region


def make() -> World:
    """Both regions with a programme, a roadmap and people in every post, on 15 December 2021."""
    with clock.at(BEGUN_AT):
        own = _region("own")
        far = _region("far")
        world = World(own)
        for region, names in ((own, ("bor", "luga")), (far, ("far",))):
            rows = [NewMunicipality(code=name, name=mark(name), short_name=mark(name)) for name in names]
            made = actions.add_municipalities(region=region, rows=rows, by=SYSTEM)
            world.municipalities |= dict(zip(names, made, strict=True))
            world.schools |= _schools(region, world)
        for region, year in ((own, 2022), (far, 2023)):
            _programme(region, year, [s for n, s in world.schools.items() if _lies_in(world, n, region)])
    for row in _posts():
        _appoint(world, *row)
    _control(own)
    _work(own, "job")
    _work(far, "far")
    for place, school in world.schools.items():
        _store(place, school)
    _names(world)
    for region in (own, far):
        _event(world, region)
    for post in Post:
        _reader(world, post)
    _mailings(world, far)
    published.make(world.schools, {"bank": own, "far": far}, SHOWN_AT - dt.timedelta(days=1))
    _certificates(world, far)
    _invitations(world, far)
    with clock.at(BEGUN_AT):
        order_asks.bring(own, mark("draft"))
        order_asks.bring(far, mark("far"))
    with clock.at(BEGUN_AT):
        world.readers["nobody"] = person(mark("reader"), "reader-nobody", PASSWORD)
    return world


def _invitations(world: World, far: Region) -> None:
    """An event of each region to which everybody there is invited, and at which everybody checks in."""
    for region in (world.region, far):
        programme = Programme.objects.filter(region=region).latest("year")
        people = User.objects.filter(here_or_nowhere(region.pk), login__startswith="kenar-").distinct()
        day = SHOWN_AT.date()
        with clock.at(SHOWN_AT - dt.timedelta(days=1)):
            about = Changes(title=mark(region.code), kind="conference_call", invited="municipal_heads()")
            event = plan_event(
                programme=programme, code="vks", planned=Planned(on=day), about=about, by=SYSTEM, on=BEGUN
            )
            posts = {one.pk: mark(one.login.removeprefix("kenar-")) for one in people}
            invite(event=event, people=posts, on=day - dt.timedelta(days=1), by=SYSTEM)
            invite_guest(event=event, name=mark("control"), email="", on=day - dt.timedelta(days=1), by=SYSTEM)
        with clock.at(SHOWN_AT - dt.timedelta(minutes=5)):
            check_in = open_check_in(event=event, on=day, by=SYSTEM)
            for one in people:
                check_in_person(check_in=check_in, person=one, by=SYSTEM)


def _names(world: World) -> None:
    """A learned name of every place, and in every municipality a school that was entered twice and merged."""
    for place, of in (*world.municipalities.items(), *world.schools.items()):
        region = of.region if isinstance(of, Municipality) else of.municipality.region
        learn_alias(region=region, text=f"{mark(place)} иначе", of=of, basis=mark(place), by=SYSTEM)
    for place, municipality in world.municipalities.items():
        kept = next(one for one in world.schools.values() if one.municipality_id == municipality.pk)
        row = NewSchool(municipality=municipality, code=f"{place}-twin", name=mark(place), short_name=mark(place))
        (twin,) = actions.add_schools(region=municipality.region, rows=[row], on=BEGUN, by=SYSTEM)
        merge_schools(kept=kept, double=twin, reason=mark(place), by=SYSTEM)


def _region(name: str) -> Region:
    return actions.open_region(name=mark(name), code=name, time_zone="Europe/Moscow", by=SYSTEM)


def _schools(region: Region, world: World) -> dict[str, School]:
    names = [name for name in SCHOOLS if _lies_in(world, name, region)]
    rows = [
        NewSchool(
            municipality=world.municipalities[SCHOOLS[name]],
            code=name,
            name=mark(name),
            short_name=mark(name),
            growth_point=True,
        )
        for name in names
    ]
    return dict(zip(names, actions.add_schools(region=region, rows=rows, on=BEGUN, by=SYSTEM), strict=True))


def _lies_in(world: World, school: str, region: Region) -> bool:
    municipality = world.municipalities.get(SCHOOLS[school])
    return municipality is not None and municipality.region_id == region.pk


def _programme(region: Region, year: int, schools: list[School]) -> Programme:
    before = start_programme(region=region, year=year - 1, title=mark(region.code), by=SYSTEM)
    programme = start_programme(region=region, year=year, title=mark(region.code), preceding=before, by=SYSTEM)
    list_low_results(region=region, schools=schools, on=BEGUN, basis=mark(region.code), by=SYSTEM)
    for school in schools:
        for joined in (before, programme):
            enrol(programme=joined, schools=[school], on=BEGUN, basis=mark(school.code), by=SYSTEM)
        if school.code in {"second", "fourth"}:
            membership = CohortMembership.objects.get(cohort__programme=programme, school=school)
            leave(
                membership=membership,
                on=LEFT,
                reason="other",
                note=mark(school.code),
                basis=mark(school.code),
                by=SYSTEM,
            )
    small_programme.load(programme, _rows(year))
    return programme


def _control(region: Region) -> None:
    """What is said under control, on the day before the world is shown."""
    roadmap = Roadmap.objects.get(programme__region=region)
    day, text = SHOWN_AT.date() - dt.timedelta(days=1), mark("control")
    with clock.at(SHOWN_AT - dt.timedelta(days=1)):
        hold_meeting(roadmap=roadmap, on=day, text=text, by=SYSTEM)
        write_note(action=roadmap.actions.get(number="3"), text=text, on=day, by=SYSTEM)
        release(action=roadmap.actions.get(number="2"), note=text, on=day, by=SYSTEM)


def _event(world: World, region: Region) -> None:
    """An event that was held: every school presents there, and everybody with a post came; its text is the region's."""
    day, name = SHOWN_AT.date() - dt.timedelta(days=2), mark(region.code)
    programme = Programme.objects.get(region=region, roadmap__isnull=False)
    about = Changes(title=name, kind="conference_call", agenda=name, invited="school_heads(current)")
    people = list(User.objects.filter(login__startswith="kenar-"))
    with clock.at(SHOWN_AT - dt.timedelta(days=1)):
        series = events.plan_series(programme=programme, code="s", kind="forum", title=name, on=day, by=SYSTEM)
        event = events.plan_event(
            programme=programme,
            code="call",
            planned=Planned(on=day, place=name),
            about=about,
            series=series,
            on=day,
            by=SYSTEM,
        )
        for school in (school for place, school in world.schools.items() if _lies_in(world, place, region)):
            events.note_speaker(event=event, topic="…", school=school, person=people[0], on=day, by=SYSTEM)
        events.hold(event=event, on=day, by=SYSTEM)
        replaced = {people[1].pk: people[0].pk}
        events.note_presences(event=event, people=people[1:], in_place_of=replaced, by=SYSTEM)
        reading = read_list(event=event, content=f"{name}\n{name} вторая".encode(), name="names.txt")
        events.bring_list(event=event, reading=reading, name=name, by=SYSTEM)


def _work(region: Region, place: str) -> None:
    """A job that waits and one that failed, whose every text carries a mark."""
    register()
    starter = Actor(key=User.objects.get(login="kenar-borcoordinator").key, region_id=region.pk)
    told = {"name": "test-breaks", "by": starter, "of": f"region:{region.pk}", "title": mark(place)}
    failed = start(**told, arguments={"file": mark(place)})
    Job.objects.filter(pk=failed.pk).update(state="failed", finished_at=SHOWN_AT, error=mark(place), what=mark(place))
    start(**told)


def _mailings(world: World, far: Region) -> None:
    """A draft of the ministry to the whole region, one of the coordinator to a school, one of the other region."""
    coordinator, ministry = world.readers[Post.COORDINATOR].key, world.readers[Post.MINISTRY].key
    for region, by, places in (
        (world.region, ministry, ("bor", "luga", "first", "third")),
        (world.region, coordinator, ("first",)),
        (far, "user:0", ("far", "remote")),
    ):
        people = [
            Recipient(key=f"user:{place}", name=mark(place), place=mark(place), address=f"{mark(place)}@x.example")
            for place in places
        ]
        text = {"ru": Text(f"{mark(places[-1])}: {{name}}", f"{mark(places[0])} {{place}}")}
        office = Office(key_of(region), region.time_zone)
        with clock.at(SHOWN_AT - dt.timedelta(days=1)):
            mailing = prepare(office=office, recipients=people, text=text, by=Actor(by))
        said = {"name": "event.ics", "media_type": "text/calendar; method=REQUEST", "content": mark(places[-1])}
        MessageFile.objects.create(message=mailing.messages.order_by("pk").first(), **said)


def _certificates(world: World, far: Region) -> None:
    """Of a head in three places, the last in the other region, and of a guest there."""
    subject = Subject(about="event:1", title="Слёт", first_day=BEGUN, last_day=BEGUN)
    for region, names in ((world.region, ("firstschoolhead", "thirdschoolhead")), (far, ("remoteschoolhead", "far"))):
        people = [Holder(name=mark(who), person=User.objects.filter(login=f"kenar-{who}").first()) for who in names]
        with clock.at(BEGUN_AT):
            issue(region=region, subject=subject, holders=people, on=BEGUN, by=SYSTEM)


def _store(place: str, school: School) -> None:
    """A file of the place, as it stands in the database; its content is lost."""
    StoredFile.objects.create(
        name=f"{mark(place)}.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        of=f"school:{school.pk}",
        stored_at=BEGUN_AT,
        stored_by="system",
        pages=1,
    )


def door(actor: Actor, of: str) -> bool:
    """Who may see files of a school, written by hand: who may see the school."""
    school = School.objects.select_related("municipality").get(pk=int(of.partition(":")[2]))
    scope = actor.scope("school")
    if scope is None or school.municipality.region_id != actor.region_id:
        return False
    own = school.pk in actor.school_ids or school.municipality_id in actor.municipality_ids
    return scope is Scope.REGION or own


def _rows(year: int) -> dict[str, object]:
    """One action for each sentence, due on the day before the world is shown."""
    content = small_programme.data(year)
    content["awaiting"]["summoned"]["of"] = ["post", "person", "school", "team"]
    content["awaiting"].pop("delivered")
    content["actions"] = [
        small_programme.row(str(number), f"{year}-04-10", sentence)
        for number, sentence in enumerate(SENTENCES, start=1)
    ]
    return content


def _posts() -> Iterator[tuple[str, Post, str, str]]:
    """Who holds what, beside the readers: the mark of the person, the post, the place, the mark of the basis."""
    for place in ("bor", "luga", "far"):
        yield f"{place}head", Post.MUNICIPAL_HEAD, place, place
        if place != "luga":
            yield f"{place}coordinator", Post.COORDINATOR, place, place
    for school in SCHOOLS:
        for post in (Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER):
            yield f"{school}{post.value.replace('_', '')}", post, school, school
    for school in ("first", "third", "remote"):
        yield f"{school}curator", Post.CURATOR, school, school
    # One person of `first` has posts that its readers must not learn of.
    yield "firstcurator", Post.COORDINATOR, "luga", "luga"
    yield "firstschoolhead", Post.CURATOR, "third", "third"


def _appoint(world: World, who: str, post: Post, place: str, basis: str) -> None:
    login = f"kenar-{who}"
    holder = User.objects.filter(login=login).first() or person(mark(who), login)
    more = {"tier": Tier.MUNICIPAL} if post == Post.CURATOR else {}
    appoint(holder, post, world.organisation(place), on=BEGUN, at=BEGUN_AT, basis=mark(basis), **more)


def _reader(world: World, post: Post) -> None:
    """Somebody to sign in as; a head stands in for the full one, so that both are there."""
    place = {Post.MUNICIPAL_HEAD: "bor", Post.COORDINATOR: "bor"}.get(post, "first")
    where = world.organisation(place) if "municipality" in post or post in READS_OWN else world.region
    reader = person(mark("reader"), f"reader-{post.value.replace('_', '-')}", PASSWORD)
    more = {"acting": True} if post in {Post.MUNICIPAL_HEAD, Post.SCHOOL_HEAD} else {}
    appoint(reader, post, where, on=BEGUN, at=BEGUN_AT, basis=mark("reader"), **more)
    if post == Post.CURATOR:  # gone from a school elsewhere: no longer theirs to see
        end(appoint(reader, post, world.schools["fourth"], on=BEGUN, at=BEGUN_AT, basis=mark("reader")), on=LEFT)
    world.readers[post] = reader


READS_OWN = frozenset(
    {Post.MUNICIPAL_HEAD, Post.COORDINATOR, Post.CURATOR, Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER}
)
