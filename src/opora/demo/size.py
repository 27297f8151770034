"""How large the invented region is: whole for people, small for tests."""

from dataclasses import dataclass

from opora.demo.names import words
from opora.demo.places import PLACES, Place


@dataclass(frozen=True, slots=True)
class Size:
    """Which municipalities, with how many schools at most, and how many schools the story takes beside those it names.

    `single_places` municipalities lend one school to the cohort of 2022, `double_places` two.
    """

    places: tuple[Place, ...]
    schools_at_most: int
    single_places: int
    double_places: int
    previous_cohort: int
    low_results: int


FULL = Size(PLACES, schools_at_most=100, single_places=13, double_places=3, previous_cohort=38, low_results=124)
_SMALL_PLACES = frozenset(
    words(
        "klyuchevskoi beryozovskii topolinskii zarechnyi ozyorskii tikhoozyorskii novokamensk priobsk lugovskoi "
        "belyi-yar perekatinskii maiskii zorkinskii plyosovskii ryabinovskii tavolzhskii medovskii sosnovskii"
    )
)
SMALL = Size(
    tuple(place for place in PLACES if place.code in _SMALL_PLACES),
    schools_at_most=5,
    single_places=1,
    double_places=1,
    previous_cohort=12,
    low_results=40,
)
