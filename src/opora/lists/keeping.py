"""Files on their way in: stored between the check and the writing, for a day, each for the person who sent it.

Once something of it is written, the import has the file too, and keeps it.
"""

import datetime as dt

from opora.core import clock, journal
from opora.core.actors import SYSTEM, Actor, Scope
from opora.core.files import actions
from opora.core.files.actions import Readable
from opora.core.files.kinds import Family
from opora.core.files.models import StoredFile
from opora.core.files.reading import files_of, is_there, open_stored
from opora.core.jobs.queries import under_way_of
from opora.core.models import ImportBatch
from opora.lists.found import OF_PEOPLE

DAY = dt.timedelta(days=1)
"""How long a file is kept that nothing was written of."""
UPLOAD = "upload"
"""Kind of the object a file belongs to until then: "upload:user:5", of whoever sent it."""


def keep(*, content: Readable, name: str, by: Actor) -> StoredFile:
    """Keep what somebody sent; ValidationError when it is no spreadsheet, too large, damaged or active."""
    return actions.store(content=content, name=name, accept=[Family.SPREADSHEET], of=_of(by), by=by)


def kept(*, pk: int, by: Actor) -> StoredFile | None:
    """A file that this person sent; None when it is another's or not kept any more."""
    stored = StoredFile.objects.filter(pk=pk, of=_of(by)).first()
    return stored if stored and is_there(stored) else None


def sent(*, sha256: str, by: Actor) -> StoredFile | None:
    """The file with this content that the person sent last and that is still kept."""
    return StoredFile.objects.filter(of=_of(by), sha256=sha256).order_by("-pk").first()


def drop(*, stored: StoredFile, by: Actor) -> None:
    """Do not keep it: it cannot be read."""
    actions.remove(stored=stored, by=by)


def content_of(stored: StoredFile) -> bytes:
    """What was sent; FileNotFoundError when it is lost."""
    with open_stored(stored) as stream:
        return stream.read()


def give(*, stored: StoredFile, batch: ImportBatch, by: Actor) -> None:
    """Let an import keep the file it came from."""
    of = journal.key_of(batch)
    if not files_of(of).exists():
        actions.share(stored=stored, of=of, by=by)


def file_of(batch: ImportBatch, actor: Actor) -> StoredFile | None:
    """The file of an import; None for one of the command line, and for whoever may not see what it holds."""
    of = journal.key_of(batch)
    return files_of(of).first() if of_import(actor, of) else None


def forget() -> None:
    """Remove what was sent more than a day ago and is not being written."""
    for stored in StoredFile.objects.filter(of__startswith=f"{UPLOAD}:", stored_at__lte=clock.now() - DAY):
        if not under_way_of(journal.key_of(stored)):
            actions.remove(stored=stored, by=SYSTEM)


def sent_by(actor: Actor, of: str) -> bool:
    """Door: a file on its way in is seen by who sent it."""
    return of == _of(actor)


def of_import(actor: Actor, of: str) -> bool:
    """Door: the file of an import is seen by whoever sees the imports of its region, and contacts where it has some."""
    batch = ImportBatch.objects.filter(pk=int(of.partition(":")[2])).first()
    if batch is None or batch.of != f"region:{actor.region_id}" or actor.scope("list") is not Scope.REGION:
        return False
    return batch.kind not in OF_PEOPLE or actor.scope("person", "contact") is Scope.REGION


def _of(by: Actor) -> str:
    return f"{UPLOAD}:{by.key}"
