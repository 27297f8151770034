"""Posts of the region: ministry, control, institute, experts, site, installation."""

import datetime as dt
from collections.abc import Iterator

from opora.accounts.models import EndReason, Post
from opora.demo import cast
from opora.demo.names import People, Person
from opora.demo.tenures import OPENING, Tenure, order

COUNCIL = dt.date(2022, 3, 9)
MINISTRY_SINCE = dt.date(2021, 11, 29)
MINISTRY_ORDER = order("приказ министерства", 1318, MINISTRY_SINCE)
INSTITUTE_ORDER = order("приказ института", 84, MINISTRY_SINCE)
METHODISTS = 6
EXPERTS = 11


def posts(people: People, methodists: list[Person]) -> Iterator[Tenure]:
    """Everybody who works for the whole region; `methodists` are also curators elsewhere."""
    yield _since_before(cast.SINITSYNA, Post.MINISTRY, MINISTRY_ORDER)
    leaving = _since_before(people.draw(), Post.MINISTRY, MINISTRY_ORDER)
    left = dt.date(2022, 6, 1)
    ended = order("приказ министерства", 611, dt.date(2022, 5, 30))
    yield leaving.ends(left, ended, reason=EndReason.TRANSFERRED)
    yield Tenure(people.draw(), Post.MINISTRY, "", left, ended, recorded=left)
    yield _since_before(cast.KRECHETOV, Post.CONTROLLER, order("распоряжение правительства края", 402, MINISTRY_SINCE))
    yield _since_before(people.draw(), Post.COORDINATOR, MINISTRY_ORDER)
    yield _since_before(cast.SVIRISTELEVA, Post.EDITOR, INSTITUTE_ORDER)
    yield _since_before(cast.SHCHEGLOV, Post.OPERATOR, MINISTRY_ORDER)
    others = [people.draw() for _number in range(METHODISTS - len(methodists))]
    for methodist in (cast.IVOLGINA, *methodists, *others):
        yield _since_before(methodist, Post.INSTITUTE, INSTITUTE_ORDER)
    council = order("приказ министерства и института", 231, COUNCIL)
    for expert in (cast.SOLOVYOVA, *others, *(people.draw() for _number in range(EXPERTS - len(others)))):
        yield Tenure(expert, Post.EXPERT, "", COUNCIL, council, recorded=COUNCIL)


def _since_before(person: Person, post: Post, basis: str) -> Tenure:
    return Tenure(person, post, "", MINISTRY_SINCE, basis, recorded=OPENING)
