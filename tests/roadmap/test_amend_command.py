"""`opora roadmap amend` and `opora roadmap versions`: what they print, the JSON, and what hinders a version."""

import json
from pathlib import Path
from typing import Any

import pytest

from opora.core import clock
from opora.roadmap.models import Roadmap, RoadmapVersion
from tests.roadmap.amended import FIRST, NOW, attach, inserted
from tests.roadmap.small_order import COLUMNS
from tests.roadmap.test_commands import Run, read, run

__all__ = ["run"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def file(folder: Path, *rows: str) -> str:
    path = folder / "order.txt"
    head = "ПРИКАЗ\n\n15.05.2022 г.\n\n№ 12\n\nО внесении изменений в дорожную карту на 2022 год\n\n"
    path.write_text(head + "\n".join([COLUMNS, *rows]) + "\n")
    return str(path)


def amend(run: Run, status: int, *arguments: str) -> Any:
    with clock.at(NOW):
        out, err, code = run("roadmap", "amend", *arguments)
    assert (err, code) == ("", status)
    return out


def test_a_dry_run_tells_the_rows_and_writes_nothing(run: Run, roadmap: Roadmap, tmp_path: Path) -> None:
    attach(roadmap)
    out = amend(run, 0, file(tmp_path, *inserted()))
    assert "From 15 May 2022 on, the whole table:" in out.replace("\xa0", " ")
    assert "  4 → 2 another number only: Action 4" in out
    assert "  3 added: Повторный подбор кураторов" in out
    assert "Changed: 0, added: 1, left out: 0, another number only: 4." in out
    assert "dry run" in out
    assert not RoadmapVersion.objects.exists()


def test_the_json_names_each_row_and_commit_makes_the_version(run: Run, roadmap: Roadmap, tmp_path: Path) -> None:
    attach(roadmap)
    path = file(tmp_path, *inserted())
    found = json.loads(amend(run, 0, path, "--on", "2022-05-20", "--commit", "--json"))
    assert (found["version"], found["on"], found["whole"], found["faults"]) == (2, "2022-05-20", True, [])
    assert found["order"] == {"number": "12", "date": "2022-05-15"}
    assert found["counts"] == {"kept": 1, "moved": 4, "changed": 0, "added": 1, "removed": 0}
    assert [(row["number_before"], row["number"], row["fate"]) for row in found["rows"]][:3] == [
        ("1", "1", "kept"), ("4", "2", "moved"), (None, "3", "added"),
    ]  # fmt: skip
    assert {"field": "due", "from": None, "to": "31 May 2022"} in [
        {**one, "to": one["to"].replace("\xa0", " ")} for one in found["rows"][2]["changes"]
    ]
    latest, first = read(run, "roadmap", "versions")
    assert (latest["version"], latest["since"], first["version"]) == (2, "2022-05-20", 1)
    assert [(row["fate"], row["number"]) for row in latest["rows"]] == [
        ("moved", "2"), ("added", "3"), ("moved", "4"), ("moved", "5"), ("moved", "6"),
    ]  # fmt: skip
    assert "Version 2: order No. 12" in run("roadmap", "versions")[0]


def test_only_these_rows_and_what_hinders(run: Run, roadmap: Roadmap, tmp_path: Path) -> None:
    attach(roadmap)
    path = file(tmp_path, *(FIRST[:2] + FIRST[3:]))
    assert json.loads(amend(run, 0, path, "--json"))["counts"]["removed"] == 1
    out = amend(run, 1, path, "--only-these-rows", "--commit")
    assert "Hindered: The order changes nothing" in out
    assert not RoadmapVersion.objects.exists()


def test_a_formula_given_by_hand_counts_a_row_that_has_none(run: Run, roadmap: Roadmap, tmp_path: Path) -> None:
    attach(roadmap)
    row = "36.\tФестиваль работ\tиюнь 2022\tАИРО\tСколько работ прислано\t–"
    path = file(tmp_path, *FIRST, row)
    assert "has no formula" in amend(run, 0, path)
    sentence = "count(schools(current), curator_appointed())"
    amend(run, 0, path, "--formula", f"36={sentence}", "--commit")
    assert roadmap.indicators.get(key="36").definitions.get().formula == sentence
    with clock.at(NOW):
        assert run("roadmap", "amend", path, "--formula", "36")[1:] == (
            "opora: Write a formula like this: 12=count(requests()).\n",
            2,
        )
