"""Who is still to be appointed and where it does not fit: curators of schools, coordinators and heads, on one day.

Everything is read from what one context loads, and only places within the reader's reach are counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opora.accounts.holders import Holders, Holding
from opora.accounts.models import Post, Tier, User
from opora.accounts.populations import TEAM_POSTS, holders
from opora.accounts.queries import CuratorTiers, curator_tiers
from opora.core.actors import Actor
from opora.indicators.context import Context, History
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolState
from opora.programmes.groups import SchoolGroup
from opora.programmes.populations import Roster, region_municipalities, roster
from opora.programmes.queries import SettingsKnown
from opora.programmes.region_settings import CURATOR_LOAD


@dataclass(frozen=True, slots=True)
class Place:
    """A school or municipality whose post nobody holds; `left` is the appointment that ended last, if there was one."""

    kind: str
    id: int
    name: str
    municipality: str
    municipality_id: int
    post: str
    left: Holding | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many places of a kind have somebody, and which have nobody; `beside`: curators of which tier they have."""

    total: int
    without: Sequence[Place]
    beside: CuratorTiers | None = None

    @property
    def have(self) -> int:
        """How many have somebody."""
        return self.total - len(self.without)


@dataclass(frozen=True, slots=True)
class Load:
    """A curator with more schools of the programme than the region thinks right."""

    person: Holding
    schools: Sequence[str]


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A head's post without a full holder; `acting` is who stands in."""

    place: Place
    acting: Holding | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Posts that do not go together, in words; `held` is the appointment that should be handed over."""

    held: Holding
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A curator or coordinator who cannot sign in (`forbidden`: somebody closed the door), or has no e-mail address."""

    held: Holding
    signs_in: bool
    forbidden: bool
    email: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole page."""

    curators: Standing
    coordinators: Standing
    limit: int
    own_limit: bool
    loads: Sequence[Load] = ()
    vacancies: Sequence[Vacancy] = ()
    conflicts: Sequence[Conflict] = ()
    unreachable: Sequence[Unreachable] = ()


def coverage(context: Context, actor: Actor) -> Coverage:
    """Everything the actor may see of it on the day of the context."""
    return _Survey(context, actor).coverage()


def _roster(context: Context) -> Roster:
    return roster(context, context.as_of, [SchoolGroup.CURRENT])


def _settings(history: History) -> SettingsKnown:
    return SettingsKnown(history.programme.region, history.known_at)


class _Survey:
    """The places within reach and the people in them, looked at from every side."""

    def __init__(self, context: Context, actor: Actor) -> None:
        self.context, self.actor, self.day = context, actor, context.as_of
        self.held: Holders = context.history.once(holders)
        places = context.history.once(region_municipalities)
        self.names = {one.pk: one.name for one in places}
        taken = context.once(_roster).schools
        region_id = context.programme.region_id
        seen = visible_to(actor, School.objects.filter(municipality__region=region_id)).values_list("pk", flat=True)
        self.schools = sorted((taken[pk] for pk in set(seen) & taken.keys()), key=lambda state: state.order)
        own = set(visible_to(actor, Municipality.objects.filter(region=region_id)).values_list("pk", flat=True))
        self.municipalities = [one for one in places if one.pk in own]
        self.taking_part = {state.municipality_id for state in taken.values()}

    def coverage(self) -> Coverage:
        chosen = self.context.history.once(_settings).on(self.day)
        limit = chosen.get(CURATOR_LOAD)
        return Coverage(
            curators=self._curators(),
            coordinators=self._coordinators(),
            limit=limit,
            own_limit=CURATOR_LOAD.key in chosen.own,
            loads=self._loads(limit),
            vacancies=self._vacancies(),
            conflicts=sorted(self._conflicts(), key=lambda one: (one.where, one.held.id)),
            unreachable=self._unreachable(),
        )

    def _curators(self) -> Standing:
        without = [
            self._school(state, Post.CURATOR)
            for state in self.schools
            if not self._on(Post.CURATOR, "school", state.id)
        ]
        tiers = curator_tiers(self.held, [state.id for state in self.schools], self.day)
        return Standing(len(self.schools), without, tiers)

    def _coordinators(self) -> Standing:
        asked = [one for one in self.municipalities if one.pk in self.taking_part]
        without = [
            self._municipality(one, Post.COORDINATOR)
            for one in asked
            if not self._on(Post.COORDINATOR, "municipality", one.pk)
        ]
        return Standing(len(asked), without)

    def _loads(self, limit: int) -> list[Load]:
        """Schools within reach alone: how many somebody has elsewhere is not told."""
        of_person: dict[int, list[tuple[Holding, str]]] = {}
        for state in self.schools:
            for held in self._on(Post.CURATOR, "school", state.id):
                of_person.setdefault(held.person_id, []).append((held, state.short_name))
        many = [pairs for pairs in of_person.values() if len(pairs) > limit]
        many.sort(key=lambda pairs: (-len(pairs), pairs[0][0].person))
        return [Load(pairs[0][0], [name for _held, name in pairs]) for pairs in many]

    def _vacancies(self) -> list[Vacancy]:
        places = [self._municipality(one, Post.MUNICIPAL_HEAD) for one in self.municipalities]
        places += [self._school(state, Post.SCHOOL_HEAD) for state in self.schools]
        found = []
        for place in places:
            there = self._on(place.post, place.kind, place.id)
            if all(held.acting for held in there):
                found.append(Vacancy(place, there[0] if there else None))
        return found

    def _conflicts(self) -> Iterable[Conflict]:
        for state in self.schools:
            curators = self._on(Post.CURATOR, "school", state.id)
            works = {held.person_id for post in TEAM_POSTS for held in self._on(post, "school", state.id)}
            for held in curators:
                if held.person_id in works:
                    yield Conflict(held, state.short_name, _("the curator works in this very school"))
            tiers = Counter(held.tier for held in curators)
            for tier, number in tiers.items():
                if number > 1:
                    last = max((one for one in curators if one.tier == tier), key=lambda one: (one.starts_on, one.id))
                    why = _("%(n)d curators of one tier: %(tier)s") % {"n": number, "tier": Tier(tier).label}
                    yield Conflict(last, state.short_name, why)
            heads = {held.person_id for held in self._on(Post.SCHOOL_HEAD, "school", state.id)}
            for held in self._on(Post.COORDINATOR, "municipality", state.municipality_id):
                if held.person_id in heads:
                    why = _("the coordinator heads a school here: %(school)s") % {"school": state.short_name}
                    yield Conflict(held, self.names[state.municipality_id], why)

    def _unreachable(self) -> list[Unreachable]:
        """Each person once; who may not see contacts is not told of them."""
        if self.actor.scope("person", "contact") is None:
            return []
        people: dict[int, Holding] = {}
        posts = [(Post.COORDINATOR, "municipality", one.pk) for one in self.municipalities]
        posts += [(Post.CURATOR, "school", state.id) for state in self.schools]
        for post, kind, pk in posts:
            for held in self._on(post, kind, pk):
                people.setdefault(held.person_id, held)
        found = []
        for user in User.objects.filter(pk__in=people):
            signs_in = user.is_active and user.has_usable_password()
            if not (signs_in and user.email):
                found.append(Unreachable(people[user.pk], signs_in, not user.is_active, bool(user.email)))
        return sorted(found, key=lambda one: one.held.person)

    def _on(self, post: str, kind: str, pk: int) -> list[Holding]:
        return self.held.on(self.day, post, kind, pk)

    def _school(self, state: SchoolState, post: Post) -> Place:
        left = self.held.vacant_since(self.day, post, "school", state.id)
        return Place(
            "school", state.id, state.short_name, self.names[state.municipality_id], state.municipality_id, post, left
        )

    def _municipality(self, one: Municipality, post: Post) -> Place:
        left = self.held.vacant_since(self.day, post, "municipality", one.pk)
        return Place("municipality", one.pk, one.name, "", one.pk, post, left)
