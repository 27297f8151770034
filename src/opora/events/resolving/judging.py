"""When it is sure whom a text means: only when nobody else can be meant, also nobody whom Opora does not know."""

from collections.abc import Sequence

from opora.events.resolving.candidates import Candidate, Found, name_like
from opora.events.resolving.names import Level
from opora.events.resolving.organisations import MANY, Agreement, Beside
from opora.events.resolving.reasons import Reason
from opora.events.resolving.registry import Registry

FEW = 3
"""Schools that may be meant, up to which surname and initials are enough."""


def the_one(found: Found, registry: Registry) -> Candidate | None:
    """The only one who can be meant; None when that is not sure."""
    if several(found):
        return None
    everybody = found.all
    sure = [one for one in everybody if _enough(one, _beside(found, one), registry) and _every(found, one)]
    alone = [one for one in sure if all(_apart(one, other) for other in everybody if other is not one)]
    return alone[0] if len(alone) == 1 else None


def several(found: Found) -> bool:
    """Whether a text names several people: two surnames that are not those of one person."""
    surnames = {word.surname.forms for word in found.names if word.surname}
    if len(surnames) < 2:
        return False
    for one in found.all:
        own = {name.surname for name in one.person.names}
        own |= {half for surname in own for half in surname.split("-")}
        if all(own & set(forms) for forms in surnames):
            return False
    return True


def _every(found: Found, one: Candidate) -> bool:
    """Whether every name that is written can be this person's; a surname that is just repeated is two people."""
    if len(found.names) > 1 and not one.written.bearers and one.agreed.level < Level.STRONG:
        return False
    return all(any(other.person.id == one.person.id for other in group) for group in found.candidates)


def _beside(found: Found, one: Candidate) -> Beside:
    return next(said for name, said in zip(found.names, found.beside, strict=True) if name is one.written)


def _enough(one: Candidate, said: Beside, registry: Registry) -> bool:
    """Whether what is written would be enough, were there nobody else."""
    if _contradicted(one, said) or name_like(said.strange, registry):
        return False
    agreed, fit = one.agreed, one.fit
    if said.doubtful and fit.agreement < Agreement.ORGANISATION and not _understood(one, said):
        return False
    if said.strange and (agreed.level < Level.STRONG or fit.agreement is Agreement.SILENT):
        return False
    return _ENOUGH[agreed.level](one, said)


def _contradicted(one: Candidate, said: Beside) -> bool:
    """Whether something written speaks against somebody: another place or post, a second surname, two slips."""
    agreed, fit = one.agreed, one.fit
    if fit.agreement is Agreement.OTHER or agreed.slips > 1:
        return True
    if one.written.bearers and one.person.id not in one.written.bearers:
        return True
    if said.says and fit.agreement is Agreement.SILENT and not one.person.posts:
        return True
    return agreed.level < Level.WHOLE and (fit.earlier or one.post is False)


def _understood(one: Candidate, said: Beside) -> bool:
    """Whether the strange words are the school's with a slip."""
    return any(said.nearly(held) for held in one.fit.held if held.kind == "school")


def _whole(one: Candidate, said: Beside) -> bool:
    if one.agreed.slips and one.agreed.bold:
        return one.fit.agreement >= Agreement.MUNICIPALITY
    return True


def _strong(one: Candidate, said: Beside) -> bool:
    agreement = one.fit.agreement
    if one.agreed.slips:
        bold = one.agreed.bold and one.agreed.initials
        return agreement is Agreement.ORGANISATION and not bold
    if agreement is Agreement.SOME and said.told.parts.numbers and _by_initials(one):
        return len(said.told.schools) <= FEW
    if agreement in {Agreement.SOME, Agreement.MUNICIPALITY}:
        return said.crowd <= MANY
    return agreement is Agreement.ORGANISATION


def _by_initials(one: Candidate) -> bool:
    return one.written.given is None or bool(one.written.given.letters)


def _initial(one: Candidate, said: Beside) -> bool:
    if one.agreed.slips:
        return False
    few = one.fit.agreement is Agreement.SOME and said.school and len(said.told.schools) <= FEW and not one.agreed.half
    return few or one.fit.agreement is Agreement.ORGANISATION


def _surname(one: Candidate, said: Beside) -> bool:
    plain = not one.agreed.slips and not one.agreed.half
    return plain and one.fit.agreement is Agreement.ORGANISATION and bool(one.fit.held)


def _never(one: Candidate, said: Beside) -> bool:
    return False


_ENOUGH = {
    Level.WHOLE: _whole,
    Level.STRONG: _strong,
    Level.GIVEN_AND_PATRONYMIC: _surname,
    Level.INITIAL: _initial,
    Level.SURNAME: _surname,
    Level.GIVEN: _never,
}
"""What each level of a name needs beside it."""


def _apart(one: Candidate, other: Candidate) -> bool:
    """Whether the other can surely not be meant as well."""
    if one.fit.agreement is Agreement.SILENT:
        return False
    if other.fit.agreement is Agreement.OTHER:
        return True
    if one.fit.agreement is Agreement.ORGANISATION and not one.fit.earlier:
        elsewhere = other.fit.agreement < Agreement.SOME
        return elsewhere or (one.agreed.level is Level.WHOLE > other.agreed.level and other.fit.earlier)
    return False


def why_not(found: Found, ranked: Sequence[Candidate]) -> Reason:
    """What keeps a text with candidates from being sure."""
    if several(found):
        return Reason.SEVERAL_PEOPLE
    best = ranked[0]
    if best.agreed.level is Level.GIVEN:
        return Reason.GIVEN_NAME_ONLY
    if best.fit.agreement is Agreement.OTHER:
        return Reason.OTHER_ORGANISATION
    alike = [one for one in ranked if one.agreed == best.agreed and one.fit.agreement == best.fit.agreement]
    if len(alike) > 1:
        return Reason.NAMESAKES
    return Reason.OTHER_WORDS if _beside(found, best).strange else Reason.TOO_LITTLE
