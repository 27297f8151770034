"""Posts, persons and teams on a day, as subjects of the indicator language."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from opora.accounts.holders import Holders, Holding, load, of_region
from opora.accounts.models import Post
from opora.indicators.context import Context, History, turning_on
from opora.indicators.subjects import Exclusion, HeldPost, Population, Subject
from opora.organisations.models import Municipality
from opora.organisations.queries import SchoolState
from opora.programmes.groups import SchoolGroup
from opora.programmes.populations import Roster, member_ids, municipality_population, region_municipalities, roster

TEAM_POSTS = (Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER)


@turning_on(Holders.days)
def holders(history: History) -> Holders:
    """Municipal posts and curators of the region, and the posts in schools of the two cohorts."""
    region_id = history.programme.region_id
    curators_anywhere = Q(school__municipality__region=region_id, post=Post.CURATOR)
    in_cohorts = Q(school__in=member_ids(history))
    return Holders(load(Q(municipality__region=region_id) | curators_anywhere | in_cohorts, history.known_at))


@turning_on(Holders.days)
def all_holders(history: History) -> Holders:
    """Every appointment of the region."""
    return of_region(history.programme.region_id, history.known_at)


def _holders_of(context: Context, groups: Collection[SchoolGroup]) -> Holders:
    """Enough to know who works in the schools of these groups; a thousand other heads are left unread."""
    in_cohorts = groups and SchoolGroup.LOW_RESULTS not in groups
    return context.history.once(holders if in_cohorts else all_holders)


def municipal_heads(context: Context, on: dt.date) -> Population:
    """One post per municipality, with its holder on the day."""
    held, municipalities = context.history.once(holders), context.history.once(region_municipalities)
    return Population([_municipal_head(municipality, held, on) for municipality in municipalities])


def school_heads(context: Context, on: dt.date, groups: Collection[SchoolGroup]) -> Population:
    """One post per school, with its holder on the day."""
    held = _holders_of(context, groups)
    return _per_school(roster(context, on, groups), lambda school: _school_head(school, held, on))


def teams(context: Context, on: dt.date, groups: Collection[SchoolGroup]) -> Population:
    """One management team per school: its head, deputies and members on the day."""
    held = _holders_of(context, groups)
    return _per_school(roster(context, on, groups), lambda school: _team(school, held, on))


def curators(context: Context, on: dt.date, groups: Collection[SchoolGroup]) -> Population:
    """Persons who curate at least one of the schools on the day, each once with all their schools."""
    held, taken = context.history.once(holders), roster(context, on, groups)
    found = _Persons()
    for school in taken.schools.values():
        found.add(held.all_of(Post.CURATOR, "school", school.id), on, _curates(school))
    for left in taken.excluded.values():
        reason = _("%(school)s %(reason)s") % {"school": left.school.short_name, "reason": left.reason}
        of_school = held.on(on, Post.CURATOR, "school", left.school.id)
        found.leave_out(of_school, _curates(left.school), reason, left.on)
    return found.population(taken.warnings)


def coordinators(context: Context, on: dt.date, groups: Collection[SchoolGroup]) -> Population:
    """Persons who coordinate a municipality with at least one of the schools; without a group, any municipality."""
    held = context.history.once(holders)
    taken = municipality_population(context, roster(context, on, groups) if groups else None)
    found = _Persons()
    for subject in taken.subjects:
        found.add(_coordinators(held, subject), on, _coordinates(subject))
    for left in taken.excluded:
        still = [holding for holding in _coordinators(held, left.subject) if holding.covers(on)]
        found.leave_out(still, _coordinates(left.subject), left.reason, left.on)
    return found.population(taken.warnings)


def _coordinators(held: Holders, municipality: Subject) -> Sequence[Holding]:
    return held.all_of(Post.COORDINATOR, "municipality", municipality.municipality_id)


def _coordinates(municipality: Subject) -> HeldPost:
    title = _("coordinator, %(organisation)s") % {"organisation": municipality.label}
    return HeldPost(title, municipality.municipality_id)


def _curates(school: SchoolState) -> HeldPost:
    title = _("curator, %(organisation)s") % {"organisation": school.short_name}
    return HeldPost(title, school.municipality_id, school.id)


class _Persons:
    """Collects persons with their posts, and those who left the last of them."""

    def __init__(self) -> None:
        self._held: dict[int, list[tuple[Holding, HeldPost]]] = {}
        self._left: dict[int, Exclusion] = {}

    def add(self, holdings: Iterable[Holding], on: dt.date, post: HeldPost) -> None:
        """Those in force are in; those over are excluded, the last reason wins; later ones are not in."""
        for holding in holdings:
            if holding.covers(on):
                self._held.setdefault(holding.person_id, []).append((holding, post))
            elif holding.over(on):
                reason = _("left the post: %(why)s") % {"why": holding.why_left}
                self.leave_out([holding], post, reason, holding.ends_on)

    def leave_out(self, holdings: Iterable[Holding], post: HeldPost, reason: str, on: dt.date | None) -> None:
        """Exclude these persons unless they hold another of the posts."""
        for holding in holdings:
            before = self._left.get(holding.person_id)
            if before is None or (before.on or dt.date.min) <= (on or dt.date.min):
                self._left[holding.person_id] = Exclusion(_person([(holding, post)]), reason, on)

    def population(self, warnings: Sequence[str]) -> Population:
        """Persons by name."""
        subjects = sorted(map(_person, self._held.values()), key=_by_label)
        left = [exclusion for person, exclusion in self._left.items() if person not in self._held]
        return Population(subjects, sorted(left, key=lambda exclusion: _by_label(exclusion.subject)), warnings)


def _person(held: list[tuple[Holding, HeldPost]]) -> Subject:
    """One person; of the region when one of the posts is of the regional tier or they lie in several municipalities."""
    first = held[0][0]
    places = {None if holding.regional else post.municipality_id for holding, post in held}
    return Subject(
        kind="person",
        key=f"person:{first.person_id}",
        label=first.person,
        municipality_id=places.pop() if len(places) == 1 else None,
        posts=tuple(dict.fromkeys(post for _holding, post in held)),
        person_id=first.person_id,
        person=first.person,
    )


def _per_school(taken: Roster, subject: Callable[[SchoolState], Subject]) -> Population:
    """One subject per school of a roster, excluded with its school."""
    subjects = sorted(map(subject, taken.schools.values()), key=_by_label)
    left = [Exclusion(subject(left.school), left.reason, left.on) for left in taken.excluded.values()]
    return Population(subjects, sorted(left, key=lambda exclusion: _by_label(exclusion.subject)), taken.warnings)


def _municipal_head(municipality: Municipality, held: Holders, on: dt.date) -> Subject:
    holder = held.holder(on, Post.MUNICIPAL_HEAD, "municipality", municipality.pk)
    label = _("municipal head, %(organisation)s") % {"organisation": municipality.name}
    return _post(f"municipal_head:{municipality.pk}", label, holder, municipality_id=municipality.pk)


def _school_head(school: SchoolState, held: Holders, on: dt.date) -> Subject:
    holder = held.holder(on, Post.SCHOOL_HEAD, "school", school.id)
    label = _("school head, %(organisation)s") % {"organisation": school.short_name}
    key = f"school_head:{school.id}"
    return _post(key, label, holder, municipality_id=school.municipality_id, school_id=school.id)


def _post(
    key: str, label: str, holder: Holding | None, *, municipality_id: int, school_id: int | None = None
) -> Subject:
    return Subject(
        kind="post",
        key=key,
        label=label,
        municipality_id=municipality_id,
        school_id=school_id,
        posts=(HeldPost(label, municipality_id, school_id),),
        note=_note(holder),
        person_id=holder.person_id if holder else None,
        person=holder.person if holder else "",
    )


def _note(holder: Holding | None) -> str:
    if holder is None:
        return pgettext("post", "vacant")
    return pgettext("post", "acting") if holder.acting else ""


def _team(school: SchoolState, held: Holders, on: dt.date) -> Subject:
    members = {holding.person_id for post in TEAM_POSTS for holding in held.on(on, post, "school", school.id)}
    return Subject(
        kind="team",
        key=f"management_team:{school.id}",
        label=_("management team, %(organisation)s") % {"organisation": school.short_name},
        municipality_id=school.municipality_id,
        school_id=school.id,
        note=ngettext("%(count)d member", "%(count)d members", len(members)) % {"count": len(members)},
    )


def _by_label(subject: Subject) -> tuple[str, str]:
    return subject.label, subject.key
