from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "opora.roadmap"
    label = "roadmap"
