"""`opora jobs` on the command line."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import translation

from opora.core.actors import SYSTEM
from opora.core.jobs import actions, queue, running
from opora.core.jobs.models import Job
from tests.core.jobs.work import register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _work(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    monkeypatch.setattr(running, "PAUSE", 0)


def start(name: str = "test-slow", **arguments: object) -> Job:
    return actions.start(name=name, by=SYSTEM, title="schools.xlsx", arguments=arguments)


def run_next() -> None:
    job = queue.claim("w1")
    assert job is not None
    running.execute(job)


def opora(*words: object) -> str:
    out = io.StringIO()
    call_command("jobs", *map(str, words), stdout=out, stderr=out)
    return out.getvalue().replace("\u00a0", " ")


def test_nothing_yet() -> None:
    assert opora("list").strip() == "Фоновых работ нет."


def test_the_list_and_its_json() -> None:
    first, second = start(steps=1, pause=0), start("test-refuses")
    run_next()
    lines = opora("list").splitlines()
    assert [line.split(" · ")[0] for line in lines] == [str(second.pk), str(first.pk)]
    assert lines[1].endswith("выполнена · Slow work: schools.xlsx")
    assert str(first.pk) not in [line.split(" · ")[0] for line in opora("list", "--state", "queued").splitlines()]
    told = {one["number"]: one for one in json.loads(opora("list", "--json"))}
    assert (told[first.pk]["state"], told[first.pk]["done"], told[first.pk]["total"]) == ("done", 1, 1)
    assert told[first.pk]["result"] == {"text": "all steps", "url": "/schools/"}
    assert told[second.pk]["state"] == "queued"


def test_one_job_with_what_it_made() -> None:
    job = start(steps=1, pause=0)
    run_next()
    assert [line.strip() for line in opora("show", job.pk).splitlines()[1:]] == ["all steps", "/schools/"]


@pytest.mark.parametrize("more", [[], ["--wait"], ["--json"]])
def test_a_failure_is_an_exit_status(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    job = start("test-refuses")
    run_next()
    with pytest.raises(SystemExit) as end:
        call_command("jobs", "show", str(job.pk), *more)
    assert end.value.code == 1
    assert "Row 14 has no date." in capsys.readouterr().out


def test_cancelled_and_tried_again() -> None:
    job = start(steps=1)
    assert opora("cancel", job.pk).strip() == f"Работа {job.pk} отменена."
    assert opora("retry", job.pk).strip() == f"Работа {job.pk} снова ждёт в очереди."
    queue.claim("w1")
    assert opora("cancel", job.pk).strip() == f"Работу {job.pk} попросили остановиться."


def test_mistakes_are_told() -> None:
    with pytest.raises(CommandError, match="Работы 99 нет"):
        opora("show", 99)
    job = start(steps=1)
    with pytest.raises(ValidationError):
        opora("retry", job.pk)


def test_in_english() -> None:
    with translation.override("en"):
        assert opora("list").strip() == "There are no jobs."
