"""Paths of the roadmap. Numbers and keys are text: "7", "35.2", "1.1"."""

from django.urls import path

from opora.roadmap.views import (
    control,
    deadline,
    definition,
    files,
    history,
    indicator,
    next_year,
    orders,
    remind,
    roadmap,
    versions,
)

app_name = "roadmap"
urlpatterns = [
    path("roadmap/", roadmap.roadmap, name="roadmap"),
    path("roadmap.order.<str:form>", files.order, name="order_file"),
    path("roadmap.<str:form>", files.roadmap, name="download"),
    path("roadmap/next-year/", next_year.copy, name="copy"),
    path("roadmap/changes/", history.changes, name="changes"),
    path("roadmap/orders/", orders.orders, name="orders"),
    path("roadmap/orders/<int:pk>/", orders.order, name="order"),
    path("roadmap/orders/<int:pk>/fields/", orders.fields, name="order_fields"),
    path("roadmap/orders/<int:pk>/findings/", orders.findings, name="order_findings"),
    path("roadmap/orders/<int:pk>/publish/", orders.publish, name="order_publish"),
    path("roadmap/orders/<int:pk>/discard/", orders.discard, name="order_discard"),
    path("roadmap/versions/", versions.versions, name="versions"),
    path("roadmap/versions/<int:number>/take-back/", versions.take_back, name="take_back_version"),
    path("roadmap/<str:number>/", roadmap.action, name="action"),
    path("roadmap/<str:number>/control/", control.control, name="control"),
    path("roadmap/<str:number>/control/note/", control.note, name="note"),
    path("roadmap/<str:number>/control/note/<int:pk>/take-back/", control.take_back, name="take_back_note"),
    path("roadmap/<str:number>/control/release/", control.release, name="release"),
    path("roadmap/<str:number>/control/return/", control.return_to_control, name="return"),
    path("roadmap/<str:number>/deadline/", deadline.deadline, name="deadline"),
    path("roadmap/<str:number>/deadline/restore/", deadline.restore, name="restore_deadline"),
    path("indicators/<str:key>/", indicator.indicator, name="indicator"),
    path("indicators/<str:key>/history/", history.history, name="history"),
    path("indicators/<str:key>/remind/", remind.remind, name="remind"),
    path("indicators/<str:key>/passport/", definition.passport, name="passport"),
    path("indicators/<str:key>/definition/", definition.define, name="define"),
    path("indicators/<str:key>/definition/check/", definition.check, name="check"),
    path("indicators/<str:key>/definition/take-back/", definition.take_back, name="take_back"),
    path("indicators/<str:key>/municipalities/", indicator.breakdown, name="breakdown"),
    path("indicators/<str:key>/<str:state>.<str:form>", files.members, name="members"),
]
