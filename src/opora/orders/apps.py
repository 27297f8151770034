from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "opora.orders"
    label = "orders"
