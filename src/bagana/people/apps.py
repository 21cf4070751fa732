from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "bagana.people"
    label = "people"
    verbose_name = "Ажилтан"
