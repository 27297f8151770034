"""When the letters go, to whom once, and what is never sent: with a real mail server, at hours of Barnaul."""

import datetime as dt
import threading

import pytest
from django.db import connection

from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.inbox import chores, reminding
from opora.organisations.models import Region
from opora.outbox import actions as outbox
from opora.outbox.delivery import deliver_due
from opora.outbox.models import Mailing, Message
from tests.inbox.letters import NOW
from tests.inbox.telling import at, hand_over, planned, prepare, put_off, rule, run
from tests.wordbook import models as m

pytestmark = pytest.mark.django_db
EVERYBODY = {"nora", "cora", "rick", "mick", "hanna", "hugo", "sinitsyna"}
TODAY = dt.date(2022, 3, 16)


def arrived(server, since: int = 0) -> list[str]:
    """Whom the letters of the server went to, by login."""
    return sorted(to[0].partition("@")[0] for to in server.kept.recipients[since:])


def test_the_worker_sends_each_one_letter_and_the_same_day_no_other(lived, server) -> None:
    run()
    assert arrived(server) == sorted(EVERYBODY)
    letter = next(one for one in server.kept.letters if "rick" in one["To"])
    assert letter["Subject"].replace("\xa0", " ") == "Сводка дел на 16.03.2022: 2 дела"
    assert "№ 7 «Действие 7»" in letter.get_content().replace("\xa0", " ")
    run()
    with at("03-16", 20):
        run()
    assert len(server.kept.letters) == len(EVERYBODY)
    assert Mailing.objects.get().prepared_by == SYSTEM.key
    with at("03-17"):
        run()
    assert len(server.kept.letters) == len(EVERYBODY)


def test_a_gap_closed_before_sending_holds_the_letter_back_and_a_new_one_tells_the_rest(lived, server) -> None:
    prepare(lived)
    lived.village.note(m.Visit, TODAY, school="n1", kind="first")
    lived.village.note(m.Visit, TODAY, school="n2", kind="first")
    deliver_due()
    assert arrived(server) == sorted(EVERYBODY - {"rick", "mick"})
    dropped = Message.objects.filter(state="dropped")
    assert {one.why for one in dropped} == {"not-needed"}
    assert "готовится новое письмо" in dropped[0].words
    run()
    assert arrived(server, since=len(EVERYBODY) - 2) == ["rick"]
    assert not any("n1" in one.get_content() for one in server.kept.letters if "rick" in one["To"])
    assert not any("mick" in one["To"] for one in server.kept.letters)


@pytest.mark.parametrize("what", ["put off", "handed over", "left the post", "others closed it"])
def test_what_is_not_theirs_to_do_any_more_is_not_sent(lived, server, what: str) -> None:
    """Of Mick's one to-do, and in the last case of what Cora hears is overdue with Hanna."""
    prepare(lived)
    visit = f"7|curator|{lived.village.schools['n2'].pk}|school:{lived.village.schools['n2'].pk}"
    if what == "put off":
        put_off(lived, "mick", visit, "03-16")
    elif what == "handed over":
        hand_over(lived, "mick", visit, "hugo", "03-20")
    elif what == "left the post":
        lived.village.leave_post("mick", "n2", TODAY)
    else:
        put_off(lived, "cora", f"21|coordinator|{_north(lived)}|municipality:{_north(lived)}", "03-17")
    deliver_due()
    gone = "cora" if what == "others closed it" else "mick"
    assert arrived(server) == sorted(EVERYBODY - {gone})


def _north(lived) -> int:
    return lived.village.places["north"].pk


def test_what_others_have_caught_up_with_is_not_raised(lived, server) -> None:
    prepare(lived)
    for step in ("approved", "published"):
        lived.village.note(m.RoadmapStep, TODAY, municipality="north", step=step)
    deliver_due()
    assert arrived(server) == sorted(EVERYBODY - {"nora", "sinitsyna"})
    run()
    assert arrived(server) == sorted(EVERYBODY - {"nora"})


def test_stale_letters_never_go_and_the_next_one_tells_it_all_once(lived, server) -> None:
    """Everything slept from Wednesday noon on: what was prepared then waits, and wakes up 24 hours later."""
    prepare(lived)
    with at("03-17"):
        state = run()
        assert arrived(server) == sorted(EVERYBODY)
        assert set(state.values()) == {"sent"}
        assert Message.objects.filter(state="dropped").count() == len(EVERYBODY)
        assert all("17.03.2022" in one["Subject"] for one in server.kept.letters)
        run()
    assert len(server.kept.letters) == len(EVERYBODY)


def test_after_a_weekend_everything_comes_in_one_letter(lived, server) -> None:
    run()
    before = len(server.kept.letters)
    for day in ("03-18", "03-19", "03-20"):
        with at(day):
            run()
    assert arrived(server, before) == []
    with at("03-21"):
        assert planned(lived) == {
            "nora": (["9 of north"], [], []),  # 14 days over on the 20th
            "cora": ([], [], ["7 of n1", "7 of n2"]),  # three days over on the 19th
            "hanna": (["10 of n1"], [], []),  # seven days over on the 20th
            "hugo": (["10 of n2"], [], []),
            "sinitsyna": (["9 of south", "10 of s1", "4 of south"], [], []),  # all on the 20th
        }
        run()
    assert arrived(server, before) == ["cora", "hanna", "hugo", "nora", "sinitsyna"]


@pytest.mark.parametrize(
    ("day", "hour", "sent"),
    [("03-16", 8, False), ("03-16", 9, True), ("03-16", 21, False), ("03-19", 12, False), ("03-16", 20, True)],
)
def test_letters_go_from_the_hour_on_and_in_no_quiet_hours(lived, server, day: str, hour: int, sent: bool) -> None:
    with at(day, hour):
        run()
    assert bool(server.kept.letters) is sent
    assert Mailing.objects.exists() is sent


def test_nothing_goes_by_itself_when_switched_off_without_mail_or_in_a_demonstration(lived, server, settings) -> None:
    rule(lived, "03-16", "reminders_on", False)
    run()
    rule(lived, "03-16", "reminders_on", True)
    Region.objects.update(demonstration_on=TODAY)
    run()
    Region.objects.update(demonstration_on=None)
    settings.OUTBOX_SERVER = None
    chores.send_digests()
    assert Mailing.objects.count() == 0


def test_a_demonstration_prepares_a_draft_which_can_be_cancelled_and_made_again(lived, server) -> None:
    Region.objects.update(demonstration_on=TODAY)
    lived.region.refresh_from_db()
    first = prepare(lived)
    assert (first.state, first.invented) == ("draft", True)
    assert prepare(lived) is None
    outbox.stop(mailing=first, by=SYSTEM)
    assert prepare(lived).pk != first.pk
    deliver_due()
    assert server.kept.letters == []


def test_what_was_stopped_or_refused_today_is_not_sent_again_by_itself(lived, server) -> None:
    server.kept.refusals["rick@village.example"] = "550 no such user"
    run()
    assert run()[lived.village.people["rick"].key] == "failed"
    assert Mailing.objects.count() == 1
    with at("03-17"):
        run()
        assert planned(lived) == {}
    server.kept.refusals.clear()
    with at("03-18"):
        assert Mailing.objects.count() == 2


def test_what_was_perhaps_sent_is_not_told_again(lived, server) -> None:
    prepare(lived)
    Message.objects.update(state="uncertain", claim="x", claimed_at=NOW, why="crashed")
    with at("03-17"):
        assert planned(lived) == {}


def test_the_journal_says_that_the_system_prepared_and_sent(lived, server) -> None:
    mailing = prepare(lived)
    rows = JournalEntry.objects.filter(object_key=journal.key_of(mailing)).order_by("pk")
    assert [(row.verb, row.actor, row.count) for row in rows] == [
        ("prepare-mailing", "system", 7),
        ("send-mailing", "system", 7),
    ]


def test_one_region_that_fails_holds_up_no_other(lived, server, monkeypatch) -> None:
    Region.objects.create(name="A", code="aaa", time_zone="Asia/Barnaul")  # comes first
    plan = reminding.plan
    monkeypatch.setattr(reminding, "plan", lambda region: plan(region) if region.code == "village" else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        chores.send_digests()
    assert Mailing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_prepare_one_letter_for_each(lived, server) -> None:
    if connection.vendor == "sqlite":
        pytest.skip(reason="SQLite in memory has one connection, and one writer at a time in any case")
    ready = threading.Barrier(2)

    def work() -> None:
        with clock.at(NOW):
            found = reminding.plan(lived.region)
            ready.wait(timeout=30)
            reminding.send(found=found, site="", by=SYSTEM)
        connection.close()

    workers = [threading.Thread(target=work) for _n in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert Message.objects.count() == len(EVERYBODY)
    assert Message.objects.values("recipient").distinct().count() == len(EVERYBODY)
