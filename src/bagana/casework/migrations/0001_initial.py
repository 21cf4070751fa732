import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from bagana.web.migrating import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_initial"),
        ("accounts", "__first__"),
        ("acts", "0003_numberseries"),
        ("people", "0001_initial"),
        ("registers", "0001_initial"),
        ("territory", "0004_redraw"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Service",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "code",
                        models.SlugField(
                            max_length=60, unique=True, verbose_name="код"
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="services",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("service", "ердийн үйлчилгээ"),
                                ("reference", "тодорхойлолт"),
                                ("petition", "өргөдөл"),
                                ("complaint", "гомдол"),
                                ("suggestion", "иргэдийн гаргасан санал"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "provider",
                        models.CharField(
                            choices=[
                                ("bag", "баг"),
                                ("sum", "сум"),
                                ("visiting", "явуулын байгууллага"),
                            ],
                            max_length=8,
                            verbose_name="хэн үзүүлэх",
                        ),
                    ),
                    (
                        "reference_kind",
                        models.CharField(
                            blank=True,
                            max_length=40,
                            verbose_name="тодорхойлолтын төрөл",
                        ),
                    ),
                    (
                        "is_open311",
                        models.BooleanField(default=True, verbose_name="Open311-д"),
                    ),
                    ("moves", models.JSONField(default=list, editable=False)),
                ],
                options={
                    "verbose_name": "үйлчилгээ",
                    "ordering": ["kind", "code"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalServiceVersion",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
                        ),
                    ),
                    ("text_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("text_en", models.TextField(blank=True)),
                    (
                        "basis_mn",
                        models.CharField(
                            max_length=300, verbose_name="хууль зүйн үндэслэл"
                        ),
                    ),
                    ("basis_en", models.CharField(blank=True, max_length=300)),
                    (
                        "papers",
                        models.JSONField(
                            blank=True, default=list, verbose_name="бүрдүүлэх баримт"
                        ),
                    ),
                    ("term", models.PositiveSmallIntegerField(verbose_name="хугацаа")),
                    (
                        "term_in",
                        models.CharField(
                            choices=[("working", "ажлын өдөр"), ("calendar", "хоног")],
                            max_length=8,
                            verbose_name="хэмжих нэгж",
                        ),
                    ),
                    (
                        "extension",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="сунгах хугацаа"
                        ),
                    ),
                    (
                        "fee",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="хураамж, ₮",
                        ),
                    ),
                    (
                        "who_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хэн хариуцах"
                        ),
                    ),
                    ("who_en", models.CharField(blank=True, max_length=200)),
                    (
                        "where_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаана"
                        ),
                    ),
                    ("where_en", models.CharField(blank=True, max_length=200)),
                    (
                        "hours_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="цагийн хуваарь"
                        ),
                    ),
                    ("hours_en", models.CharField(blank=True, max_length=200)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                    (
                        "service",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="casework.service",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical service version",
                    "verbose_name_plural": "historical service versions",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="ServiceVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "service",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="casework.service",
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
                        ),
                    ),
                    ("text_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("text_en", models.TextField(blank=True)),
                    (
                        "basis_mn",
                        models.CharField(
                            max_length=300, verbose_name="хууль зүйн үндэслэл"
                        ),
                    ),
                    ("basis_en", models.CharField(blank=True, max_length=300)),
                    (
                        "act",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "papers",
                        models.JSONField(
                            blank=True, default=list, verbose_name="бүрдүүлэх баримт"
                        ),
                    ),
                    ("term", models.PositiveSmallIntegerField(verbose_name="хугацаа")),
                    (
                        "term_in",
                        models.CharField(
                            choices=[("working", "ажлын өдөр"), ("calendar", "хоног")],
                            max_length=8,
                            verbose_name="хэмжих нэгж",
                        ),
                    ),
                    (
                        "extension",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="сунгах хугацаа"
                        ),
                    ),
                    (
                        "fee",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="хураамж, ₮",
                        ),
                    ),
                    (
                        "who_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хэн хариуцах"
                        ),
                    ),
                    ("who_en", models.CharField(blank=True, max_length=200)),
                    (
                        "where_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаана"
                        ),
                    ),
                    ("where_en", models.CharField(blank=True, max_length=200)),
                    (
                        "hours_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="цагийн хуваарь"
                        ),
                    ),
                    ("hours_en", models.CharField(blank=True, max_length=200)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "ordering": ["service", "-valid_from"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("service", "valid_from"),
                            name="service_version_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to__isnull", True),
                                ("valid_to__gt", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="service_version_ends_after_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalDayOff",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    ("on", models.DateField(db_index=True, verbose_name="өдөр")),
                    ("works", models.BooleanField(verbose_name="ажиллана")),
                    (
                        "why_mn",
                        models.CharField(max_length=200, verbose_name="шалтгаан"),
                    ),
                    ("why_en", models.CharField(blank=True, max_length=200)),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical ажлын бус өдөр",
                    "verbose_name_plural": "historical ажлын бус өдөрs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="DayOff",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    ("on", models.DateField(unique=True, verbose_name="өдөр")),
                    ("works", models.BooleanField(verbose_name="ажиллана")),
                    (
                        "why_mn",
                        models.CharField(max_length=200, verbose_name="шалтгаан"),
                    ),
                    ("why_en", models.CharField(blank=True, max_length=200)),
                    (
                        "act",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "ажлын бус өдөр",
                    "ordering": ["-on"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="MobileRound",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "uid",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="mobile_rounds",
                            to="territory.unit",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр")),
                    (
                        "start_lon",
                        models.FloatField(
                            blank=True, null=True, verbose_name="гарах цэг, уртраг"
                        ),
                    ),
                    (
                        "start_lat",
                        models.FloatField(
                            blank=True, null=True, verbose_name="гарах цэг, өргөрөг"
                        ),
                    ),
                    (
                        "offices",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="оролцох байгууллага",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("planned", "төлөвлөсөн"),
                                ("held", "хийсэн"),
                                ("cancelled", "цуцалсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("length_km", models.FloatField(null=True, verbose_name="зам, км")),
                    (
                        "radius_km",
                        models.FloatField(default=10.0, verbose_name="хүрэх зай, км"),
                    ),
                    (
                        "is_shortest",
                        models.BooleanField(
                            null=True, verbose_name="хамгийн богино нь батлагдсан"
                        ),
                    ),
                    (
                        "straight_pairs",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="зам нь мэдэгдээгүй хос цэг"
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("moves", models.JSONField(default=list, editable=False)),
                    (
                        "services",
                        models.ManyToManyField(
                            blank=True,
                            related_name="mobile_rounds",
                            to="casework.service",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "явуулын үйлчилгээ",
                    "ordering": ["-starts_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="visit_days_in_order",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Request",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "uid",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True
                        ),
                    ),
                    ("number", models.CharField(max_length=30, verbose_name="дугаар")),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="requests",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="requests",
                            to="casework.serviceversion",
                        ),
                    ),
                    (
                        "channel",
                        models.CharField(
                            choices=[
                                ("page", "вэб хуудас"),
                                ("phone", "утас"),
                                ("desk", "биечлэн"),
                                ("mobile", "явуулын үйлчилгээ"),
                                ("open311", "Open311"),
                            ],
                            max_length=8,
                            verbose_name="ирсэн хэлбэр",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="requests",
                            to="registers.household",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="requests",
                            to="registers.person",
                        ),
                    ),
                    (
                        "section",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="registers.section",
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "phone_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    (
                        "code_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    ("longitude", models.FloatField(blank=True, null=True)),
                    ("latitude", models.FloatField(blank=True, null=True)),
                    (
                        "distance_km",
                        models.FloatField(
                            blank=True, null=True, verbose_name="зай, км"
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "хүсэлтийг авсан"),
                                ("working", "шийдвэрлэж байна"),
                                ("waiting", "иргэнээс баримт хүлээж байна"),
                                ("answered", "хариу өгсөн"),
                                ("refused", "татгалзсан"),
                                ("withdrawn", "иргэн буцаан авсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "rung",
                        models.CharField(
                            choices=[
                                ("bag", "баг"),
                                ("sum", "сум"),
                                ("aimag", "аймаг"),
                            ],
                            default="bag",
                            max_length=5,
                            verbose_name="хаана",
                        ),
                    ),
                    (
                        "post",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="requests",
                            to="people.post",
                        ),
                    ),
                    (
                        "mobile_round",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="requests",
                            to="casework.mobileround",
                        ),
                    ),
                    ("taken_on", models.DateField(verbose_name="авсан өдөр")),
                    ("due_on", models.DateField(verbose_name="хугацаа")),
                    (
                        "extended",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="сунгасан"
                        ),
                    ),
                    (
                        "answered_on",
                        models.DateField(null=True, verbose_name="хариу өгсөн өдөр"),
                    ),
                    (
                        "closed_on",
                        models.DateField(null=True, verbose_name="хаасан өдөр"),
                    ),
                    (
                        "reopened",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="дахин нээсэн"
                        ),
                    ),
                    (
                        "satisfaction",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="сэтгэл ханамж"
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("entered_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "is_fictional",
                        models.BooleanField(default=False, verbose_name="зохиомол"),
                    ),
                ],
                options={
                    "verbose_name": "хүсэлт",
                    "verbose_name_plural": "хүсэлтүүд",
                    "ordering": ["due_on", "id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "state", "due_on"],
                            name="casework_re_unit_id_ca67c5_idx",
                        ),
                        models.Index(
                            fields=["unit", "closed_on"],
                            name="casework_re_unit_id_157f14_idx",
                        ),
                        models.Index(
                            fields=["unit", "taken_on"],
                            name="casework_re_unit_id_3b3311_idx",
                        ),
                        models.Index(
                            fields=["due_on", "id"],
                            name="casework_re_due_on_331ed0_idx",
                        ),
                        models.Index(
                            fields=["taken_on", "id"],
                            name="casework_re_taken_o_421dd0_idx",
                        ),
                        models.Index(
                            fields=["channel", "-entered_at"],
                            name="casework_re_channel_ec512d_idx",
                        ),
                        models.Index(
                            condition=models.Q(("closed_on__isnull", True)),
                            fields=["due_on", "id"],
                            name="requests_open_by_due",
                        ),
                        models.Index(
                            condition=models.Q(("closed_on__isnull", True)),
                            fields=["unit", "state", "due_on"],
                            name="requests_open_by_unit",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("unit", "number"), name="request_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("satisfaction__isnull", True),
                                models.Q(
                                    ("satisfaction__gte", 1), ("satisfaction__lte", 5)
                                ),
                                _connector="OR",
                            ),
                            name="satisfaction_of_five",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("answered_on__isnull", True),
                                ("answered_on__gte", models.F("taken_on")),
                                _connector="OR",
                            ),
                            name="answered_after_taken",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Stop",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "request",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="stops",
                            to="casework.request",
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="зогссон өдөр")),
                    (
                        "ends_on",
                        models.DateField(null=True, verbose_name="үргэлжилсэн өдөр"),
                    ),
                    (
                        "why",
                        models.CharField(
                            max_length=300, verbose_name="юу хүлээж байна"
                        ),
                    ),
                ],
                options={
                    "ordering": ["request", "starts_on"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ends_on__isnull", True)),
                            fields=("request",),
                            name="request_stops_once_at_a_time",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="stop_ends_after_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="RequestStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "request",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="casework.request",
                        ),
                    ),
                    (
                        "deed",
                        models.CharField(
                            choices=[
                                ("received", "хүсэлтийг авсан"),
                                ("started", "шийдвэрлэж эхэлсэн"),
                                ("stopped", "баримт хүссэн"),
                                ("resumed", "үргэлжлүүлсэн"),
                                ("extended", "хугацаа сунгасан"),
                                ("escalated", "дээд шатанд шилжүүлсэн"),
                                ("returned", "багт буцаасан"),
                                ("assigned", "хариуцагч тогтоосон"),
                                ("answered", "хариу өгсөн"),
                                ("refused", "татгалзсан"),
                                ("withdrawn", "буцаан авсан"),
                                ("reopened", "дахин нээсэн"),
                                ("rated", "үнэлсэн"),
                                ("moved", "нэгжийн өөрчлөлтөөр шилжсэн"),
                            ],
                            max_length=10,
                            verbose_name="юу",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "хүсэлтийг авсан"),
                                ("working", "шийдвэрлэж байна"),
                                ("waiting", "иргэнээс баримт хүлээж байна"),
                                ("answered", "хариу өгсөн"),
                                ("refused", "татгалзсан"),
                                ("withdrawn", "иргэн буцаан авсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="өдөр")),
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "backdated",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="хойш огноолсон өдөр"
                        ),
                    ),
                    (
                        "is_public",
                        models.BooleanField(
                            default=True, verbose_name="иргэнд харагдана"
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "ordering": ["request", "id"],
                    "indexes": [
                        models.Index(
                            fields=["request", "deed"],
                            name="casework_re_request_0c386c_idx",
                        ),
                        models.Index(
                            condition=models.Q(("backdated__gt", 0)),
                            fields=["made_at"],
                            name="steps_dated_back",
                        ),
                    ],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalClimbingRule",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "valid_from",
                        models.DateField(db_index=True, verbose_name="эхлэх өдөр"),
                    ),
                    (
                        "to_sum",
                        models.PositiveSmallIntegerField(
                            verbose_name="суманд шилжих хоног"
                        ),
                    ),
                    (
                        "to_aimag",
                        models.PositiveSmallIntegerField(
                            verbose_name="аймагт шилжих хоног"
                        ),
                    ),
                    (
                        "source_mn",
                        models.CharField(max_length=300, verbose_name="эх сурвалж"),
                    ),
                    ("source_en", models.CharField(blank=True, max_length=300)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical хүсэлт дээшлэх журам",
                    "verbose_name_plural": "historical хүсэлт дээшлэх журамs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="ClimbingRule",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "valid_from",
                        models.DateField(unique=True, verbose_name="эхлэх өдөр"),
                    ),
                    (
                        "to_sum",
                        models.PositiveSmallIntegerField(
                            verbose_name="суманд шилжих хоног"
                        ),
                    ),
                    (
                        "to_aimag",
                        models.PositiveSmallIntegerField(
                            verbose_name="аймагт шилжих хоног"
                        ),
                    ),
                    (
                        "source_mn",
                        models.CharField(max_length=300, verbose_name="эх сурвалж"),
                    ),
                    ("source_en", models.CharField(blank=True, max_length=300)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "хүсэлт дээшлэх журам",
                    "ordering": ["-valid_from"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("to_aimag__gte", models.F("to_sum"))),
                            name="climbs_sum_before_aimag",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalMobileRound",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "uid",
                        models.UUIDField(
                            db_index=True, default=uuid.uuid4, editable=False
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр")),
                    (
                        "start_lon",
                        models.FloatField(
                            blank=True, null=True, verbose_name="гарах цэг, уртраг"
                        ),
                    ),
                    (
                        "start_lat",
                        models.FloatField(
                            blank=True, null=True, verbose_name="гарах цэг, өргөрөг"
                        ),
                    ),
                    (
                        "offices",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="оролцох байгууллага",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("planned", "төлөвлөсөн"),
                                ("held", "хийсэн"),
                                ("cancelled", "цуцалсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("length_km", models.FloatField(null=True, verbose_name="зам, км")),
                    (
                        "radius_km",
                        models.FloatField(default=10.0, verbose_name="хүрэх зай, км"),
                    ),
                    (
                        "is_shortest",
                        models.BooleanField(
                            null=True, verbose_name="хамгийн богино нь батлагдсан"
                        ),
                    ),
                    (
                        "straight_pairs",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="зам нь мэдэгдээгүй хос цэг"
                        ),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("moves", models.JSONField(default=list, editable=False)),
                    (
                        "unit",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical явуулын үйлчилгээ",
                    "verbose_name_plural": "historical явуулын үйлчилгээs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="RoundStop",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "mobile_round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="stops",
                            to="casework.mobileround",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="дараалал"),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "section",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="registers.section",
                        ),
                    ),
                    ("place", models.CharField(max_length=200, verbose_name="газар")),
                    ("longitude", models.FloatField()),
                    ("latitude", models.FloatField()),
                    ("on", models.DateField(verbose_name="өдөр")),
                    (
                        "leg_km",
                        models.FloatField(null=True, verbose_name="өмнөх цэгээс, км"),
                    ),
                    (
                        "households",
                        models.PositiveIntegerField(
                            null=True, verbose_name="хүрэх өрх"
                        ),
                    ),
                    (
                        "people",
                        models.PositiveIntegerField(
                            null=True, verbose_name="хүрэх хүн"
                        ),
                    ),
                    (
                        "served",
                        models.PositiveIntegerField(
                            null=True, verbose_name="үйлчилсэн хүн"
                        ),
                    ),
                    ("moves", models.JSONField(default=list, editable=False)),
                ],
                options={
                    "ordering": ["mobile_round", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("mobile_round", "position"), name="round_stop_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="RoundChange",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "mobile_round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="changes",
                            to="casework.mobileround",
                        ),
                    ),
                    (
                        "parts",
                        models.CharField(max_length=60, verbose_name="юу өөрчлөгдсөн"),
                    ),
                    ("why", models.CharField(max_length=300, verbose_name="шалтгаан")),
                    ("starts_on", models.DateField(verbose_name="өмнөх эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="өмнөх дуусах өдөр")),
                    (
                        "places",
                        models.TextField(blank=True, verbose_name="өмнөх зогсоол"),
                    ),
                    (
                        "offices",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="өмнө оролцох байгууллага",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "явуулын үйлчилгээний өөрчлөлт",
                    "ordering": ["mobile_round", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalFunction",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    ("code", models.SlugField(max_length=60, verbose_name="код")),
                    (
                        "title_mn",
                        models.CharField(max_length=300, verbose_name="чиг үүрэг"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    (
                        "level",
                        models.PositiveSmallIntegerField(
                            verbose_name="хуулиар аль шат"
                        ),
                    ),
                    (
                        "basis_mn",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="үндэслэл"
                        ),
                    ),
                    ("basis_en", models.CharField(blank=True, max_length=300)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical чиг үүрэг",
                    "verbose_name_plural": "historical чиг үүрэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Function",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "code",
                        models.SlugField(
                            max_length=60, unique=True, verbose_name="код"
                        ),
                    ),
                    (
                        "title_mn",
                        models.CharField(max_length=300, verbose_name="чиг үүрэг"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    (
                        "level",
                        models.PositiveSmallIntegerField(
                            verbose_name="хуулиар аль шат"
                        ),
                    ),
                    (
                        "basis_mn",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="үндэслэл"
                        ),
                    ),
                    ("basis_en", models.CharField(blank=True, max_length=300)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "чиг үүрэг",
                    "ordering": ["code"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalDelegation",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    (
                        "money",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="жилийн мөнгө, ₮",
                        ),
                    ),
                    (
                        "posts",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=6,
                            null=True,
                            verbose_name="орон тоо",
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "function",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="casework.function",
                        ),
                    ),
                    (
                        "giver",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical шилжүүлсэн чиг үүрэг",
                    "verbose_name_plural": "historical шилжүүлсэн чиг үүрэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Delegation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "function",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="delegations",
                            to="casework.function",
                        ),
                    ),
                    (
                        "giver",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="delegated",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="received",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="delegations",
                            to="acts.act",
                        ),
                    ),
                    ("valid_from", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    (
                        "money",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="жилийн мөнгө, ₮",
                        ),
                    ),
                    (
                        "posts",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=6,
                            null=True,
                            verbose_name="орон тоо",
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "шилжүүлсэн чиг үүрэг",
                    "ordering": ["function", "unit", "-valid_from"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("function", "unit", "valid_from"),
                            name="delegated_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to__isnull", True),
                                ("valid_to__gt", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="delegation_ends_after_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalReferenceKind",
                fields=[
                    (
                        "id",
                        models.BigIntegerField(
                            auto_created=True,
                            blank=True,
                            db_index=True,
                            verbose_name="ID",
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, verbose_name="код")),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    (
                        "purpose_mn",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="зориулалт"
                        ),
                    ),
                    ("purpose_en", models.CharField(blank=True, max_length=300)),
                    ("fields", models.JSONField(default=list)),
                    (
                        "valid_days",
                        models.PositiveSmallIntegerField(verbose_name="хүчинтэй хоног"),
                    ),
                    (
                        "basis_mn",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="үндэслэл"
                        ),
                    ),
                    ("basis_en", models.CharField(blank=True, max_length=300)),
                    ("valid_from", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                    ("history_id", models.AutoField(primary_key=True, serialize=False)),
                    ("history_date", models.DateTimeField(db_index=True)),
                    (
                        "history_change_reason",
                        models.CharField(max_length=100, null=True),
                    ),
                    (
                        "history_type",
                        models.CharField(
                            choices=[
                                ("+", "Created"),
                                ("~", "Changed"),
                                ("-", "Deleted"),
                            ],
                            max_length=1,
                        ),
                    ),
                    (
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical тодорхойлолтын төрөл",
                    "verbose_name_plural": "historical тодорхойлолтын төрөлs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="ReferenceKind",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, verbose_name="код")),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    (
                        "purpose_mn",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="зориулалт"
                        ),
                    ),
                    ("purpose_en", models.CharField(blank=True, max_length=300)),
                    ("fields", models.JSONField(default=list)),
                    (
                        "valid_days",
                        models.PositiveSmallIntegerField(verbose_name="хүчинтэй хоног"),
                    ),
                    (
                        "basis_mn",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="үндэслэл"
                        ),
                    ),
                    ("basis_en", models.CharField(blank=True, max_length=300)),
                    ("valid_from", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "тодорхойлолтын төрөл",
                    "ordering": ["code", "-valid_from"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("code", "valid_from"), name="reference_kind_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Reference",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "uid",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True
                        ),
                    ),
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="references",
                            to="casework.referencekind",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="references",
                            to="territory.unit",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    ("number", models.PositiveIntegerField(verbose_name="дугаар")),
                    (
                        "code",
                        models.CharField(
                            max_length=16, unique=True, verbose_name="шалгах код"
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="references",
                            to="registers.person",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="references",
                            to="registers.household",
                        ),
                    ),
                    (
                        "request",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="references",
                            to="casework.request",
                        ),
                    ),
                    (
                        "issuer",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="references",
                            to="people.appointment",
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    ("sha256", models.CharField(max_length=64)),
                    ("issued_on", models.DateField(verbose_name="олгосон өдөр")),
                    ("valid_until", models.DateField(verbose_name="хүчинтэй хугацаа")),
                    (
                        "revoked_on",
                        models.DateField(
                            null=True, verbose_name="хүчингүй болгосон өдөр"
                        ),
                    ),
                    (
                        "revoked_for",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="шалтгаан"
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "тодорхойлолт",
                    "ordering": ["-issued_on", "-id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "-issued_on"],
                            name="casework_re_unit_id_f5bd76_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            models.F("unit"),
                            models.F("kind"),
                            models.F("year"),
                            models.F("number"),
                            name="reference_number_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number__gte", 1)),
                            name="reference_number_from_one",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReferenceIssue",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True,
                            primary_key=True,
                            serialize=False,
                            verbose_name="ID",
                        ),
                    ),
                    (
                        "reference",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="issues",
                            to="casework.reference",
                        ),
                    ),
                    ("way", models.CharField(max_length=10, verbose_name="хэлбэр")),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "ordering": ["reference", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ]
    )
