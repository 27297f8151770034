"""The same places and roadmap as for the pages of the roadmap."""

from tests.roadmap.conftest import made, programme, roadmap, siskin

__all__ = ["made", "programme", "roadmap", "siskin"]
