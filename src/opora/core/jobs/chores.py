"""What the core itself does again and again."""

from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from opora.core import journal
from opora.core.jobs.schedule import every


@every("seal-journal", seconds=60 * 60, title=_("Sealing the journal"))
def seal_journal() -> None:
    """Between two seals only the triggers guard new rows; an hour keeps that short."""
    journal.seal()


@every("forget-sessions", seconds=24 * 60 * 60, title=_("Deleting sessions that have expired"))
def forget_sessions() -> None:
    """Sessions that nobody can use any more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
