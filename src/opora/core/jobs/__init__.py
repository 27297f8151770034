"""Background work: jobs that outlive a request, periodic work, and the worker that does both.

@job("import-list", title=gettext_lazy("Import of a list"))
def import_list(job: Running, *, file: int) -> dict[str, str]: ...
"""

from opora.core.jobs.registry import job as job
