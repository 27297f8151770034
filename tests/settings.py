"""The settings of the suite: Opora's own, and the words that are not built yet over plain tables."""

from opora.config.settings import *  # noqa: F403  # settings are read as one module
from opora.config.settings import INSTALLED_APPS as OPORA
from opora.config.settings import POSTGRESQL, SQLITE

INSTALLED_APPS = [*OPORA, "tests.wordbook"]
BENCH = "tests.wordbook.volume"
"""What fills the region that `opora bench` measures on."""

if not POSTGRESQL:
    # Rows that nobody ordered come last first: whoever relies on an order that no database promises fails here.
    SQLITE["OPTIONS"]["init_command"] += "; PRAGMA reverse_unordered_selects=ON"
