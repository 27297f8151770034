"""What was found in a list, for programs: one object for each person in the file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from opora.accounts.models import User
from opora.events.reading import Reading
from opora.events.resolving import Held, Resolution


def people_of(reading: Reading) -> list[dict[str, Any]]:
    """Each participant in the order of the file; one query for the logins.

    `person` is the full name, `post` the code of the post, `minutes` None when the file does not tell; `reasons` are
    stable codes, `candidates` those who may be meant, the likeliest first.
    """
    named = {one.person_id for one in reading.resolutions if one.person_id is not None}
    named |= {other.person_id for one in reading.resolutions for other in one.candidates}
    logins = dict(User.objects.filter(pk__in=named).values_list("pk", "login"))
    return [_person(one, reading, logins) for one in reading.resolutions]


def _person(one: Resolution, reading: Reading, logins: Mapping[int, str]) -> dict[str, Any]:
    return {
        "lines": list(one.participant.lines),
        "text": one.participant.text,
        "status": str(one.status),
        **_who(one.person_id, one.posts, reading, logins),
        "minutes": one.participant.minutes,
        "present": one.participant.present,
        "reasons": list(map(str, one.reasons)),
        "candidates": [
            {**_who(other.person_id, other.posts, reading, logins), "reasons": list(map(str, other.reasons))}
            for other in one.candidates
        ],
    }


def _who(
    person_id: int | None, posts: Sequence[Held], reading: Reading, logins: Mapping[int, str]
) -> dict[str, str | None]:
    if person_id is None:
        return {"person": None, "login": None, "post": None, "organisation": None}
    return {
        "person": reading.registry.people[person_id].shown,
        "login": logins.get(person_id, ""),
        "post": _joined(held.post for held in posts),
        "organisation": _joined(held.organisation for held in posts),
    }


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, texts))) or None
