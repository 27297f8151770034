"""Paths of events."""

from django.urls import path

from opora.events.views import attendance, check_in, event, events, here, planning, present, presenting, standing

app_name = "events"
urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/new/", planning.new, name="new"),
    path("events/check-invited/", planning.check_invited, name="check_invited"),
    path("events/list.<slug:form>", events.save, name="save"),
    path("events/calendar.ics", events.calendar, name="calendar"),
    path("events/series/new/", planning.new_series, name="new_series"),
    path("events/series/<int:pk>/", events.series, name="series"),
    path("events/series/<int:pk>/change/", planning.change_series, name="change_series"),
    path("events/series/<int:pk>/take-back/", standing.take_back_series, name="take_back_series"),
    path("events/<int:pk>/", event.event, name="event"),
    path("events/<int:pk>/calendar.ics", event.calendar, name="event_calendar"),
    path("events/<int:pk>/change/", planning.change, name="change"),
    path("events/<int:pk>/copy/", planning.copy, name="copy"),
    path("events/<int:pk>/move/", standing.move, name="move"),
    path("events/<int:pk>/hold/", standing.hold, name="hold"),
    path("events/<int:pk>/call-off/", standing.call_off, name="call_off"),
    path("events/<int:pk>/close/", standing.close, name="close"),
    path("events/<int:pk>/reopen/", standing.reopen, name="reopen"),
    path("events/<int:pk>/take-back/<slug:what>/<int:number>/", standing.take_back, name="take_back"),
    path("events/<int:pk>/speakers/add/", presenting.add_speaker, name="add_speaker"),
    path("events/<int:pk>/materials/add/", presenting.add_material, name="add_material"),
    path("events/<int:pk>/materials/remove/", presenting.remove_material, name="remove_material"),
    path("events/<int:pk>/present/", present.present, name="present"),
    path("events/<int:pk>/present/note/", present.note, name="note"),
    path("events/<int:pk>/present/came/", present.came, name="came"),
    path("events/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("events/<int:pk>/attendance/bring/", attendance.bring, name="bring"),
    path("events/<int:pk>/attendance/decide/", attendance.decide, name="decide"),
    path("events/<int:pk>/attendance/names/<int:number>/", attendance.entry, name="entry"),
    path("events/<int:pk>/attendance/names/<int:number>/undecide/", attendance.undecide, name="undecide"),
    path("events/<int:pk>/attendance/lists/<int:number>/take-back/", attendance.take_list_back, name="take_list_back"),
    path("events/<int:pk>/feedback/", present.answer, name="answer"),
    path("events/<int:pk>/check-in/", check_in.check_in, name="check_in"),
    path("events/<int:pk>/check-in/open/", check_in.open_now, name="open_check_in"),
    path("events/<int:pk>/check-in/close/", check_in.close_now, name="close_check_in"),
    path("events/<int:pk>/check-in/sheet/", check_in.sheet, name="check_in_sheet"),
    path("here/", here.here, name="here"),
    path("here/<str:key>/", here.here_key, name="here_key"),
]
