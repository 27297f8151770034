"""An order may be damaged in any way: it is read or refused in one line, and never breaks the reader."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opora.orders import Order, UnreadableOrder, read_order

LINES = (Path(__file__).parent / "damaged-order.txt").read_text("utf-8").split("\n")
HEADER = next(line for line in LINES if line.startswith("№"))

QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_bytes(data: bytes) -> Order | None:
    """The order, or None when it is refused in one line."""
    refusal = "order.txt"
    try:
        order = read_order(data, "order.txt")
    except UnreadableOrder as refused:
        order, refusal = None, str(refused)
    assert refusal.startswith("order.txt")
    assert "\n" not in refusal
    assert order is None or order.as_json()["actions"]
    return order


def read(lines: list[str]) -> Order | None:
    return read_bytes("\n".join(lines).encode())


def numbers(order: Order | None) -> list[str | None]:
    return [action.number for action in order.actions] if order else []


ORIGINAL = numbers(read(LINES))


@QUIET
@given(st.lists(st.integers(0, len(LINES)), max_size=20), st.sampled_from(["", "  ", "\t\t\t\t\t", "- 7 -"]))
def test_blank_lines_and_page_numbers_change_nothing(places: list[int], blank: str) -> None:
    lines = list(LINES)
    for place in sorted(places, reverse=True):
        lines.insert(place, blank)
    assert numbers(read(lines)) == ORIGINAL


@QUIET
@given(st.lists(st.integers(LINES.index(HEADER), len(LINES)), max_size=8))
def test_repeated_headers_change_nothing(places: list[int]) -> None:
    lines = list(LINES)
    for place in sorted(places, reverse=True):
        lines.insert(place, HEADER)
    assert numbers(read(lines)) == ORIGINAL


@QUIET
@given(st.sampled_from("–—−‑"), st.sampled_from("-–—"))
def test_other_dashes_change_no_deadline(written: str, other: str) -> None:
    order = read([line.replace(written, other) for line in LINES])
    assert order is not None
    original = read(LINES)
    assert original is not None
    assert [action.periods for action in order.actions] == [action.periods for action in original.actions]


@QUIET
@given(st.sets(st.integers(0, len(LINES) - 1)))
def test_trailing_tabs_may_be_trimmed(places: set[int]) -> None:
    lines = [line.rstrip("\t") if place in places else line for place, line in enumerate(LINES)]
    assert read(lines) is not None


@QUIET
@given(st.sets(st.integers(0, len(LINES) - 1)))
def test_lines_may_be_lost(places: set[int]) -> None:
    read([line for place, line in enumerate(LINES) if place not in places])


@QUIET
@given(st.permutations(range(len(LINES))))
def test_lines_may_be_shuffled(places: list[int]) -> None:
    read([LINES[place] for place in places])


@QUIET
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.integers(0, 400),
            st.text(alphabet='\t\n\f"(),;–- 1№дА.г\u00a0', max_size=3),
        ),
        max_size=30,
    )
)
def test_signs_may_be_inserted_anywhere(changes: list[tuple[int, int, str]]) -> None:
    lines = list(LINES)
    for place, column, text in changes:
        lines[place] = lines[place][:column] + text + lines[place][column:]
    read(lines)


@QUIET
@given(st.integers(0, 40000), st.integers(0, 40000))
def test_a_piece_of_the_file_may_be_all_there_is(start: int, length: int) -> None:
    read_bytes("\n".join(LINES).encode()[start : start + length])


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    read_bytes(data)
