from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "bagana.collection"
    label = "collection"
    verbose_name = "Тоо цуглуулалт"
