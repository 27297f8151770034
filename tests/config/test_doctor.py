"""`opora doctor` says yes to a whole backup, and names the place where another one differs."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from opora.accounts.models import User
from opora.config.backup import drill, figures, restoring, rows
from opora.core.models import JournalEntry
from opora.programmes.models import CohortMembership
from opora.roadmap.models import ActionPage
from tests.config.backups import Row, flipped, forged, manifest_of, middles, rows_of

pytestmark = pytest.mark.django_db  # without such a test, pytest-django makes no base for `made`


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def doctor(capfd: pytest.CaptureFixture[str], path: Path, *more: str) -> tuple[int, str, str]:
    """Status, output, errors. The drill runs in another process, hence the real file descriptors."""
    with pytest.raises(SystemExit) as stop:
        call_command("doctor", str(path), *more)
    out, err = capfd.readouterr()
    return int(stop.value.code or 0), out, err


def test_a_whole_backup(made: Path, capfd) -> None:
    status, out, err = doctor(capfd, made, "--seal", manifest_of(made)["seal"])
    assert (status, err) == (0, "")
    told = out.splitlines()
    assert told[-1] == "The backup is whole and can be restored."
    assert f"rows: {sum(table['rows'] for table in manifest_of(made)['tables'].values())}" in told[0]
    assert any(line.startswith("The journal is whole") for line in told)
    days = [day for by_day in manifest_of(made)["figures"].values() for day in by_day]
    assert sorted(days) == ["2022-07-31", "2022-08-31", "2022-09-30", "2022-10-01"]


def test_a_flipped_byte_is_named(made: Path, tmp_path: Path, capfd) -> None:
    path = flipped(made, tmp_path / "a.zip", dict(middles(made))["rows/core_journalentry"])
    status, out, err = doctor(capfd, path)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "table core_journalentry, line " in err


def test_a_file_that_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("Dear friend")
    with pytest.raises((CommandError, ValidationError), match="no backup of Opora"):
        call_command("doctor", str(tmp_path / "a.zip"))


def test_a_changed_journal_row_and_a_changed_fact_are_named(made: Path, tmp_path: Path, capfd) -> None:
    """All checksums are right: only the chain of seals and the recomputed figures can tell."""
    victim = rows_of(made, "core_journalentry")[4][0]
    verb = rows.columns(JournalEntry).index("verb")

    def other_verb(found: list[Row]) -> list[Row]:
        return [[*row[:verb], "other", *row[verb + 1 :]] if row[0] == victim else row for row in found]

    def one_left_out(found: list[Row]) -> list[Row]:
        return [row for row in found if row[0] != gone]

    ended = {row[-1] for row in rows_of(made, "programmes_cohortmembershipend")}
    current = rows.columns(CohortMembership).index("cohort_id")
    members = sorted(rows_of(made, "programmes_cohortmembership"), key=lambda row: -row[current])
    gone = next(row[0] for row in members if row[0] not in ended)
    changes = {"core_journalentry": other_verb, CohortMembership._meta.db_table: one_left_out}
    status, out, err = doctor(capfd, forged(made, tmp_path / "a.zip", rows=changes))
    assert status == 1
    told = err.splitlines()
    assert told[0] == f"Journal row {victim} was changed, or the one before it was."
    assert told[1].startswith("programme priobye 2022, 2022-07-31, indicator 10: "), err
    assert told[1].endswith(", missing 6 → 5")
    assert "The backup is whole" not in out


def test_a_seal_that_is_not_in_the_chain(made: Path, tmp_path: Path, capfd) -> None:
    """The end of the journal is cut off, seals and all; a seal kept elsewhere tells."""
    last = rows_of(made, "core_journalseal")[-1]
    changes = {
        "core_journalseal": lambda found: found[:-1],
        "core_journalentry": lambda found: [row for row in found if row[0] != last[1]],
        "core_journaldetail": lambda found: [row for row in found if row[0] != last[1]],
    }

    def say(manifest: dict[str, str]) -> None:
        manifest["seal"] = rows_of(made, "core_journalseal")[-2][-1]

    path = forged(made, tmp_path / "a.zip", rows=changes, says=say)
    status, _out, err = doctor(capfd, path, "--seal", last[-1])
    assert (status, err) == (1, "The chain does not contain the seal that was given.\n")


def test_a_drill_never_runs_over_a_base_that_is_there(made: Path) -> None:
    with pytest.raises((CommandError, ValidationError), match="does not exist yet"):
        call_command("doctor", str(made), "--scratch")


def test_a_row_that_restoring_changed_is_named(made: Path, home: Path) -> None:
    restoring.restore(made)
    assert list(drill.other_rows(made)) == []
    changed = User.objects.get(login="ministry")
    User.objects.filter(pk=changed.pk).update(surname="Иная")
    ActionPage.objects.order_by("pk")[0].delete()
    told = list(drill.other_rows(made))
    assert told[0] == f"table accounts_user, row {changed.pk}: it differs after restoring"
    assert told[-1].startswith("table roadmap_actionpage: ")


def test_each_difference_of_figures_is_a_line() -> None:
    before = {"a 2022": {"2022-10-01": {"5": {"met": 40, "lists": "a" * 64}, "6": {"met": 1}}}}
    after = {"a 2022": {"2022-10-01": {"5": {"met": 39, "lists": "b" * 64}, "6": {"met": 1}}}}
    assert list(figures.differences(before, before)) == []
    assert list(figures.differences(before, after)) == [
        "programme a 2022, 2022-10-01, indicator 5: met 40 → 39, lists aaaaaaaa → bbbbbbbb"
    ]
    assert len(list(figures.differences(before, {}))) == 2
