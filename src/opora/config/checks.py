"""Deployment mistakes, told by `opora check --deploy` (and refused by `opora run` in production mode)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.translation import gettext as _

from opora.core import pdf
from opora.core.files import antivirus
from opora.outbox import letters


@register(Tags.security, deploy=True)
def production_mode(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Production mode turns on HTTPS, safe cookies and HSTS together; without it nothing else is worth checking."""
    if settings.PRODUCTION:
        return []
    return [Error(_("Production mode is off"), hint=_("Set OPORA_PRODUCTION=yes."), id="opora.E001")]


@register(Tags.security, deploy=True)
def secret_key(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The key in the source is for one's own machine."""
    if settings.SECRET_KEY != settings.LOCAL_SECRET_KEY:
        return []
    hint = _("Set OPORA_SECRET_KEY to 50 random characters or more and keep it out of the repository.")
    return [Error(_("The secret key is missing"), hint=hint, id="opora.E002")]


@register(Tags.security, deploy=True)
def allowed_hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The names the site answers to must be said, and said exactly."""
    hint = _("Set OPORA_ALLOWED_HOSTS to the host names of this site, separated by commas.")
    if not settings.ALLOWED_HOSTS:
        return [Error(_("No host name is allowed"), hint=hint, id="opora.E003")]
    if "*" in settings.ALLOWED_HOSTS:
        return [Error(_("Any host name is allowed"), hint=hint, id="opora.E003")]
    return []


@register(deploy=True)
def paper(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without Pango everything works but the saving of pages as PDF."""
    if pdf.available():
        return []
    hint = _("Install Pango, on Debian the package libpangoft2-1.0-0.")
    return [checks.Warning(_("Pages cannot be saved as PDF"), hint=hint, id="opora.W002")]


@register(deploy=True)
def mail(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Mail may be off, pages then say so; when it is on it needs a sender, and a password never goes in the open."""
    server = settings.OUTBOX_SERVER
    if server is None:
        return []
    found: list[CheckMessage] = []
    if not letters.sender_set():
        hint = _("Set OPORA_EMAIL_FROM, for example to “Опора <opora@region.example>”.")
        found.append(Error(_("Letters have no sender"), hint=hint, id="opora.E004"))
    if server["tls"] == "none" and server["host"] not in {"localhost", "127.0.0.1", "::1"}:
        hint = _("Add ?tls=starttls to OPORA_EMAIL_URL, or use smtps://.")
        kind = Error if server["user"] else checks.Warning
        found.append(kind(_("Letters go to the mail server over an open line"), hint=hint, id="opora.E005"))
    if server["test"]:
        hint = _("Take test=yes out of OPORA_EMAIL_URL: it lets a demonstration write letters.")
        found.append(checks.Warning(_("The mail server is one for tests"), hint=hint, id="opora.W003"))
    return found


@register(Tags.security, deploy=True)
def home(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """In production the data live outside the source tree: replacing the tree must not take them along."""
    if settings.HOME.is_relative_to(settings.BASE_DIR):
        hint = _("Set OPORA_HOME to a folder of its own, for example /var/lib/opora.")
        return [checks.Warning(_("The data folder lies inside the source tree"), hint=hint, id="opora.W001")]
    return []


@register(deploy=True)
def antivirus_runs(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """An antivirus that is set but not there refuses every file: said before somebody uploads one."""
    if antivirus.runnable():
        return []
    hint = _(
        "Set OPORA_ANTIVIRUS to a command that is installed, such as clamdscan --fdpass --no-summary, or leave it out."
    )
    return [Error(_("The antivirus cannot be run"), hint=hint, id="opora.E004")]
