from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "bagana.meetings"
    label = "meetings"
    verbose_name = "Хурал"

    def ready(self) -> None:
        from bagana.acts import founded
        from bagana.meetings.consequences import MeetingsConsequence
        from bagana.meetings.handover import SOURCES
        from bagana.meetings.leaving import OBLIGATIONS
        from bagana.meetings.resting import of_resolutions
        from bagana.people import leaving
        from bagana.territory import consequences, handover

        consequences.register(MeetingsConsequence())
        founded.register(of_resolutions)
        leaving.register(OBLIGATIONS)
        for source in SOURCES:
            handover.register(source)
