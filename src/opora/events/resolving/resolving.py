"""Whose name stands in each entry of a log: matched, ambiguous or unmatched, with reasons."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from opora.accounts.models import Post
from opora.events.logs import Participant, fold
from opora.events.resolving import telling, words
from opora.events.resolving.candidates import Candidate, Finder, Found, name_like, strength
from opora.events.resolving.judging import several, the_one, why_not
from opora.events.resolving.names import Level, agree
from opora.events.resolving.organisations import Beside
from opora.events.resolving.reasons import Reason
from opora.events.resolving.registry import Held, Registry, Somebody

CANDIDATES = 8
"""People who are shown at most."""

Aliases = Mapping[str, Collection[int]]
"""People by the folded texts (`fold`) that somebody decided for."""


_SOMEBODY_ELSE = frozenset({Reason.OTHER_NAME, Reason.UNKNOWN_NAME, Reason.SEVERAL_PEOPLE})
"""Why a text is not sure that speaks of another person than the other texts of its participant."""


class Status(StrEnum):
    """How sure it is."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Possible:
    """Somebody who may be meant, with the posts that fit what is written, else all of the day."""

    person_id: int
    shown: str
    posts: tuple[Held, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a participant. `candidates` stand in their order only where it is not sure."""

    participant: Participant
    status: Status
    person_id: int | None = None
    posts: tuple[Held, ...] = ()
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[Possible, ...] = ()


def resolve(
    participants: Iterable[Participant],
    registry: Registry,
    *,
    aliases: Aliases | None = None,
    invited: Collection[int] = (),
) -> list[Resolution]:
    """Everybody in their order. Being invited ranks and never decides."""
    resolver = _Resolver(registry, aliases or {}, frozenset(invited))
    return [resolver.resolve(one) for one in participants]


class _Resolver:
    def __init__(self, registry: Registry, aliases: Aliases, invited: frozenset[int]) -> None:
        self._registry = registry
        self._aliases = aliases
        self._invited = invited
        self._finder = Finder(registry)

    def resolve(self, participant: Participant) -> Resolution:
        """One who came under several names is sure only when all that are sure agree."""
        found = [self._of_text(replace(participant, text=text)) for text in participant.texts]
        sure = {one.person_id: one for one in found if one.status is Status.MATCHED}
        doubts = [one for one in found if one.status is Status.AMBIGUOUS]
        if len(sure) == 1 and not any(one.reasons[0] in _SOMEBODY_ELSE for one in found):
            ((pk, one),) = sure.items()
            if all(pk in {possible.person_id for possible in doubt.candidates} for doubt in doubts):
                return replace(one, participant=participant)
        if not sure:
            best = next(iter(doubts), found[0])
            return replace(best, participant=participant)
        everybody = [*(_as_possible(one, self._registry) for one in sure.values())]
        everybody += [possible for doubt in doubts for possible in doubt.candidates]
        unique = {one.person_id: one for one in reversed(everybody)}
        kept = tuple(dict.fromkeys(unique[one.person_id] for one in everybody))[:CANDIDATES]
        return Resolution(participant, Status.AMBIGUOUS, reasons=(Reason.SEVERAL_PEOPLE,), candidates=kept)

    def _of_text(self, participant: Participant) -> Resolution:
        text = words.read(participant.text, self._registry)
        if text.emails and not text.words:
            text = replace(words.read(words.local_part(text.emails[0]), self._registry), emails=text.emails)
            named = False
        else:
            named = True
        columns = f"{participant.post} , {participant.organisation}".strip(" ,")
        found = self._finder.find(text, columns, participant.municipality)
        return (
            self._by_email(participant, found, named=named)
            or self._by_alias(participant, found)
            or self._by_name(participant, found)
        )

    def _by_email(self, participant: Participant, found: Found, *, named: bool) -> Resolution | None:
        addresses = dict.fromkeys(filter(None, (participant.email, *found.text.emails)))
        owners = {pk for address in addresses for pk in self._registry.by_email.get(address.casefold(), ())}
        if not owners:
            return None
        agreeing = [one for one in found.all if one.person.id in owners]
        people = [self._registry.people[pk] for pk in sorted(owners)]
        if several(found):
            return None
        if len(people) > 1:
            named_one = agreeing[0] if len(agreeing) == 1 and agreeing[0].agreed.level > Level.GIVEN else None
            people = [named_one.person] if named_one else people
        disputed = named and len(people) == 1 and not _own(people[0], found, self._registry)
        if len(people) == 1 and not disputed:
            return self._matched(participant, people[0], found, [Reason.EMAIL])
        why = [Reason.EMAIL, Reason.OTHER_NAME] if disputed else [Reason.EMAIL, Reason.NAMESAKES]
        first = [Possible(one.id, one.shown, one.posts, tuple(why)) for one in people]
        return self._ambiguous(participant, found, why[-1], first)

    def _by_alias(self, participant: Participant, found: Found) -> Resolution | None:
        learned = [pk for pk in self._aliases.get(fold(participant.text), ()) if pk in self._registry.people]
        if not learned:
            return None
        people = [self._registry.people[pk] for pk in learned]
        others = {one.person.id for one in found.all} - set(learned)
        nobody = not found.text.words or found.text.device or found.text.shared
        bare = found.names[0].surname is None and (
            found.names[0].given or found.beside[0].says or found.beside[0].posts
        )
        if len(people) == 1 and not (others or nobody or bare or several(found)):
            return self._matched(participant, people[0], found, [Reason.ALIAS])
        first = [Possible(one.id, one.shown, one.posts, (Reason.ALIAS,)) for one in people]
        return self._ambiguous(participant, found, self._why(found), first)

    def _by_name(self, participant: Participant, found: Found) -> Resolution:
        one = the_one(found, self._registry)
        if one is not None:
            return self._matched(participant, one.person, found, [])
        return self._ambiguous(participant, found, self._why(found), [])

    def _matched(self, participant: Participant, person: Somebody, found: Found, why: list[Reason]) -> Resolution:
        own = next((one for one in found.all if one.person.id == person.id), None)
        posts = person.posts
        if own:
            why = [*why, *telling.reasons(own, found.text, invited=False)]
            posts = tuple(held for held in own.fit.held if held.on_the_day) or posts
        return Resolution(participant, Status.MATCHED, person.id, posts, tuple(dict.fromkeys(why)))

    def _ambiguous(self, participant: Participant, found: Found, why: Reason, first: list[Possible]) -> Resolution:
        """Those who may be meant, `first` before all others; nobody: unmatched."""
        known = {one.person_id for one in first}
        others = [one for one in self._ranked(found) if one.person.id not in known]
        shown = [*first, *(self._possible(one, found) for one in others)]
        if not shown:
            shown = list(self._of_the_place(found))
            why = Reason.POST_AND_ORGANISATION if found.beside[0].posts else Reason.ORGANISATION_ONLY
        if not shown:
            return Resolution(participant, Status.UNMATCHED, reasons=(self._nobody(found),))
        kept = tuple(shown[:CANDIDATES])
        return Resolution(participant, Status.AMBIGUOUS, reasons=(why,), candidates=kept)

    def _why(self, found: Found) -> Reason:
        ranked = self._ranked(found)
        return why_not(found, ranked) if ranked else Reason.TOO_LITTLE

    def _ranked(self, found: Found) -> list[Candidate]:
        """The likeliest first; the invited before others who fit as well."""
        return sorted(
            found.all,
            key=lambda one: (*strength(one), one.person.id in self._invited, -one.person.id),
            reverse=True,
        )

    def _possible(self, one: Candidate, found: Found) -> Possible:
        told = telling.reasons(one, found.text, invited=one.person.id in self._invited)
        posts = tuple(one.fit.held) or one.person.posts
        return Possible(one.person.id, one.person.shown, posts, tuple(told))

    def _of_the_place(self, found: Found) -> Iterator[Possible]:
        """Where no name is written: who holds the post that is, or any post, in the organisation."""
        said = found.beside[0]
        nameless = found.names[0].surname is None and found.names[0].given is None
        if not nameless or not said.says or name_like(said.strange, self._registry):
            return
        yield from sorted(
            self._holders(said), key=lambda one: (one.person_id in self._invited, _rank_of_post(one)), reverse=True
        )

    def _holders(self, said: Beside) -> Iterator[Possible]:
        places = {("school", pk) for pk in said.told.schools} if said.school or said.place else set()
        if not places and said.told.municipalities:
            places = {("municipality", pk) for pk in said.told.municipalities}
        for pk in dict.fromkeys(pk for place in sorted(places) for pk in self._registry.at.get(place, ())):
            person = self._registry.people[pk]
            posts = tuple(
                one
                for one in person.posts
                if (one.kind, one.place) in places and (not said.posts or one.post in said.posts)
            )
            if posts:
                why = Reason.POST_AND_ORGANISATION if said.posts else Reason.ORGANISATION_ONLY
                yield Possible(person.id, person.shown, posts, (why,))

    def _nobody(self, found: Found) -> Reason:
        text, said = found.text, found.beside[0]
        if found.names[0].surname or found.names[0].given or name_like(said.strange, self._registry):
            return Reason.UNKNOWN_NAME
        if text.shared:
            return Reason.SHARED_LOGIN
        return Reason.DEVICE if text.device else Reason.UNKNOWN_TEXT


def _own(person: Somebody, found: Found, registry: Registry) -> bool:
    """Whether nothing in a text speaks against its being a person's: no other surname, no other given name."""
    if any(one.person.id == person.id for one in found.all):
        return True
    name = found.names[0]
    if name.surname is not None or name_like(found.beside[0].strange, registry):
        return False
    if name.given is None and name.patronymic is None:
        return True
    return any(agree(name, one, registry) for one in person.names)


def _as_possible(one: Resolution, registry: Registry) -> Possible:
    person = registry.people[one.person_id or 0]
    return Possible(person.id, person.shown, one.posts, one.reasons)


def _rank_of_post(one: Possible) -> bool:
    return any(held.post == Post.SCHOOL_HEAD for held in one.posts)
