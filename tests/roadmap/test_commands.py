"""`opora roadmap` and `opora indicators`: what they print, the JSON contract, one line and status 2 for a mistake."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opora.accounts.models import Post, User
from opora.core.actors import SYSTEM
from opora.indicators.evaluation import not_connected
from opora.programmes.models import Programme
from opora.roadmap.actions import load_programme
from opora.roadmap.management.commands import indicators
from opora.roadmap.management.commands import roadmap as roadmap_command
from opora.roadmap.models import Roadmap, SourceCell
from opora.roadmap.programme_file import programme_path, read_programme
from tests.accounts.people import appoint
from tests.organisations.places import Places
from tests.roadmap.small_order import text
from tests.roadmap.test_queries import COMPUTED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

Run = Callable[..., tuple[str, str, int]]
FIELDS = {
    "key", "action", "title", "formula", "version", "sentence", "kind", "met", "missing", "unknown", "excluded",
    "value", "range", "target", "target_basis", "result", "execution", "executed_on", "late", "execution_reason",
    "due", "reason", "awaiting", "warnings", "beside",
}  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as from the command line: its output, its errors, its exit status."""

    def run(*arguments: str) -> tuple[str, str, int]:
        name, *rest = arguments
        command = {"roadmap": roadmap_command, "indicators": indicators}[name].Command()
        status = 0
        try:
            command.run_from_argv(["opora", name, *rest])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        out, err = capsys.readouterr()
        return out, err, status

    return run


def read(run: Run, *arguments: str) -> Any:
    out, err, status = run(*arguments, "--json")
    assert (err, status) == ("", 0)
    return json.loads(out)


@pytest.fixture
def curated(made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.first)
    appoint(siskin, Post.COORDINATOR, made.bor)


@pytest.mark.usefixtures("curated")
def test_53_indicators_of_the_whole_programme(run: Run, programme: Programme) -> None:
    load_programme(file=read_programme(programme_path("2022")), region=programme.region, by=SYSTEM)
    rows = read(run, "indicators", "show", "--as-of", "2022-10-01")
    assert len(rows) == 53
    assert all(set(row) == FIELDS for row in rows)
    assert len({row["action"] for row in rows}) == 48
    by_key = {row["key"]: row for row in rows}
    assert {"5", "35.1", "35.2", "35.3"} <= set(by_key)
    five = by_key["5"]
    assert (five["met"], five["missing"], five["unknown"], five["excluded"]) == (1, 2, 0, 0)
    assert (five["value"], five["range"], five["target"], five["result"]) == (33.3333, [33.3333, 33.3333], None, None)
    assert (five["kind"], five["execution"], five["executed_on"], five["awaiting"]) == ("share", "overdue", None, [])
    four = by_key["4"]
    assert (four["value"], four["target"], four["result"]) == (50, "= 100", "not_met")
    three = by_key["3"]
    assert (three["unknown"], three["value"], three["range"], three["execution"]) == (3, None, [0, 100], "unknown")
    assert three["awaiting"] == ["surveyed"]
    assert three["reason"] == not_connected()
    assert (by_key["38"]["met"], by_key["38"]["range"]) == (None, None)
    live = {key for key, row in by_key.items() if not row["awaiting"]}
    assert live == {"4", "5", "33", *COMPUTED.split()}
    assert all(by_key[key]["reason"] for key in by_key if key not in live)


@pytest.mark.usefixtures("curated", "roadmap")
def test_members_of_a_list(run: Run, made: Places) -> None:
    rows = read(run, "indicators", "members", "5", "--list", "missing", "--as-of", "2022-10-01")
    assert [row["key"] for row in rows] == [f"school:{made.second.pk}", f"school:{made.third.pk}"]
    assert all(row["reason"] and row["gap"]["closes"] == "ministry" for row in rows)
    (met,) = read(run, "indicators", "members", "5", "--list", "met", "--as-of", "2022-10-01")
    assert (met["on"], met["late"], met["evidence"][0]["on"]) == ("2022-02-08", False, "2022-02-08")
    assert read(run, "indicators", "members", "5", "--list", "excluded", "--as-of", "2022-10-01") == []
    out, _err, _status = run("indicators", "members", "5", "--list", "missing", "--as-of", "2022-10-01")
    assert "Лужская" in out
    assert "nobody was appointed" in out


@pytest.mark.usefixtures("curated", "roadmap")
def test_scope_and_breakdown(run: Run, made: Places) -> None:
    def five(*arguments: str) -> dict[str, Any]:
        rows = read(run, "indicators", "show", "--as-of", "2022-10-01", *arguments)
        return next(row for row in rows if row["key"] == "5")

    assert [five("--scope", scope)["met"] for scope in ("region", "municipality:bor", "municipality:luga")] == [1, 1, 0]
    assert five("--scope", f"municipality:{made.luga.pk}")["missing"] == 1
    assert (five("--scope", "school:priobye-2")["missing"], five("--scope", "school:priobye-2")["met"]) == (1, 0)
    assert five("--scope", "municipality:luga")["execution"] == five()["execution"]
    parts = five("--by", "municipality")["by"]
    assert [(part["label"], part["met"], part["missing"]) for part in parts] == [
        ("Боровской район", 1, 1), ("Лужский район", 0, 1)]  # fmt: skip
    assert [(part["key"], part["met"], part["missing"]) for part in five("--by", "month")["by"]] == [
        ("2022-02", 1, 0), (None, 0, 2)]  # fmt: skip
    assert [part["key"] for part in five("--by", "section")["by"]] == [None]
    out, _err, _status = run("indicators", "show", "--as-of", "2022-10-01", "--by", "municipality")
    assert "1 of 2 · 50.0%" in out.replace("\u00a0", " ")
    assert "  Лужский район\n" in out


@pytest.mark.usefixtures("curated", "roadmap")
def test_known_at_is_the_second_clock(run: Run) -> None:
    def met(known_at: str) -> int:
        rows = read(run, "indicators", "show", "--as-of", "2022-10-01", "--known-at", known_at)
        return next(row["met"] for row in rows if row["key"] == "5")

    assert (met("2022-02-07"), met("2022-02-08")) == (0, 1)


@pytest.mark.usefixtures("roadmap")
def test_tables_for_people(run: Run) -> None:
    out, _err, status = run("indicators", "show", "--as-of", "2022-10-01")
    assert status == 0
    assert "As of 1 Oct 2022" in out.replace("\u00a0", " ")
    assert "Share of municipal heads present at the call of 2022." in out
    out, _err, status = run("roadmap", "show", "--as-of", "2022-10-01")
    assert "no data" in out
    rows = read(run, "roadmap", "show", "--as-of", "2022-10-01")
    assert [row["execution"] for row in rows] == ["unknown", "overdue", "overdue", "unknown", "overdue"]


@pytest.mark.usefixtures("roadmap")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("indicators show --as-of 2922-10-01", "has not come yet"),
        ("indicators show --as-of yesterday", "is not a day"),
        ("indicators show --known-at 2021-12-01", "was not loaded by then"),
        ("indicators show --programme 2020", "There is no programme of 2020; there are: 2021, 2022"),
        ("indicators show --programme 2021", "was not loaded by then"),
        ("indicators show --region nowhere", "--region: priobye"),
        ("indicators show --scope planet", "accepted: region, municipality:ID, school:ID"),
        ("indicators show --scope municipality:none", "no municipality “none”"),
        ("indicators show --scope school:none", "no school “none”"),
        ("indicators show --by colour", "invalid choice"),
        ("indicators members 35 --list met", "did you mean “35.1”, “35.2”?"),
        ("indicators members 3 --list met", "did you mean “33”?"),
        ("indicators members zzz --list met", "lists them"),
        ("indicators members 5 --list some", "invalid choice"),
        ("indicators members 5", "--list"),
        ("roadmap copy 2022 2021", "after 2022"),
        ("roadmap copy 2019 2023", "no programme of 2019"),
        ("roadmap load nowhere.yaml", "nowhere.yaml cannot be read: No such file"),
        ("roadmap check 1999", "neither 1999.yaml nor a loaded programme"),
        ("roadmap check nowhere.yaml", "nowhere.yaml cannot be read"),
        ("roadmap import nowhere.txt", "nowhere.txt: there is no such file"),
        ("roadmap", "VERB"),
    ],
)
def test_a_mistake_is_one_line(run: Run, arguments: str, why: str) -> None:
    out, err, status = run(*arguments.split())
    assert (out, status) == ("", 2)
    assert why in err
    assert err.startswith("opora: ")
    assert err.count("\n") == 1


def test_nothing_is_there_yet(run: Run) -> None:
    assert "There is no region yet" in run("indicators", "show")[1]


@pytest.mark.usefixtures("programme")
def test_no_roadmap_is_loaded_yet(run: Run) -> None:
    assert "opora programme load 2022" in run("indicators", "show")[1]


def test_checking_a_file(run: Run, tmp_path: Path) -> None:
    out, _err, status = run("roadmap", "check", "2022")
    assert (out, status) == ("Errors: 0, warnings: 0.\n", 0)
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "programme: {year: 2022, title: {ru: П, en: P}}\ncohorts: {current: 2022}\nexecutors: {}\nactions: []\n"
    )
    out, _err, status = run("roadmap", "check", str(wrong))
    assert (out, status) == ("error: actions: is empty [shape]\nErrors: 1, warnings: 0.\n", 1)
    out, _err, status = run("roadmap", "check", str(wrong), "--json")
    assert json.loads(out) == [{"place": "actions", "level": "error", "code": "shape", "message": "is empty"}]
    assert status == 1


def test_load_copy_and_check_a_programme(run: Run, made: Places) -> None:
    assert run("roadmap", "load", "2022")[0] == "Programme of 2022: 48 actions, 53 indicators loaded.\n"
    assert run("roadmap", "load", "2022")[0] == "Programme of 2022: loaded already, nothing differs.\n"
    assert run("roadmap", "copy", "2022", "2023")[0] == "Programme of 2023 made from that of 2022.\n"
    assert run("roadmap", "check", "2023") == ("Errors: 0, warnings: 0.\n", "", 0)
    rows = read(run, "indicators", "show")
    assert len(rows) == 53
    assert rows[0]["due"] == "2022-12-15"


@pytest.mark.usefixtures("roadmap")
def test_importing_the_order(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "order.txt"
    file.write_text(text())
    order = read(run, "roadmap", "import", str(file))
    assert set(order) == {"order", "actions", "findings"}
    assert [action["number"] for action in order["actions"]] == ["4", "5", "33", "35", "99"]
    out, _err, status = run("roadmap", "import", str(file))
    assert status == 0
    assert "  actions.4.due: 2022-02-08 → 2022-02-10\n" in out
    assert out.endswith("Nothing was written: this was a dry run (--commit writes).\n")
    assert not SourceCell.objects.exists()
    out, _err, status = run("roadmap", "import", str(file), "--commit")
    assert f"Attached cells and addresses: {SourceCell.objects.count() + 3}." in out
    assert "Attached cells and addresses: 0." in run("roadmap", "import", str(file), "--commit")[0]


def test_reading_an_order_needs_no_programme(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "order.txt"
    file.write_text(text())
    assert len(read(run, "roadmap", "import", str(file))["actions"]) == 5
    assert run("roadmap", "import", str(file))[2] == 0
    assert not Roadmap.objects.exists()
