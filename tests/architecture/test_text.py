"""What no tracked file may hold: the address of a package registry, a path of somebody's machine, a private name."""

import re

import pytest

from tests.architecture import source

REGISTRY = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|npmmirror\.com|deb\.debian\.org)"  # patterns, no addresses
    r"|(?<!no-emit-)\bindex-url\b|--extra-index|(?<!no-emit-)\bfind-links\b|\"resolved\":|^registry\s*="
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|Users|home/\w+)/")
BINARY = frozenset({".png", ".jpg", ".ico", ".woff2", ".pdf", ".docx", ".xlsx"})


def offences(text: str) -> list[int]:
    """Lines that name a registry or a machine's path."""
    return [at for at, line in enumerate(text.splitlines(), start=1) if REGISTRY.search(line) or MACHINE.search(line)]


def test_no_registry_and_no_path_of_a_machine() -> None:
    found = [
        source.where(path, at)
        for path in source.tracked()
        if path.suffix not in BINARY and path.name != "test_text.py"
        for at in offences(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "# from https://files." + "pythonhosted.org/packages/x",
        '"resolved": "https://example.org/x.tgz"',
        "registry=https://example.org",
        "HOME = '/" + "root/opora'",
        "see /" + "work/main/README.md",
        "/home/anna/opora",
    ],
)
def test_an_offence_is_seen(line: str) -> None:
    assert offences(line) == [1]


@pytest.mark.parametrize("line", ["uv --no-emit-index-url", "https://example.org/work/", "/var/lib/opora", "a/root/b"])
def test_what_is_allowed_passes(line: str) -> None:
    assert offences(line) == []
