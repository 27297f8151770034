"""What a curious reader asks for: every URL with every object there is, and with what may be added to the address."""

import re
from collections.abc import Iterator

from django.urls import reverse

from opora.accounts.models import Appointment, User
from opora.certificates.models import Certificate
from opora.certificates.numbers import new_number
from opora.core.jobs.models import Job
from opora.core.models import Merge, StoredFile
from opora.inbox.models import CalendarFeed
from opora.organisations.models import Municipality, NameAlias, SchoolName
from opora.outbox.models import Mailing, Message, MessageFile
from opora.practices.models import InnovationSite, Practice, Work
from opora.programmes.models import LowResultsListing
from opora.roadmap.models import ControlEntry
from tests.canary import event_asks, inbox_asks, order_asks
from tests.canary.asking import NOTHING, Ask
from tests.canary.neighbours import SENTENCES, World, mark


def asks(world: World) -> Iterator[Ask]:
    """Every URL with every object there is, and with what a curious reader would add to the address."""
    far = "?programme=2023&as_of=2022-04-11"
    for more in ("?", far):
        yield Ask("reports:overview", reverse("reports:overview") + more)
        yield Ask("roadmap:roadmap", reverse("roadmap:roadmap") + more)
        for order in ("gaps", "name"):
            yield Ask("reports:municipalities", f"{reverse('reports:municipalities')}{more}&order={order}")
        for which in ("current", "growth-point", "no-curator", "left", "previous"):
            yield Ask("reports:schools", f"{reverse('reports:schools')}{more}&which={which}")
    yield Ask("reports:schools", f"{reverse('reports:schools')}?as_of=2022-03-01&known_at=2022-03-20")
    for place, municipality in world.municipalities.items():
        yield Ask("reports:municipality", reverse("reports:municipality", args=[municipality.pk]), place=place)
    for place, school in world.schools.items():
        yield Ask("reports:school", reverse("reports:school", args=[school.pk]), place=place)
    yield from _asks_of_indicators(far)
    for text in ("кенар", "LUGA", "елена", "действие"):
        yield Ask("reports:search", f"{reverse('reports:search')}?q={text}")
    yield from files(far)
    yield from _asks_of_control(far)
    yield from _asks_of_messages()
    yield from _asks_of_certificates()
    yield from _asks_of_calendars()
    yield from _asks_of_stored_files()
    yield from _asks_of_people(far)
    yield from _asks_of_lists(world, far)
    yield from _asks_of_practices(far)
    yield Ask("roadmap:copy", reverse("roadmap:copy"))
    yield Ask("roadmap:versions", reverse("roadmap:versions"))
    yield Ask("roadmap:take_back_version", reverse("roadmap:take_back_version", args=[2]), post={"reason": ""})
    yield from event_asks.asks(world, far)
    yield from inbox_asks.asks(world, far)
    yield from order_asks.asks()
    yield from _asks_of_work()
    for name in ("health", "core:gallery", "account_login", "account_change_password", "account_capacity"):
        yield Ask(name, reverse(name))
    others = Appointment.objects.exclude(person__login__startswith="reader-").values_list("pk", flat=True)
    for appointment in (*others[:3], NOTHING):
        yield Ask("account_capacity", reverse("account_capacity"), post={"appointment": str(appointment)})
    yield Ask("set_language", reverse("set_language"), post={"language": "ru", "next": "/schools/"})
    yield Ask("core:theme", reverse("core:theme"), post={"theme": "dark", "next": "/schools/"})
    yield Ask("account_logout", reverse("account_logout"), post={})


def _asks_of_indicators(far: str) -> Iterator[Ask]:
    for number in map(str, range(1, len(SENTENCES) + 1)):
        yield Ask("roadmap:breakdown", reverse("roadmap:breakdown", args=[number]))
        for state in ("met", "missing", "unknown", "excluded"):
            yield Ask("roadmap:indicator", f"{reverse('roadmap:indicator', args=[number])}?list={state}")
        yield Ask("roadmap:indicator", f"{reverse('roadmap:indicator', args=[number])}{far}&list=missing&page=2")
    yield Ask("roadmap:action", reverse("roadmap:action", args=["5"]))
    for number in ("2", "3", "5"):
        yield Ask("roadmap:history", f"{reverse('roadmap:history', args=[number])}?since=2022-03-10")
        yield Ask("roadmap:history", f"{reverse('roadmap:history', args=[number])}?since=2021-12-10")
    for number in map(str, range(1, len(SENTENCES) + 1)):
        yield Ask("roadmap:passport", reverse("roadmap:passport", args=[number]))
    given = {"formula": "share(schools(current), curator_appointed())", "version": "1", "occurred_on": "2022-03-01"}
    for step in ("check", "preview"):
        yield Ask("roadmap:define", reverse("roadmap:define", args=["3"]), post={**given, "basis": "x", "step": step})
    yield Ask("roadmap:check", reverse("roadmap:check", args=["3"]), post=given)
    yield Ask("roadmap:take_back", reverse("roadmap:take_back", args=["3"]))
    yield Ask("roadmap:changes", f"{reverse('roadmap:changes')}?since=2021-12-10")


def _asks_of_work() -> Iterator[Ask]:
    """Lists, and every job of either region by its number."""
    yield Ask("status", reverse("status"))
    yield Ask("core:jobs", reverse("core:jobs"))
    yield Ask("core:jobs", f"{reverse('core:jobs')}?state=queued&page=2")
    for pk in (*Job.objects.values_list("pk", flat=True), NOTHING):
        yield Ask("core:job", reverse("core:job", args=[pk]))
        for name in ("core:cancel_job", "core:retry_job"):
            yield Ask(name, reverse(name, args=[pk]), post={})


def _asks_of_certificates() -> Iterator[Ask]:
    """Certificates of every place; what the paper says is for who holds it, so that codes and numbers are guessed."""
    for more in ("", "?q=кенар", "?about=event:1", "?whose=mine"):
        yield Ask("certificates:certificates", reverse("certificates:certificates") + more)
        yield Ask("certificates:export", reverse("certificates:export") + more)
    for pk in (*Certificate.objects.order_by("pk").values_list("pk", flat=True), NOTHING):
        yield Ask("certificates:certificate", reverse("certificates:certificate", args=[pk]))
        yield Ask("certificates:revoke", reverse("certificates:revoke", args=[pk]), post={"reason": " "})
    for pk in (*Certificate.objects.filter(person=None).values_list("pk", flat=True), NOTHING):  # of the other region
        yield Ask("certificates:file", reverse("certificates:file", args=[pk]))
    yield Ask("certificates:print", reverse("certificates:print"), post={"q": "zzz"})
    yield Ask("certificates:verify", f"{reverse('certificates:verify')}?number={new_number(2021, 1)}")
    yield Ask("certificates:verified", reverse("certificates:verified", args=["kenar"]))


def _asks_of_calendars() -> Iterator[Ask]:
    """The own calendar: the address of another is revoked and read by guessing alone; an empty name makes nothing."""
    yield Ask("inbox:calendar", reverse("inbox:calendar"))
    yield Ask("inbox:calendar", reverse("inbox:calendar"), post={"name": " "})
    for pk in (*CalendarFeed.objects.values_list("pk", flat=True), NOTHING):
        yield Ask("inbox:revoke_address", reverse("inbox:revoke_address", args=[pk]), post={})
    yield Ask("inbox:feed", reverse("inbox:feed", args=["kenar"]))


def _asks_of_stored_files() -> Iterator[Ask]:
    """Files of every place; the name alone would be a mark."""
    for stored in (*StoredFile.objects.all(), StoredFile(pk=NOTHING, name="a.pdf")):
        place = stored.name.removesuffix(".pdf").removeprefix(mark("")) if stored.of.startswith("school:") else ""
        yield Ask("core:file", reverse("core:file", args=[stored.pk]), place=place)
        yield Ask("core:preview", reverse("core:preview", args=[stored.pk, 1]))
        for name in (stored.name, "a.pdf"):
            yield Ask("core:download", reverse("core:download", args=[stored.pk, name]))


def _asks_of_control(far: str) -> Iterator[Ask]:
    """Reading what is said and decided, and posts that say nothing: who may not is refused before that is seen."""
    for name in ("reports:control", "reports:sheet"):
        for more in ("?", far, "?since=2021-12-20"):
            yield Ask(name, reverse(name) + more)
    for form in ("pdf", "docx"):
        yield Ask("reports:sheet_file", reverse("reports:sheet_file", args=[form]))
    yield Ask("reports:meeting", reverse("reports:meeting"), post={})
    note = ControlEntry.objects.get(kind="note").pk
    for number in ("2", "3", "99"):
        for name in ("roadmap:control", "roadmap:deadline"):
            yield Ask(name, reverse(name, args=[number]))
        for name in ("roadmap:note", "roadmap:release", "roadmap:return", "roadmap:restore_deadline"):
            yield Ask(name, reverse(name, args=[number]), post={})
        yield Ask("roadmap:take_back_note", reverse("roadmap:take_back_note", args=[number, note]), post={})
        yield Ask("roadmap:take_back_note", reverse("roadmap:take_back_note", args=[number, NOTHING]), post={})


def _asks_of_messages() -> Iterator[Ask]:
    """Mailings of the reader, of others and of another region; one more to everybody there is, and reminders."""
    for more in ("", "?state=draft", "?state=trouble"):
        yield Ask("outbox:history", reverse("outbox:history") + more)
    for mailing in (*Mailing.objects.order_by("pk").values_list("pk", flat=True)[:3], NOTHING):
        for name in ("mailing", "messenger", "calls"):
            yield Ask(f"outbox:{name}", reverse(f"outbox:{name}", args=[mailing]))
        for form in ("xlsx", "csv"):
            yield Ask("outbox:recipients", reverse("outbox:recipients", args=[mailing, form]))
        for name in ("retry", "send", "stop"):
            yield Ask(f"outbox:{name}", reverse(f"outbox:{name}", args=[mailing]), post={})
        yield Ask("outbox:postpone", reverse("outbox:postpone", args=[mailing]), post={"not_before": "x"})
        message = Message.objects.filter(mailing=mailing).values_list("pk", flat=True).first() or NOTHING
        yield Ask("outbox:settle", reverse("outbox:settle", args=[mailing, message]), post={"answer": "again"})
        for file in MessageFile.objects.values_list("pk", flat=True):
            yield Ask("outbox:file", reverse("outbox:file", args=[mailing, file]))
    for circle in ("programme", "region"):
        said = {"circle": circle, "posts": "school_head", "subject": "x", "body": "{name} {place}"}
        yield Ask("account_message", reverse("account_message"), post=said)
        yield Ask("outbox:history", f"{reverse('outbox:history')}?after={circle}")
    yield Ask("account_message", reverse("account_message"))
    yield Ask("inbox:reminders", reverse("inbox:reminders"))
    yield Ask("inbox:reminders", f"{reverse('inbox:reminders')}?page=2")
    yield Ask("inbox:reminder_rules", reverse("inbox:reminder_rules"), post={"digest_hour": "x"})
    yield Ask("inbox:send_reminders", reverse("inbox:send_reminders"), post={})
    newest = (Mailing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    yield Ask("outbox:mailing", reverse("outbox:mailing", args=[newest]))  # what the reader prepared just now
    for number, state in (("1", "unknown"), ("2", "missing"), ("3", "missing"), ("5", "unknown"), ("6", "unknown")):
        said = {"list": state, "copies": "yes"}
        yield Ask("roadmap:remind", reverse("roadmap:remind", args=[number]), post=said)


def _asks_of_people(far: str) -> Iterator[Ask]:
    """Lists, searches and what a form suggests or finds; nothing that is posted would change what others see."""
    for name, form in (("people:people", "people:file"), ("people:coverage", "people:coverage_file")):
        for more in ("", far, "?as_of=2022-03-01&known_at=2022-03-20", "?q=кенар", "?post=curator", "?post=none"):
            yield Ask(name, reverse(name) + more)
        yield Ask(name, f"{reverse(name)}?q=луг&municipality={Municipality.objects.get(code='luga').pk}")
        for kind in ("xlsx", "csv", "pdf"):
            yield Ask(form, reverse(form, args=[kind]))
    yield Ask("people:enter", reverse("people:enter"))
    named = {"surname": mark("lugahead"), "given_name": "Елена", "patronymic": "Викторовна"}
    yield Ask("people:enter", reverse("people:enter"), post=named)
    for person in User.objects.exclude(login__startswith="reader-"):
        place = re.sub("(head|coordinator|schoolhead|deputyhead|teammember|curator)$", "", person.login[6:])
        for name in ("person", "change", "hand_over", "end_several"):
            yield Ask(f"people:{name}", reverse(f"people:{name}", args=[person.pk]))
        yield Ask("people:same", f"{reverse('people:same', args=[person.pk])}?q=кенар")
        yield Ask("people:merge", reverse("people:merge", args=[person.pk, NOTHING]), post={})
        if place in ("luga", "third", "fourth", "far", "remote"):
            yield Ask("people:password", reverse("people:password", args=[NOTHING]), post={})
    for name in ("password", "sign_in"):
        yield Ask(f"people:{name}", reverse(f"people:{name}", args=[NOTHING]), post={})
    yield from _asks_of_appointments()


def _asks_of_appointments() -> Iterator[Ask]:
    new = reverse("people:appoint")
    for more in ("", "?post=curator&where=кенар", "?post=coordinator&where=luga", "?post=expert", "?post=nothing"):
        yield Ask("people:appoint", new + more)
    for school in SchoolName.objects.values_list("school", flat=True):
        yield Ask("people:appoint", f"{new}?post=curator&school={school}")
        for who in ("кенар", "лена", "kenar-remoteschoolhead"):
            post = {"who": who, "basis": "x", "on": "2022-04-01", "tier": "regional", "show": ""}
            yield Ask("people:appoint", f"{new}?post=curator&school={school}", post=post)
    for appointment in Appointment.objects.filter(ends=None).values_list("pk", flat=True)[::3]:
        for name in ("end", "replace", "take_back"):
            yield Ask(f"people:{name}", reverse(f"people:{name}", args=[appointment]))
            yield Ask(f"people:{name}", reverse(f"people:{name}", args=[appointment]), post={"who": "кенар"})


def _asks_of_lists(world: World, far: str) -> Iterator[Ask]:
    """Reading lists, and posts that say nothing."""
    yield Ask("lists:index", reverse("lists:index"))
    for name in ("municipalities", "schools", "cohort", "low_results", "growth_points", "names"):
        for more in ("?", far, "?as_of=2022-03-01&known_at=2022-03-20", "?q_school=LUGA&municipality=luga"):
            yield Ask(f"lists:{name}", reverse(f"lists:{name}") + more)
        for form in ("xlsx", "csv"):
            yield Ask("lists:save", f"{reverse('lists:save', args=[name.replace('_', '-'), form])}{far}")
            yield Ask("lists:save", reverse("lists:save", args=[name.replace("_", "-"), form]))
    for name, form in (("people", "xlsx"), ("people", "csv"), ("appointments", "csv")):
        for more in ("", far):
            yield Ask("lists:save", f"{reverse('lists:save', args=[name, form])}{more}")
    yield Ask("lists:template", reverse("lists:template", args=["schools"]))
    yield Ask("lists:import", reverse("lists:import", args=[NOTHING]), post={})
    yield from _asks_of_bringing()
    yield from _asks_of_list_rows(world)
    yield from _asks_of_names(world)


def _asks_of_names(world: World) -> Iterator[Ask]:
    """Learned names, doubles and merges of every place; what is posted says nothing, so that nothing is written."""
    yield Ask("lists:names", f"{reverse('lists:names')}?q_name=кенар")
    yield Ask("lists:teach", reverse("lists:teach"))
    for school in world.schools.values():
        given = {"text": mark("own"), "school": school.code, "of": "school", "code": school.code}
        yield Ask("lists:teach", reverse("lists:teach"), post={**given, "text": ""})
        yield Ask("lists:learn", reverse("lists:learn"), post={**given, "text": "«»"})
        yield Ask("lists:doubles", f"{reverse('lists:doubles')}?one={school.code}&other={school.code}")
        yield Ask("lists:merge", reverse("lists:merge", args=[school.pk, world.schools["first"].pk]))
    yield Ask("lists:doubles", reverse("lists:doubles"))
    for alias in NameAlias.objects.values_list("pk", flat=True):
        yield Ask("lists:learned", reverse("lists:learned", args=[alias]))
        yield Ask("lists:learned", reverse("lists:learned", args=[alias]), post={})
    for merge in (*Merge.objects.values_list("pk", flat=True), NOTHING):
        yield Ask("lists:merged", reverse("lists:merged", args=[merge]))
        yield Ask("lists:merged", reverse("lists:merged", args=[merge]), post={})
        yield Ask("people:merged", reverse("people:merged", args=[merge]))


def _asks_of_bringing() -> Iterator[Ask]:
    for kind in ("schools", "cohort"):
        yield Ask("lists:bring", reverse("lists:bring", args=[kind]))
        yield Ask("lists:bring", reverse("lists:bring", args=[kind]), post={})
        for name in ("lists:check", "lists:annotated"):
            yield Ask(name, reverse(name, args=[kind, "0" * 64]))
    for name in ("lists:add_municipality", "lists:add_school", "lists:enrol", "lists:list_low_results"):
        yield Ask(name, reverse(name))
        yield Ask(name, reverse(name), post={"find": "кенар", "find_now": "1"})


def _asks_of_list_rows(world: World) -> Iterator[Ask]:
    for place, municipality in world.municipalities.items():
        yield Ask("lists:municipality", reverse("lists:municipality", args=[municipality.pk]), place=place)
        yield Ask("lists:municipality", reverse("lists:municipality", args=[municipality.pk]), post={})
    for place, school in world.schools.items():
        yield Ask("lists:school", reverse("lists:school", args=[school.pk]), place=place)
        for what in ("name", "type", "status", "growth-point"):
            yield Ask("lists:value", reverse("lists:value", args=[school.pk, what]))
        names = SchoolName.objects.filter(school=school)
        yield Ask("lists:correct", reverse("lists:correct", args=[school.pk, "name", names[0].pk]))
        for membership in school.memberships.all():
            yield Ask("lists:membership", reverse("lists:membership", args=[membership.pk]))
    for listing in LowResultsListing.objects.all():
        yield Ask("lists:low_results_list", reverse("lists:low_results_list", args=[listing.pk]))


def _asks_of_practices(far: str) -> Iterator[Ask]:
    """Works, practices and sites of every place and region; posts that say nothing, so that nothing is written."""
    for name in ("works", "bank", "sites"):
        for more in ("", far, "?state=waiting", "?state=ended", "?q_practice=кенар"):
            yield Ask(f"practices:{name}", reverse(f"practices:{name}") + more)
    for form in ("xlsx", "csv"):
        yield Ask("practices:save", reverse("practices:save", args=[form]))
    for name in ("hand_in", "add_practice", "name_site"):
        yield Ask(f"practices:{name}", reverse(f"practices:{name}"))
        yield Ask(f"practices:{name}", reverse(f"practices:{name}"), post={"author": "school:1", "school": "1"})
    for work in Work.objects.all():
        place = work.title.removeprefix(mark("")) if work.school_id else ""
        yield Ask("practices:work", reverse("practices:work", args=[work.pk]), place=place)
        for step in ("accept", "return", "file", "take-back", "take-back-step"):
            yield Ask("practices:work", reverse("practices:work", args=[work.pk]), post={"step": step})
    for name, table in (("practice", Practice), ("site", InnovationSite)):
        for pk in (*table.objects.values_list("pk", flat=True), NOTHING):
            for step in ("", "withdraw", "file", "end", "take-back"):
                post = {"step": step} if step else None
                yield Ask(f"practices:{name}", reverse(f"practices:{name}", args=[pk]), post=post)


def files(far: str) -> Iterator[Ask]:
    """What can be saved."""
    for more in ("?", far):
        for form in ("xlsx", "docx"):
            yield Ask("roadmap:download", reverse("roadmap:download", args=[form]) + more)
            yield Ask("roadmap:order_file", reverse("roadmap:order_file", args=[form]) + more)
    for number in map(str, range(1, len(SENTENCES) + 1)):
        for state in ("met", "missing", "unknown", "excluded"):
            yield Ask("roadmap:members", reverse("roadmap:members", args=[number, state, "xlsx"]))
        yield Ask("roadmap:members", reverse("roadmap:members", args=[number, "met", "csv"]))
