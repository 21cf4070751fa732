from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "bagana.meetings"
    label = "meetings"
    verbose_name = "Хурал"
