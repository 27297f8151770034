"""The settings of the suite: Opora's own, and the words that are not built yet over plain tables."""

from opora.config.settings import *  # noqa: F403  # settings are read as one module
from opora.config.settings import INSTALLED_APPS as OPORA

INSTALLED_APPS = [*OPORA, "tests.wordbook"]
BENCH = "tests.wordbook.volume"
"""What fills the region that `opora bench` measures on."""
