"""Production mode as it is really switched on: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from opora.config import env

SAFE = {
    "OPORA_PRODUCTION": "yes",
    "OPORA_SECRET_KEY": "a-long-and-quite-random-key-0123456789-abcdefghijklmnop-ZYXWV",
    "OPORA_ALLOWED_HOSTS": "opora.example.org",
    "OPORA_LANGUAGE": "en",
}


def opora(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The opora command with only these variables."""
    environment = {"PATH": os.environ["PATH"], **variables}
    command = [sys.executable, "-m", "opora.config.cli", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, cwd=env.SOURCE_TREE, timeout=60
    )


def test_a_production_site_is_clean(tmp_path: Path) -> None:
    done = opora("check", "--deploy", "--fail-level", "WARNING", **SAFE, OPORA_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"OPORA_PRODUCTION": "no"}, "Production mode is off"),
        ({"OPORA_SECRET_KEY": ""}, "The secret key is missing"),
        ({"OPORA_SECRET_KEY": "short"}, "security.W009"),
        ({"OPORA_ALLOWED_HOSTS": ""}, "No host name is allowed"),
        ({"OPORA_ALLOWED_HOSTS": "*"}, "Any host name is allowed"),
        ({"OPORA_DEBUG": "yes"}, "security.W018"),
        ({"OPORA_HOME": ""}, "The data folder lies inside the source tree"),
        ({"OPORA_EMAIL_URL": "smtps://mail.example.org"}, "Letters have no sender"),
    ],
)
def test_each_mistake_is_told(tmp_path: Path, change: dict[str, str], told: str) -> None:
    given = {**SAFE, "OPORA_HOME": str(tmp_path / "home"), **change}
    done = opora("check", "--deploy", "--fail-level", "WARNING", **given)
    assert done.returncode == 1
    assert told in done.stderr


def test_an_unsafe_production_server_does_not_start(tmp_path: Path) -> None:
    done = opora("run", **{**SAFE, "OPORA_SECRET_KEY": ""}, OPORA_HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("opora: The secret key is missing")


def test_an_unreadable_setting_is_one_line() -> None:
    done = opora("check", OPORA_WORKERS="many", OPORA_HSTS_SECONDS="a year")
    assert done.returncode == 2
    assert done.stderr == "opora: OPORA_HSTS_SECONDS='a year' cannot be read: expected a whole number, 0 or more\n"
