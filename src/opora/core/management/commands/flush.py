"""Django's `flush`, able to empty the append-only journal as well."""

from typing import Any

from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections

from opora.core.guard import guard_lowered


class Command(FlushCommand):
    """Empties the whole database, the journal included (its guard is lowered for that moment only)."""

    def handle(self, **options: Any) -> None:
        with guard_lowered(connections[options["database"]]):
            super().handle(**options)
