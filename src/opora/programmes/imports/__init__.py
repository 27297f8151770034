"""Lists of the schools that take part in a year and of those with low results, from spreadsheets."""

from opora.programmes.imports.cohort import COHORT
from opora.programmes.imports.low_results import LOW_RESULTS

__all__ = ["COHORT", "LOW_RESULTS"]
