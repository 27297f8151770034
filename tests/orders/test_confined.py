"""A process of its own reads what strangers made: it has little memory and time, and writes nothing."""

import time
from pathlib import Path

import pytest

from opora.orders import Order, UnreadableOrder, confined, read_order
from opora.orders.reading import Stage

HERE = Path(__file__).parent


def test_it_reads_what_reading_reads() -> None:
    heard: list[Stage] = []
    order = confined.read_confined(HERE / "damaged-order.txt", told=heard.append)
    assert order == read_order(HERE / "damaged-order.txt")
    assert heard == [Stage.READING, Stage.RECOGNISING, Stage.CHECKING]


def test_a_refusal_is_the_same_line() -> None:
    with pytest.raises(UnreadableOrder) as told:
        confined.read_confined(b"", "приказ.txt")
    with pytest.raises(UnreadableOrder) as expected:
        read_order(b"", "приказ.txt")
    assert str(told.value) == str(expected.value)


def _read_by(monkeypatch: pytest.MonkeyPatch, reader: object) -> str:
    monkeypatch.setattr(confined, "read_order", reader)
    with pytest.raises(UnreadableOrder) as told:
        confined.read_confined(b"1", "приказ.docx")
    assert "\n" not in str(told.value)
    return str(told.value)


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_source: object, **_more: object) -> Order:
        raise AssertionError(len(bytearray(2 * confined.MEMORY)))

    assert "больше памяти или времени" in _read_by(monkeypatch, greedy)


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_source: object, **_more: object) -> Order:
        while True:
            time.sleep(1)

    monkeypatch.setattr(confined, "SECONDS", 1)
    begun = time.monotonic()
    assert "больше памяти или времени" in _read_by(monkeypatch, endless)
    assert time.monotonic() - begun < 10


def test_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def writing(*_source: object, **_more: object) -> Order:
        (tmp_path / "left.txt").write_text("x", "utf-8")
        raise AssertionError

    assert "повреждён" in _read_by(monkeypatch, writing)
    assert not [path for path in tmp_path.iterdir() if path.stat().st_size]


def test_a_stumble_is_one_line_and_stands_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_source: object, **_more: object) -> Order:
        raise KeyError("w:tbl")

    assert "повреждён" in _read_by(monkeypatch, broken)
    assert "KeyError: 'w:tbl'" in caplog.text
