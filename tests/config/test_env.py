"""A wrong value is refused with the variable's name and the accepted form; .env.sample is complete."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from opora.config import env


@pytest.mark.parametrize(
    ("value", "expected"), [("yes", True), ("ON", True), ("1", True), ("no", False), ("False", False), ("", False)]
)
def test_flag(monkeypatch: pytest.MonkeyPatch, value: str, *, expected: bool) -> None:
    monkeypatch.setenv("OPORA_X", value)
    assert env.flag("OPORA_X") is expected


def test_absent_and_empty_values_give_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPORA_X", raising=False)
    assert env.number("OPORA_X", 8000) == 8000
    assert env.flag("OPORA_X", default=True) is True
    monkeypatch.setenv("OPORA_X", "  ")
    assert env.text("OPORA_X", "given") == "given"
    assert env.listed("OPORA_X", ["a"]) == ["a"]
    assert env.postgresql("OPORA_X") is None


def test_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_X", "a.example.org, b.example.org,")
    assert env.listed("OPORA_X") == ["a.example.org", "b.example.org"]


@pytest.mark.parametrize(
    ("read", "value", "form"),
    [
        (env.flag, "perhaps", "yes or no"),
        (lambda name: env.number(name, 1), "many", "a whole number, 0 or more"),
        (lambda name: env.number(name, 1, least=1), "0", "a whole number, 1 or more"),
        (lambda name: env.number(name, 1), "-1", "a whole number"),
        (lambda name: env.text(name, choices=("INFO", "ERROR")), "LOUD", "one of: INFO, ERROR"),
        (lambda name: env.time_zone(name, "UTC"), "Mars/Olympus", "a time zone such as Asia/Barnaul"),
        (lambda name: env.time_zone(name, "UTC"), "../etc", "a time zone"),
        (env.postgresql, "mysql://a@b/c", "postgresql://user:password@host:port/name"),
        (env.postgresql, "postgresql://a@b:port/c", "postgresql://"),
        (env.postgresql, "postgresql://a@b", "postgresql://"),
        (env.site, "opora.example.org", "an address such as https://opora.example.org"),
        (env.site, "https://opora.example.org/path", "an address such as"),
        (env.site, "https://user:secret@opora.example.org", "an address such as"),
    ],
)
def test_a_wrong_value_is_named(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], object], value: str, form: str
) -> None:
    monkeypatch.setenv("OPORA_X", value)
    with pytest.raises(ImproperlyConfigured, match=r"^OPORA_X=") as refused:
        read("OPORA_X")
    assert form in str(refused.value)


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://op%40ra:p%2Fw@db.example.org:5433/opora?sslmode=require")
    assert env.postgresql("DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "opora",
        "USER": "op@ra",
        "PASSWORD": "p/w",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_refused_database_address_keeps_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://user:hidden@host/name")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.postgresql("DATABASE_URL")
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", "none", "", 30.0, False)),
        (
            "smtp://op%40ra:p%2Fw@mail.example.org/?tls=starttls&timeout=5",
            ("mail.example.org", 587, "op@ra", "p/w", "starttls", "", 5.0, False),
        ),
        (
            "smtps://mail.example.org/?ca=/etc/ca.pem",
            ("mail.example.org", 465, "", "", "implicit", "/etc/ca.pem", 30, False),
        ),
        ("smtp://127.0.0.1:1025/?test=yes", ("127.0.0.1", 1025, "", "", "none", "", 30.0, True)),
    ],
)
def test_a_mail_server_is_taken_apart(monkeypatch: pytest.MonkeyPatch, url: str, expected: tuple[object, ...]) -> None:
    monkeypatch.setenv("OPORA_EMAIL_URL", url)
    server = env.mail_server("OPORA_EMAIL_URL")
    assert server is not None
    assert (
        tuple(server[name] for name in ("host", "port", "user", "password", "tls", "ca", "timeout", "test")) == expected
    )


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://u:hidden@host",
        "smtp://",
        "smtp://u:hidden@host:x",
        "smtp://u:hidden@host/?tls=maybe",
        "smtps://u:hidden@host/?tls=starttls",
        "smtp://u:hidden@host/?tsl=starttls",
        "smtp://u:hidden@host/?timeout=0",
        "smtp://u:hidden@host/?test=perhaps",
    ],
)
def test_a_refused_mail_server_keeps_its_password(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("OPORA_EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="OPORA_EMAIL_URL") as refused:
        env.mail_server("OPORA_EMAIL_URL")
    assert "hidden" not in str(refused.value)


def test_the_address_of_the_site_has_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_SITE", "https://opora.example.org:8443/")
    assert env.site("OPORA_SITE") == "https://opora.example.org:8443"
    monkeypatch.delenv("OPORA_SITE")
    assert env.site("OPORA_SITE") == ""


def test_hours_are_two_times(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.hours("OPORA_X", "21:00-08:00") == (dt.time(21), dt.time(8))
    for wrong in ("21:00", "25:00-08:00", "night", "21:00-"):
        monkeypatch.setenv("OPORA_X", wrong)
        with pytest.raises(ImproperlyConfigured, match="two times"):
            env.hours("OPORA_X", "21:00-08:00")


def test_a_file_of_variables_gives_way_to_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPORA_X", "environment")
    monkeypatch.setenv("OPORA_Y", "")  # so that what the file sets is undone afterwards
    monkeypatch.delenv("OPORA_Y")
    file = tmp_path / ".env"
    file.write_text("# a remark\n\nOPORA_X=file\nexport OPORA_Y='from the file'\n", encoding="utf-8")
    env.load_file(file)
    assert (env.text("OPORA_X"), env.text("OPORA_Y")) == ("environment", "from the file")
    file.write_text("OPORA_X=1\nnonsense\n", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=r"\.env, line 2: expected NAME=value"):
        env.load_file(file)
    env.load_file(tmp_path / "absent")


def test_the_sample_names_every_variable_and_no_other() -> None:
    source = env.SOURCE_TREE
    read = {
        name
        for path in [*source.glob("src/opora/**/*.py"), *source.glob("scripts/*")]
        if path.is_file()
        for name in re.findall(r"\b(OPORA_[A-Z_]+[A-Z]|DATABASE_URL|PORT)\b", path.read_text("utf-8"))
    }
    sample = re.findall(r"^#?([A-Z_]+)=", (source / ".env.sample").read_text("utf-8"), re.MULTILINE)
    assert len(sample) == len(set(sample))
    assert set(sample) == read
    assert env.names_read - {"OPORA_X", "OPORA_Y"} <= set(sample)


def test_the_defaults_of_the_sample_are_those_of_the_settings() -> None:
    lines = (env.SOURCE_TREE / ".env.sample").read_text("utf-8").splitlines()
    shown = dict(line.removeprefix("#").split("=", 1) for line in lines if re.match(r"#[A-Z_]+=.", line))
    shown.pop("DATABASE_URL")
    code = (
        "from opora.config import settings as s; print(s.HOME, s.ALLOWED_HOSTS, s.HSTS_SECONDS, s.TIME_ZONE, s.DEBUG)"
    )
    asked = {"PATH": "/usr/bin:/bin"}
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True, cwd=env.SOURCE_TREE
        ).stdout
        for given in (asked, {**asked, **shown})
    ]
    assert outputs[0] == outputs[1] != ""
