"""The reasons of a candidate, in the order in which they weigh."""

from collections.abc import Iterator

from opora.events.resolving.candidates import Candidate
from opora.events.resolving.names import Level
from opora.events.resolving.organisations import Agreement
from opora.events.resolving.reasons import Reason
from opora.events.resolving.words import Text

_BARE = {
    Level.WHOLE: Reason.FULL_NAME,
    Level.INITIAL: Reason.INITIAL,
    Level.SURNAME: Reason.SURNAME,
    Level.GIVEN_AND_PATRONYMIC: Reason.GIVEN_AND_PATRONYMIC,
    Level.GIVEN: Reason.GIVEN_NAME_ONLY,
}
_LOCATED = {
    Reason.NAME: Reason.NAME_AND_ORGANISATION,
    Reason.INITIALS: Reason.INITIALS_AND_ORGANISATION,
    Reason.INITIAL: Reason.INITIALS_AND_ORGANISATION,
    Reason.SURNAME: Reason.SURNAME_AND_ORGANISATION,
    Reason.GIVEN_AND_PATRONYMIC: Reason.GIVEN_AND_PATRONYMIC_AND_ORGANISATION,
}


def reasons(one: Candidate, text: Text, *, invited: bool) -> list[Reason]:
    """Why somebody may be meant."""
    return [*_of_name(one), *_of_letters(one, text), *_of_posts(one), *([Reason.INVITED] if invited else [])]


def _of_name(one: Candidate) -> Iterator[Reason]:
    agreed, agreement = one.agreed, one.fit.agreement
    bare = _BARE.get(agreed.level) or (Reason.INITIALS if _by_initials(one) else Reason.NAME)
    located = agreement >= Agreement.SOME and not one.fit.earlier
    if located and bare in _LOCATED:
        yield _LOCATED[bare]
    elif agreement is Agreement.MUNICIPALITY and bare in {Reason.NAME, Reason.INITIALS}:
        yield Reason.NAME_AND_MUNICIPALITY
    else:
        yield bare
        if located:
            yield Reason.ORGANISATION
        elif agreement is Agreement.MUNICIPALITY:
            yield Reason.MUNICIPALITY


def _by_initials(one: Candidate) -> bool:
    first = one.written.given
    return bool(first and first.letters)


def _of_letters(one: Candidate, text: Text) -> Iterator[Reason]:
    agreed = one.agreed
    told = (
        (Reason.SLIP, bool(agreed.slips)),
        (Reason.FORMER_SURNAME, agreed.former),
        (Reason.HALF_SURNAME, agreed.half),
        (Reason.DIMINUTIVE, agreed.short),
        (Reason.LAYOUT, text.layout),
        (Reason.TRANSLIT, text.latin),
        (Reason.ORDER, one.written.swapped),
        (Reason.YO, one.name.yo and not text.yo and not text.latin),
    )
    yield from (reason for reason, holds in told if holds)


def _of_posts(one: Candidate) -> Iterator[Reason]:
    if one.post is not None:
        yield Reason.POST if one.post else Reason.OTHER_POST
    if one.fit.agreement is Agreement.OTHER:
        yield Reason.OTHER_ORGANISATION
    elif one.fit.earlier:
        yield Reason.EARLIER_POST
