"""The settings of a server whose files have an owner."""

from opora.config.settings import *  # noqa: F403  # settings are read as one module
from opora.config.settings import INSTALLED_APPS as OPORA

INSTALLED_APPS = [*OPORA, "tests.desk"]
