"""The same places and roadmap as for the pages of the roadmap, and lists as for those of accounts."""

from tests.accounts.conftest import lists
from tests.roadmap.conftest import made, programme, roadmap, siskin

__all__ = ["lists", "made", "programme", "roadmap", "siskin"]
