from django.apps import AppConfig


class RedistrictingConfig(AppConfig):
    name = "bagana.redistricting"
    label = "redistricting"
    verbose_name = "Шинэчлэн зохион байгуулалт"
