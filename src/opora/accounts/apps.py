from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opora.core import actors, addresses
from opora.outbox import above


class AccountsConfig(AppConfig):
    name = "opora.accounts"
    label = "accounts"
    verbose_name = _("People and posts")

    def ready(self) -> None:
        from opora.accounts import queries, sign_in  # noqa: PLC0415 - they need the models of a project that is ready

        sign_in.connect()
        actors.lend_names(queries.authors)
        above.lend_page("account_message")
        addresses.lend("person", "people:person")
