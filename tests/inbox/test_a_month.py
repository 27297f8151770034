"""A month of reminders lived through by chance, and every letter held against what was open when it was sent."""

import datetime as dt
import random
from collections import defaultdict
from itertools import pairwise

import pytest

from opora.core import clock
from opora.inbox import chores
from opora.inbox.models import Snooze
from opora.outbox.delivery import deliver_due
from opora.outbox.models import Message
from tests.inbox.letters import FORMULAS, WAYS
from tests.inbox.telling import items_of, moment, put_off
from tests.wordbook import models as m

pytestmark = pytest.mark.django_db
FIRST, DAYS = dt.date(2022, 3, 1), 31
DAY = dt.timedelta(days=1)
DUE = {number: dt.date.fromisoformat(due) for number, (_formula, due) in FORMULAS.items() if not due.endswith("..")}


class Village:
    """What a plain reader knows: which of the to-dos are closed, and who puts off what until when."""

    def __init__(self, lived) -> None:
        self.lived = lived
        self.closed: set[str] = set()
        self.put_off: dict[tuple[str, str], dt.date] = {}

    def key(self, action: str, role: str, name: str) -> str:
        places = {**self.lived.village.schools, **self.lived.village.places}
        kind = "school" if name in self.lived.village.schools else "municipality"
        way = WAYS.get(action, f"{kind}:{places[name].pk}")
        return f"{action}|{role}|{places[name].pk}|{way}"

    def own(self) -> dict[str, list[str]]:
        """Whose to-dos with a deadline are whose, by login; of what is open."""
        mine = {
            "nora": [self.key("9", "municipal_head", "north")],
            "cora": [self.key("21", "coordinator", "north")],
            "rick": [self.key("7", "curator", "n1"), self.key("7", "curator", "s1")],
            "mick": [self.key("7", "curator", "n2")],
            "hanna": [self.key("10", "school_head", "n1")],
            "hugo": [self.key("10", "school_head", "n2")],
        }
        return {login: [key for key in keys if key not in self.closed] for login, keys in mine.items()}

    def above(self) -> dict[str, list[tuple[str, int]]]:
        """Who hears of what others left overdue, and after how many days."""
        schools = [self.key("7", "curator", name) for name in ("n1", "n2")]
        schools += [self.key("10", "school_head", name) for name in ("n1", "n2")]
        everything = [*schools, self.key("7", "curator", "s1")]
        higher = [self.key("9", "municipal_head", "north"), self.key("21", "coordinator", "north")]
        found = {"cora": [(key, 3) for key in schools], "sinitsyna": [(key, 10) for key in (*everything, *higher)]}
        return {login: [pair for pair in pairs if pair[0] not in self.closed] for login, pairs in found.items()}

    def happens(self, chance: random.Random, day: dt.date) -> None:
        """Sometimes a visit is made, a municipal roadmap is published, a curator puts a visit off."""
        visits = {name: self.key("7", "curator", name) for name in ("n1", "n2", "s1")}
        if chance.random() < 0.06:
            name = chance.choice(sorted(visits))
            self.lived.village.note(m.Visit, day, school=name, kind="first")
            self.closed.add(visits[name])
        if chance.random() < 0.05:
            for step in ("approved", "published"):
                self.lived.village.note(m.RoadmapStep, day, municipality="north", step=step)
            self.closed.add(self.key("9", "municipal_head", "north"))
        wanted = visits["n2"]
        item = items_of(self.lived, "mick").get(wanted)
        if item and not item.snooze and chance.random() < 0.2:
            until = day + 2 * DAY
            put_off(self.lived, "mick", wanted, f"{until:%m-%d}")
            self.put_off["mick", wanted] = until


def stages(due: dt.date) -> set[dt.date]:
    """Days on which whoever has a to-do is told, by the default rules."""
    return {due - 7 * DAY, due} | {due + 7 * n * DAY for n in range(1, 10)}


def test_every_letter_tells_what_is_open_and_each_stage_once(lived, server) -> None:
    """A day in four is slept through; the seed is one with which letters are held back."""
    chance, village, logins = random.Random(6), Village(lived), lived.logins()  # noqa: S311 - no secrets
    told: dict[tuple[str, str], list[dt.date]] = defaultdict(list)
    reached: dict[str, dt.date] = {}
    heard: set[tuple[str, str]] = set()
    for number in range(DAYS):
        day = FIRST + number * DAY
        with clock.at(moment(day)):
            asleep = chance.random() < 0.25
            if not asleep:
                chores.send_digests()  # and then something happens before the letters go
            village.happens(chance, day)
            if asleep:
                continue
            before = set(Message.objects.filter(state="sent").values_list("pk", flat=True))
            for _round in range(3):
                deliver_due()
                chores.send_digests()
            sent = list(Message.objects.filter(state="sent").exclude(pk__in=before).select_related("mailing"))
            own, above = village.own(), village.above()
            assert len({one.recipient for one in sent}) == len(sent)
            for one in sent:
                assert one.mailing.arguments["day"] == day.isoformat()
                login, listed = logins[one.recipient], one.mailing.arguments["todos"][one.recipient]
                if login == "sinitsyna":
                    assert not village.closed & set(listed["own"])
                else:
                    assert set(listed["own"]) <= set(own.get(login, []))
                for key in listed["above"]:
                    after = dict(above[login])[key]
                    assert day >= DUE[key.partition("|")[0]] + after * DAY
                    assert (login, key) not in heard
                    heard.add((login, key))
                for key in listed["own"]:
                    told[login, key].append(day)
            assert_nothing_is_forgotten(village, own, sent, reached, day, logins)
            reached |= {logins[one.recipient]: day for one in sent}
    assert_each_stage_once(told, village)
    assert sum(map(len, told.values())) > 10
    assert heard
    assert Message.objects.filter(state="dropped").exists()


def assert_nothing_is_forgotten(village, own, sent, reached, day, logins) -> None:
    """Whoever has an open to-do with a stage since the last letter has a letter of today that lists it, unless it is
    put off; on a day of rest nobody has one."""
    listed = {logins[one.recipient]: one.mailing.arguments["todos"][one.recipient]["own"] for one in sent}
    if day.weekday() >= 5:
        assert listed == {}
        return
    for login, keys in own.items():
        last = reached.get(login)
        after = max(last, day - 14 * DAY) if last else day - 7 * DAY
        for key in keys:
            due = DUE[key.partition("|")[0]]
            until = village.put_off.get((login, key), dt.date.min)
            days = stages(due) | ({until + DAY} if until > dt.date.min else set())
            if until < day and any(after < one <= day for one in days):
                assert key in listed.get(login, []), (login, key, day)


def assert_each_stage_once(told, village) -> None:
    """Between two letters to a person about a to-do lies a stage of it, or the end of a time it was put off."""
    ends = {(row.person_id, row.todo): set() for row in Snooze.objects.all()}
    for row in Snooze.objects.all():
        ends[row.person_id, row.todo].add(row.until + DAY)
    for (login, key), days in told.items():
        person = village.lived.village.people.get(login) or village.lived.ministry
        turns = stages(DUE[key.partition("|")[0]]) | ends.get((person.pk, key), set())
        for first, second in pairwise(days):
            assert any(first < one <= second for one in turns), (login, key, first, second)
