"""The two orders that the tests read: one of our own with every kind of damage, and the real one where it is."""

from pathlib import Path

import pytest
from django.utils import translation

from opora.orders import Order, read_order

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "shared" / "seed" / "order-169.txt"


@pytest.fixture(scope="session")
def damaged_order() -> Order:
    with translation.override("en"):
        return read_order(HERE / "damaged-order.txt")


@pytest.fixture(scope="session")
def real_path() -> Path:
    if not REAL.exists():
        pytest.skip(reason=f"the real order stands beside the repository, never in it: no {REAL}")
    return REAL


@pytest.fixture(scope="session")
def real_order(real_path: Path) -> Order:
    with translation.override("en"):
        return read_order(real_path)
