"""A worker is killed in the middle of a long import: another goes on, and every school is there once."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.jobs import bases
from tests.core.jobs.bases import OPORA, Base

SCHOOLS = 1500
START = """
import sys
import django
django.setup()
from pathlib import Path
from opora.accounts.actions import NewPerson, add_person
from opora.core.actors import SYSTEM, Actor
from opora.core.imports.plans import kinds
from opora.core.imports.tables import Where
from opora.core import clock
from opora.lists import bringing, jobs, keeping
from opora.organisations.models import Region
path, region = Path(sys.argv[1]), Region.objects.get()
by = Actor(key=add_person(row=NewPerson(login="m", surname="М", given_name="М"), by=SYSTEM).key, region_id=region.pk)
with path.open("rb") as stream:
    stored = keeping.keep(content=stream, name=path.name, by=by)
where = Where(region=region, on=clock.today())
checked = bringing.check(kind=kinds()["schools"], stored=stored, where=where, by=by)
jobs.start_import(checked=checked, stored=stored, partial=False, by=by)
"""
WATCH = """
import time
import django
django.setup()
from opora.core.models import ImportBatch
print("ready", flush=True)
for _look in range(6000):
    if ImportBatch.objects.filter(kind="schools", created__gt=0).exists():
        print("begun", flush=True)
        break
    time.sleep(0.01)
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    made = bases.migrated(tmp_path, "imports")
    yield made
    made.stop_all()


def last(base: Base) -> dict[str, Any]:
    shown: list[dict[str, Any]] = json.loads(base.run(*OPORA, "lists", "show", "--json"))
    return shown[-1]


def test_an_import_whose_worker_was_killed_is_finished_by_another(base: Base, tmp_path: Path) -> None:
    places, schools = tmp_path / "places.csv", tmp_path / "schools.csv"
    places.write_text("code;name;short_name\nbor;Боровской район;Боровской\n", "utf-8")
    rows = "".join(f"s-{number};bor;СОШ № {number}\n" for number in range(SCHOOLS))
    schools.write_text(f"code;municipality;name\n{rows}", "utf-8")
    base.run(*OPORA, "region", "create", "Приобский край")
    base.run(*OPORA, "lists", "import", "municipalities", str(places), "--commit")
    base.environment["DJANGO_SETTINGS_MODULE"] = "opora.config.settings"
    base.run(sys.executable, "-c", START, str(schools))
    watch = subprocess.Popen([sys.executable, "-c", WATCH], env=base.environment, stdout=subprocess.PIPE, text=True)
    assert watch.stdout is not None
    assert watch.stdout.readline() == "ready\n"
    first = base.worker()
    assert watch.stdout.readline() == "begun\n"
    first.kill()
    first.wait()
    half = last(base)
    assert (half["state"], 0 < half["created"] < SCHOOLS) == ("writing", True)
    base.worker()
    (job,) = base.until("done")
    whole = last(base)
    assert (job["attempts"], whole["number"], whole["state"], whole["created"]) == (
        2, half["number"], "done", SCHOOLS,
    )  # fmt: skip
    again = json.loads(base.run(*OPORA, "lists", "import", "schools", str(schools), "--json"))
    assert (again["create"], again["skip"]) == (0, SCHOOLS)
