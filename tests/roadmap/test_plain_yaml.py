"""Files that people edit: what is read, and the one line that says why one is refused."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from opora.roadmap.plain_yaml import LARGEST, read_mapping


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "programme.yaml"


def refusal(path: Path) -> str:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        read_mapping(path)
    (message,) = refused.value.messages
    assert "\n" not in message
    return message.removeprefix(f"{path} cannot be read: ")


def test_values_stay_as_they_are_written(file: Path) -> None:
    file.write_text("a: 2022-04-01\nb: 1.10\nc: 7\nd: true\ne: null\nf: yes\ng: [x, '5']\nh:\ni: 0x1F\nj: 1:30\n")
    values = {"a": "2022-04-01", "b": "1.10", "c": 7, "d": True, "e": None, "f": "yes"}
    assert read_mapping(file) == {**values, "g": ["x", "5"], "h": None, "i": "0x1F", "j": "1:30"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: &x [1]\nb: *x\n", "line 2, column 4: references (*name) are not used in such files"),
        ("a: 1\nb: 2\na: 3\n", "line 3, column 1: “a” stands here twice"),
        ("? [a]\n: 1\n", "line 1, column 3: a key must be a word"),
        ("- a\n- b\n", "it must be a mapping of names to values"),
        ("", "it must be a mapping of names to values"),
        ("a: 1\n--- \nb: 2\n", "line 2, column 1: but found another document"),
        ("a: !!python/object/apply:os.system [ls]\n", "line 1, column 4: could not determine a constructor"),
        ("a: [1\n", "line 2, column 1: "),
        ("a: \x07\n", "it holds characters that YAML does not allow"),
        ("a: " + "[" * 5000 + "\n", "it is nested too deeply"),
        ("a: " + "[" * 5000 + "]" * 5000, "it is nested too deeply"),
    ],
)
def test_what_is_refused(file: Path, text: str, why: str) -> None:
    file.write_text(text)
    assert refusal(file).startswith(why)


def test_a_bomb_of_references_is_refused_at_once(file: Path) -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 20))
    file.write_text(f"l0: &l0 [x]\n{levels}\n")
    assert "references" in refusal(file)


def test_a_file_that_is_too_large(file: Path) -> None:
    file.write_bytes(b"a" * (LARGEST + 1))
    assert "larger than" in refusal(file)


def test_a_device_without_an_end_is_not_read_to_its_end() -> None:
    assert "larger than" in refusal(Path("/dev/zero"))


def test_a_file_that_is_no_text(file: Path) -> None:
    file.write_bytes("имя: файл".encode("cp1251"))
    assert refusal(file) == "byte 1 is not UTF-8 text"


def test_a_file_that_is_not_there(file: Path, tmp_path: Path) -> None:
    assert refusal(file) == "No such file or directory"
    assert refusal(tmp_path) == "Is a directory"
