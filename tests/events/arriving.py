"""People arrive at an event all at once, with phones that lose the connection: `python -m tests.events.arriving`.

On a scratch SQLite base with a server of its own: 300 people in 60 seconds over 20 threads; a third of them send once
or twice more under the same key, half of these at the same moment. Prints how long answers took, and what was kept.
"""

import json
import os
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

THREADS = 20
FIELD = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')
HOUR = re.compile(r"\b\d\d:\d\d\b")
HERE = [sys.executable, "-m", "tests.events.arriving"]


@dataclass
class Measured:
    """Seconds that pages and answers took, and what was answered to each person, one set for all repetitions."""

    pages: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    told: list[set[str]] = field(default_factory=list)


def p95(seconds: Iterable[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


def arrive(address: str, people: int, sessions: list[str], *, over: float) -> Measured:
    """Let people come evenly over so many seconds; the first have a session, the others type a name."""
    measured, began = Measured(), time.monotonic()
    repeats = [1 + number // 3 % 2 if number % 3 == 0 else 0 for number in range(people)]

    def one(number: int) -> set[str]:
        time.sleep(max(0, began + over * number / people - time.monotonic()))
        session = sessions[number] if number < len(sessions) else ""
        took, page, cookies = _asked(address, {"opora_session": session} if session else {})
        measured.pages.append(took)
        sent = {name.decode(): value.decode() for name, value in FIELD.findall(page)}
        sent |= {} if session else {"name": f"Иволгина Анна {number}", "organisation": "СОШ № 14", "email": ""}
        said = set()
        if repeats[number] and number % 4 < 2:  # a hand that taps twice: both are on their way together
            with ThreadPoolExecutor(1 + repeats[number]) as taps:
                every = list(taps.map(lambda _n: _asked(address, cookies, sent), range(1 + repeats[number])))
        else:
            every = [_asked(address, cookies, sent) for _n in range(1 + repeats[number])]
        for took, page, _cookies in every:
            measured.answers.append(took)
            found = HOUR.search(page.decode())
            said.add(found[0] if found else "not checked in")
        return said

    with ThreadPoolExecutor(THREADS) as pool:
        measured.told = list(pool.map(one, range(people)))
    return measured


def _asked(
    address: str, cookies: dict[str, str], sent: dict[str, str] | None = None
) -> tuple[float, bytes, dict[str, str]]:
    """One request: seconds, the page, and the cookies from then on."""
    began = time.monotonic()
    request = urllib.request.Request(address, data=urlencode(sent).encode() if sent else None)  # noqa: S310 - a server of its own
    request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the same
        page = answer.read()
        given = dict(one.partition(";")[0].split("=", 1) for one in answer.headers.get_all("Set-Cookie") or ())
    return time.monotonic() - began, page, cookies | given


def prepare(signed_in: int) -> dict[str, Any]:
    """An open check-in of today, and sessions of so many people."""
    from django.test import Client

    from opora.core.actors import SYSTEM
    from opora.events.actions import open_check_in
    from opora.programmes.asked import last_day
    from tests.accounts.people import appoint, person
    from tests.events.days import plan
    from tests.organisations import places
    from tests.programmes import years

    made = places.make()
    today = last_day(made.region)
    event = plan(years.make(made), "vks-1", "Совещание", on=today)
    sessions = []
    for number in range(signed_in):
        who = person("Иволгина", f"ivolgina-{number}")
        appoint(who, "team_member", made.first)
        client = Client()
        client.force_login(who)
        sessions.append(client.cookies["opora_session"].value)
    return {"key": open_check_in(event=event, on=today, by=SYSTEM).key, "sessions": sessions}


def kept() -> dict[str, int]:
    """What stands in the database: people, different people, names, different names, rows that the list says."""
    from opora.events.models import AttendanceList, Entry, Presence

    return {
        "people": Presence.objects.count(),
        "different people": Presence.objects.values("person").distinct().count(),
        "names": Entry.objects.count(),
        "different names": Entry.objects.values("text").distinct().count(),
        "rows": sum(AttendanceList.objects.values_list("rows", flat=True)),
        "lists": AttendanceList.objects.count(),
    }


def measure(people: int = 300, over: float = 60) -> None:
    """The whole of it on a scratch base, printed."""
    from tests.config.test_run import serve
    from tests.core.jobs import bases

    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as home:
        base = bases.migrated(Path(home), "arriving")
        base.environment["OPORA_DEBUG"] = "yes"
        given = json.loads(base.run(*HERE, "prepare", str(people // 3)))
        port = port_of(serve(base))
        measured = arrive(f"http://127.0.0.1:{port}/here/{given['key']}/", people, given["sessions"], over=over)
        counts = json.loads(base.run(*HERE, "kept"))
        base.stop_all()
    for name, seconds in (("page", measured.pages), ("check-in", measured.answers)):
        tell(f"{name}: {len(seconds)} requests, p95 {p95(seconds) * 1000:.0f} ms, most {max(seconds) * 1000:.0f} ms")
    unlike = sum(len(one) != 1 or "not checked in" in one for one in measured.told)
    tell(f"answered differently or not at all: {unlike}; kept: {counts}")


def tell(line: str) -> None:
    """A line for who started it."""
    sys.stdout.write(f"{line}\n")


def port_of(server: Any) -> str:
    """Where a server of `serve` answers."""
    return str(server.args[server.args.index("--port") + 1])


def main(step: str, *arguments: str) -> None:
    """One step in a process of its own, or all of it."""
    if step == "measure":
        measure()
        return
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    django.setup()
    tell(json.dumps(prepare(int(arguments[0])) if step == "prepare" else kept()))


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["measure"]))
