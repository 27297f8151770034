"""Paths of the to-do list, and what calendars read."""

from django.urls import path

from opora.inbox.views import calendar, holdups, mine, reminders

app_name = "inbox"
urlpatterns = [
    path("todo/", mine.todos, name="mine"),
    path("todo/put-off/", mine.put_off, name="put_off"),
    path("todo/hand-over/", mine.hand_over, name="hand_over"),
    path("todo/take-back/<slug:kind>/<int:pk>/", mine.take_back, name="take_back"),
    path("holding-up/", holdups.holdups, name="holdups"),
    path("holding-up/list.<str:form>", holdups.file, name="holdups_file"),
    path("holding-up/remind/", holdups.remind, name="remind_holder"),
    path("holding-up/schools/", holdups.schools, name="school_gaps"),
    path("holding-up/schools.<str:form>", holdups.schools_file, name="school_gaps_file"),
    path("todo/calendar/", calendar.calendar, name="calendar"),
    path("todo/calendar/<int:pk>/revoke/", calendar.revoke, name="revoke_address"),
    path("calendar/<str:key>.ics", calendar.feed, name="feed"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/rules/", reminders.rules, name="reminder_rules"),
    path("reminders/send/", reminders.send, name="send_reminders"),
]
