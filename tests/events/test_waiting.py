"""The waiting list beside a queue that people join and leave as they answer."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opora.events.invited import waiting
from opora.events.models import Answer

NOON = dt.datetime(2022, 4, 1, 5, tzinfo=dt.UTC)
WRITTEN = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["yes", "no", "substitute"])), max_size=15)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the list
@given(WRITTEN, st.integers(1, 4))
def test_places_follow_a_plain_recount(written: list[tuple[int, str]], capacity: int) -> None:
    """Beside the function: a queue that people join and leave as they answer."""
    answers: dict[int, list[Answer]] = {}
    queue: list[int] = []
    for number, (who, reply) in enumerate(written, start=1):
        answers.setdefault(who, []).append(Answer(pk=number, reply=reply, recorded_at=NOON))
        if reply == "no":
            queue = [one for one in queue if one != who]
        elif who not in queue:
            queue.append(who)
    waits = waiting(answers, capacity)
    assert waits == {who: place for place, who in enumerate(queue[capacity:], start=1)}
    assert waiting(answers, None) == {}
    if queue:  # somebody with a place declines: everybody else keeps theirs or moves up by one
        answers[queue[0]].append(Answer(pk=99, reply="no", recorded_at=NOON))
        after = waiting(answers, capacity)
        assert after == {who: place - 1 for who, place in waits.items() if place > 1}
