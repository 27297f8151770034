"""`/health/`: whether this process can serve. For load balancers and watchers; it tells nothing about anybody."""

from collections.abc import Callable
from functools import lru_cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opora.core.jobs import queries

ADDRESS = "health/"


class HealthMiddleware:
    """Answers before the session and the guard, which could not even fail politely without a database.

    The address stands in the map of the site all the same, so that permissions.yaml and the tests know of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return health(request) if request.path_info == f"/{ADDRESS}" else self.get_response(request)


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 and {"status": "ok"} when pages can be served, else 503 and what is wrong; no words that need translating.

    What stands still beside the pages is said too. It is 503 only with `?all=1`: a balancer that asks without must not
    take the pages away because nobody works in the background.
    """
    problem = fault()
    if problem:
        return JsonResponse({"status": "failing", "problem": problem}, status=503)
    standing = queries.faults()
    if standing and "all" in request.GET:
        return JsonResponse({"status": "failing", "problem": standing[0]}, status=503)
    work = {part: "stopped" if part in standing else "ok" for part in ("worker", "scheduler")}
    return JsonResponse({"status": "ok", "database": "ok", "migrations": "ok", **work})


def faults() -> list[str]:
    """All that is wrong with the installation: what `fault` says, else what stands still in the background."""
    problem = fault()
    return [problem] if problem else queries.faults()


def fault() -> str:
    """ "database": it does not answer; "migrations": it is older than the code; "" when all is well."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return "database"
    return "" if _newest() <= applied.keys() else "migrations"


@lru_cache(maxsize=1)
def _newest() -> frozenset[tuple[str, str]]:
    """The last migration of every app of this code."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
