"""Small valid files of each kind, changed by the thousand: kept or refused in words, no other error, never slow."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from opora.core.files import kinds, names, pdf, pdf_inside, recognising
from tests.core.files import corpus

SEEDS = {**corpus.VALID, "tall.jpg": corpus.photograph(), "rtl.pdf": corpus.pdf(1, AA=corpus.action("JavaScript"))}
CHANGES = 400
"""Of each file; there are thirteen of them."""
SLOWEST = 20.0
"""Seconds that one file may take on a busy machine; the confined process is stopped after 30."""
TOKENS = (
    b"obj",
    b"endobj",
    b"stream",
    b"<<",
    b">>",
    b"[",
    b"/Kids",
    b"/Count -9",
    b"PK\x03\x04",
    b"\xff\xd9",
    b"IEND",
    b"\0",
)


def change(content: bytes, chance: random.Random) -> bytes:
    """A few flips, cuts, repetitions, insertions and deletions, as disks, networks and attackers make them."""
    made = bytearray(content)
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made)) if made else 0
        match chance.randrange(6):
            case 0 if made:
                made[at] ^= 1 << chance.randrange(8)
            case 1 if made:
                made[at] = chance.randrange(256)
            case 2:
                del made[at : at + chance.choice((1, 4, 60, 600))]
            case 3:
                made[at:at] = made[at : at + chance.choice((1, 8, 200))] * chance.choice((1, 3))
            case 4:
                made[at:at] = chance.choice(TOKENS)
            case _:
                made[at : at + 4] = chance.randbytes(4)
    return bytes(made[: chance.randrange(len(made) + 1)] if made and chance.random() < 0.1 else made)


def deep_change(name: str, content: bytes, chance: random.Random) -> bytes:
    """Of an archive sometimes the part inside is changed, so that the archive itself stays whole."""
    if not content.startswith(b"PK") or chance.random() < 0.5:
        return change(content, chance)
    parts = corpus.parts(content)
    chosen = chance.choice(sorted(parts))
    return corpus.packed({**parts, chosen: change(parts[chosen], chance)})


@pytest.mark.parametrize("name", SEEDS)
def test_a_changed_file_is_kept_or_refused_in_words(monkeypatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setattr(pdf, "confined", lambda _verb, path: pdf_inside.inspect(Path(path)))
    chance = random.Random(name)  # noqa: S311 - repeatable
    path = tmp_path / "draft"
    told: Counter[str] = Counter()
    slowest = 0.0
    for _number in range(CHANGES):
        path.write_bytes(deep_change(name, SEEDS[name], chance))
        begun = time.process_time()
        try:
            facts, _instead = recognising.recognise(path, name, kinds.EVERYTHING)
            names.suited(name, facts.kind)
            told["kept"] += 1
        except ValidationError as error:
            (one,) = error.error_list
            told[one.code if str(one.message).strip() else "silent"] += 1
        slowest = max(slowest, time.process_time() - begun)
    assert slowest < SLOWEST
    assert sum(told.values()) == CHANGES
    assert len(told) > 1, told
    assert not {None, "", "silent"} & told.keys()
    if SEEDS[name] is SEEDS["rtl.pdf"]:
        assert told["script"] > 100


@pytest.mark.parametrize("number", range(12))
def test_the_confined_process_answers_or_is_answered_for(tmp_path: Path, number: int) -> None:
    path = tmp_path / "draft"
    path.write_bytes(change(corpus.pdf(), random.Random(number)))  # noqa: S311 - repeatable
    try:
        assert pdf.check(path).pages is not None
    except ValidationError as error:
        assert error.code  # noqa: PT017 - either is right, another exception is not


def test_a_process_that_hangs_or_eats_memory_is_stopped(monkeypatch, tmp_path: Path) -> None:
    path = tmp_path / "draft"
    path.write_bytes(corpus.pdf())
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(ValidationError, match="PDF"):
        pdf.check(path)
