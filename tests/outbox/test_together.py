"""Two senders at once, and a sender that is killed: each letter goes once, or somebody is told that nobody knows."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
from django.db import connection

from opora.config import env
from opora.core import clock
from opora.outbox.delivery import LEASE, Delivered, _settle, deliver_due, recover
from opora.outbox.models import Mailing, Message
from opora.outbox.transport import Answer, Fate
from tests.outbox.conftest import NOON
from tests.outbox.mail_server import MailServer
from tests.outbox.mailings import approved, someone

LETTERS = 40


@pytest.mark.django_db(transaction=True)
def test_two_senders_share_the_work(server):
    if connection.vendor == "sqlite":
        pytest.skip(reason="SQLite in memory has one connection; the killed sender below uses a file")
    approved(*map(someone, range(LETTERS)))
    found: list[int] = []

    def run() -> None:
        with clock.at(NOON):
            found.append(deliver_due().sent)
        connection.close()

    senders = [threading.Thread(target=run) for _n in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(found) == LETTERS
    assert set(Counter(server.kept.ids).values()) == {1}
    assert len(server.kept.ids) == LETTERS


class Sender:
    """`opora` over a database in a file of its own, in processes that can be killed."""

    def __init__(self, home, server: MailServer) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("OPORA_", "DATABASE_"))},
            "PYTHONPATH": os.pathsep.join((str(env.SOURCE_TREE / "src"), str(env.SOURCE_TREE))),
            "OPORA_HOME": str(home),
            "OPORA_EMAIL_URL": f"smtp://127.0.0.1:{server.port}/",
            "OPORA_EMAIL_FROM": "opora@priobye.example",
            "OPORA_QUIET_HOURS": "08:00-08:00",
            "OPORA_QUIET_WEEKENDS": "no",
            "DJANGO_SETTINGS_MODULE": "opora.config.settings",
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, *arguments]
        return subprocess.Popen(
            command,
            env=self._environment,
            cwd=env.SOURCE_TREE,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        printed, _nothing = process.communicate(timeout=120)
        assert process.returncode == 0, printed
        return printed

    def opora(self, *arguments: str) -> str:
        return self.run("-m", "opora.config.cli", *arguments)

    def script(self, text: str) -> str:
        return self.run("-c", f"import django; django.setup()\n{text}")


PREPARE = f"""
from tests.outbox.mailings import approved, someone
approved(*map(someone, range({LETTERS})))
"""
GIVE_UP = """
from opora.core import clock
from opora.outbox.delivery import LEASE, recover
recover(clock.now() + LEASE * 2)
"""
STATES = """
from opora.outbox.models import Message
for row in Message.objects.values_list("message_id", "state"):
    print(*row)
"""


def test_a_killed_sender_doubles_nothing_and_loses_nothing(tmp_path):
    """Killed with -9 five times in one mailing, at random moments but the first; two senders finish it together."""
    chance = random.Random(169)  # noqa: S311 - moments, not secrets
    with MailServer() as server:
        server.kept.seconds = 0.1
        sender = Sender(tmp_path, server)
        sender.opora("migrate", "--verbosity", "0")
        sender.script(PREPARE)
        for round_ in range(5):
            already = len(server.kept.ids)
            process = sender.start("-m", "opora.config.cli", "outbox", "send")
            deadline = time.monotonic() + 60
            while len(server.kept.ids) < already + 3 and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.2) if round_ else 0)  # the first one before it hears the answer
            process.send_signal(signal.SIGKILL)
            process.communicate()
        sender.script(GIVE_UP)
        last = [sender.start("-m", "opora.config.cli", "outbox", "send") for _n in range(2)]
        for process in last:
            printed, _nothing = process.communicate(timeout=120)
            assert process.returncode == 0, printed
        rows = dict(line.split() for line in sender.script(STATES).splitlines())
        taken = Counter(server.kept.ids)
    assert len(rows) == LETTERS
    assert set(rows.values()) <= {"sent", "uncertain"}
    assert set(taken.values()) == {1}
    sent = {message_id for message_id, state in rows.items() if state == "sent"}
    assert sent <= set(taken)
    assert set(taken) - sent <= {message_id for message_id, state in rows.items() if state == "uncertain"}
    assert 1 <= sum(state == "uncertain" for state in rows.values()) <= 5


def test_the_worker_alone_delivers_what_was_approved(tmp_path):
    with MailServer() as server:
        sender = Sender(tmp_path, server)
        sender.opora("migrate", "--verbosity", "0")
        sender.script(PREPARE)
        sender.opora("worker", "--once")
        rows = dict(line.split() for line in sender.script(STATES).splitlines())
    assert len(rows) == LETTERS
    assert set(rows.values()) == {"sent"}
    assert Counter(server.kept.ids) == Counter(list(rows))
    assert sender.script("from opora.outbox.models import Mailing\nprint(Mailing.objects.get().state)") == "sent\n"


@pytest.mark.django_db(transaction=True)
def test_a_sender_that_was_thought_dead_may_still_say_what_happened():
    """Its claim was given up while it waited for the server; the answer came after all and counts."""

    mailing = approved(someone(1))
    message = mailing.messages.get()
    Message.objects.filter(pk=message.pk).update(state="sending", claim="slow", claimed_at=NOON - LEASE * 2)
    assert recover(NOON) == 1
    done = Delivered()
    _settle(message, "slow", Answer(Fate.TAKEN), NOON, done)
    assert done.sent == 1
    assert Mailing.objects.get().messages.get().state == "sent"
