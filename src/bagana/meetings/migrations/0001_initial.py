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
        ("programme", "0001_initial"),
        ("registers", "0001_initial"),
        ("territory", "0004_redraw"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="HistoricalMeetingRule",
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
                        "kind",
                        models.CharField(
                            choices=[
                                ("ordinary", "ээлжит"),
                                ("special", "ээлжит бус"),
                                ("nomination", "Засаг дарга нэр дэвшүүлэх"),
                            ],
                            max_length=10,
                            verbose_name="хурлын төрөл",
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
                        "law_mn",
                        models.CharField(max_length=300, verbose_name="хууль, зүйл"),
                    ),
                    ("law_en", models.CharField(blank=True, max_length=300)),
                    (
                        "quorum",
                        models.DecimalField(
                            blank=True,
                            decimal_places=4,
                            max_digits=5,
                            null=True,
                            verbose_name="хүчинтэй байх ирц",
                        ),
                    ),
                    (
                        "quorum_of",
                        models.CharField(
                            choices=[
                                ("households", "бүртгэлтэй өрх"),
                                ("adults", "насанд хүрсэн иргэн"),
                            ],
                            default="households",
                            max_length=10,
                            verbose_name="юунаас",
                        ),
                    ),
                    (
                        "majority",
                        models.DecimalField(
                            decimal_places=4,
                            default="0.5",
                            max_digits=5,
                            verbose_name="шийдвэр гарах санал",
                        ),
                    ),
                    (
                        "notice_days",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="зар хүргэх хоног"
                        ),
                    ),
                    (
                        "yearly",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="жилд хэдээс доошгүй"
                        ),
                    ),
                    (
                        "chaired_by_session_chair",
                        models.BooleanField(
                            verbose_name="хуралдааны даргыг хуралдаан бүрд сонгоно"
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="эх сурвалж"
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
                    "verbose_name": "historical хурлын дүрэм",
                    "verbose_name_plural": "historical хурлын дүрэмs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="MeetingRule",
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
                        "kind",
                        models.CharField(
                            choices=[
                                ("ordinary", "ээлжит"),
                                ("special", "ээлжит бус"),
                                ("nomination", "Засаг дарга нэр дэвшүүлэх"),
                            ],
                            max_length=10,
                            verbose_name="хурлын төрөл",
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
                        "law_mn",
                        models.CharField(max_length=300, verbose_name="хууль, зүйл"),
                    ),
                    ("law_en", models.CharField(blank=True, max_length=300)),
                    (
                        "quorum",
                        models.DecimalField(
                            blank=True,
                            decimal_places=4,
                            max_digits=5,
                            null=True,
                            verbose_name="хүчинтэй байх ирц",
                        ),
                    ),
                    (
                        "quorum_of",
                        models.CharField(
                            choices=[
                                ("households", "бүртгэлтэй өрх"),
                                ("adults", "насанд хүрсэн иргэн"),
                            ],
                            default="households",
                            max_length=10,
                            verbose_name="юунаас",
                        ),
                    ),
                    (
                        "majority",
                        models.DecimalField(
                            decimal_places=4,
                            default="0.5",
                            max_digits=5,
                            verbose_name="шийдвэр гарах санал",
                        ),
                    ),
                    (
                        "notice_days",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="зар хүргэх хоног"
                        ),
                    ),
                    (
                        "yearly",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="жилд хэдээс доошгүй"
                        ),
                    ),
                    (
                        "chaired_by_session_chair",
                        models.BooleanField(
                            verbose_name="хуралдааны даргыг хуралдаан бүрд сонгоно"
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="эх сурвалж"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "хурлын дүрэм",
                    "ordering": ["kind", "-valid_from"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Meeting",
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
                            related_name="meetings",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "body",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="meetings",
                            to="acts.body",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="parts",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "section",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="meetings",
                            to="registers.section",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("ordinary", "ээлжит"),
                                ("special", "ээлжит бус"),
                                ("nomination", "Засаг дарга нэр дэвшүүлэх"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "rule",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="meetings",
                            to="meetings.meetingrule",
                        ),
                    ),
                    (
                        "number",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="дугаар"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бэлтгэж байна"),
                                ("convened", "зарласан"),
                                ("open", "хуралдаж байна"),
                                ("closed", "хаасан"),
                                ("signed", "тэмдэглэл баталсан"),
                                ("failed", "ирц хүрээгүй"),
                                ("cancelled", "цуцалсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("starts_at", models.DateTimeField(verbose_name="болох цаг")),
                    ("place", models.CharField(max_length=200, verbose_name="хаана")),
                    ("longitude", models.FloatField(blank=True, null=True)),
                    ("latitude", models.FloatField(blank=True, null=True)),
                    ("convened_at", models.DateTimeField(null=True)),
                    ("opened_at", models.DateTimeField(null=True)),
                    ("closed_at", models.DateTimeField(null=True)),
                    (
                        "registered",
                        models.PositiveIntegerField(
                            null=True, verbose_name="бүртгэлтэй"
                        ),
                    ),
                    (
                        "needed",
                        models.PositiveIntegerField(
                            null=True, verbose_name="хүрэх ирц"
                        ),
                    ),
                    (
                        "represented",
                        models.PositiveIntegerField(
                            null=True, verbose_name="төлөөлөгдсөн"
                        ),
                    ),
                    (
                        "chair",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.official",
                        ),
                    ),
                    (
                        "chair_name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хуралдааны дарга"
                        ),
                    ),
                    (
                        "secretary_name",
                        models.CharField(
                            blank=True,
                            max_length=200,
                            verbose_name="нарийн бичгийн дарга",
                        ),
                    ),
                    ("signed_at", models.DateTimeField(null=True)),
                    (
                        "signed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "cancelled_for",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="цуцалсан шалтгаан"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
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
                    "verbose_name": "хуралдаан",
                    "verbose_name_plural": "хуралдаанууд",
                    "ordering": ["-starts_at", "-id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "-starts_at"],
                            name="meetings_me_unit_id_1d90e4_idx",
                        ),
                        models.Index(
                            fields=["-starts_at", "-id"],
                            name="meetings_me_starts__c7fe76_idx",
                        ),
                        models.Index(
                            fields=["unit", "year"],
                            name="meetings_me_unit_id_09fde3_idx",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("number__isnull", False)),
                            fields=("unit", "year", "number"),
                            name="meeting_number_once_a_year",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("represented__isnull", True),
                                ("registered__isnull", True),
                                ("represented__lte", models.F("registered")),
                                _connector="OR",
                            ),
                            name="no_more_represented_than_registered",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HistoricalMeeting",
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
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("ordinary", "ээлжит"),
                                ("special", "ээлжит бус"),
                                ("nomination", "Засаг дарга нэр дэвшүүлэх"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "number",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="дугаар"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бэлтгэж байна"),
                                ("convened", "зарласан"),
                                ("open", "хуралдаж байна"),
                                ("closed", "хаасан"),
                                ("signed", "тэмдэглэл баталсан"),
                                ("failed", "ирц хүрээгүй"),
                                ("cancelled", "цуцалсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("starts_at", models.DateTimeField(verbose_name="болох цаг")),
                    ("place", models.CharField(max_length=200, verbose_name="хаана")),
                    ("longitude", models.FloatField(blank=True, null=True)),
                    ("latitude", models.FloatField(blank=True, null=True)),
                    ("convened_at", models.DateTimeField(null=True)),
                    ("opened_at", models.DateTimeField(null=True)),
                    ("closed_at", models.DateTimeField(null=True)),
                    (
                        "registered",
                        models.PositiveIntegerField(
                            null=True, verbose_name="бүртгэлтэй"
                        ),
                    ),
                    (
                        "needed",
                        models.PositiveIntegerField(
                            null=True, verbose_name="хүрэх ирц"
                        ),
                    ),
                    (
                        "represented",
                        models.PositiveIntegerField(
                            null=True, verbose_name="төлөөлөгдсөн"
                        ),
                    ),
                    (
                        "chair_name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хуралдааны дарга"
                        ),
                    ),
                    (
                        "secretary_name",
                        models.CharField(
                            blank=True,
                            max_length=200,
                            verbose_name="нарийн бичгийн дарга",
                        ),
                    ),
                    ("signed_at", models.DateTimeField(null=True)),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "cancelled_for",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="цуцалсан шалтгаан"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
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
                        "body",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="acts.body",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "section",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registers.section",
                        ),
                    ),
                    (
                        "rule",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.meetingrule",
                        ),
                    ),
                    (
                        "chair",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.official",
                        ),
                    ),
                    (
                        "signed_by",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
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
                    "verbose_name": "historical хуралдаан",
                    "verbose_name_plural": "historical хуралдаанууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Notice",
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
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="notices",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "channel",
                        models.CharField(
                            choices=[
                                ("board", "мэдээллийн самбар"),
                                ("phone", "утас"),
                                ("sms", "мессеж"),
                                ("social", "нийгмийн сүлжээ"),
                                ("radio", "радио, телевиз"),
                                ("door", "гэрээр нь очиж"),
                            ],
                            max_length=8,
                            verbose_name="хэлбэр",
                        ),
                    ),
                    ("given_on", models.DateField(verbose_name="өдөр")),
                    (
                        "reached",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="хүрсэн өрх"
                        ),
                    ),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="тайлбар"
                        ),
                    ),
                    (
                        "proof",
                        models.FileField(
                            blank=True,
                            upload_to="meetings/notices/",
                            verbose_name="нотолгоо",
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
                    "ordering": ["meeting", "given_on", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="AgendaItem",
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
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="agenda",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="дараалал"),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("report", "тайлан сонсох"),
                                ("nomination", "Засаг даргад нэр дэвшүүлэх"),
                                ("election", "сонгууль"),
                                ("proposals", "ОНХС-гийн саналыг эрэмбэлэх"),
                                ("pasture", "бэлчээр, хадлан, нүүдэл"),
                                ("opinion", "нэгжийн өөрчлөлтийн талаар санал гаргах"),
                                ("other", "бусад"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "title_mn",
                        models.CharField(
                            max_length=300, verbose_name="хэлэлцэх асуудал"
                        ),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    (
                        "presenter",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="илтгэгч"
                        ),
                    ),
                    (
                        "budget_year",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="төсвийн он"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хэлэлцэх асуудал",
                    "ordering": ["meeting", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("meeting", "position"), name="agenda_position_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Paper",
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
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="papers",
                            to="meetings.agendaitem",
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "file",
                        models.FileField(
                            upload_to="meetings/papers/", verbose_name="файл"
                        ),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "ordering": ["item", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Presence",
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
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="presences",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="presences",
                            to="registers.household",
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
                    (
                        "sex",
                        models.CharField(
                            blank=True,
                            choices=[("male", "эрэгтэй"), ("female", "эмэгтэй")],
                            max_length=6,
                            verbose_name="хүйс",
                        ),
                    ),
                    (
                        "people",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="ирсэн хүн"
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    ("came_at", models.DateTimeField(verbose_name="ирсэн цаг")),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "ordering": ["meeting", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("household__isnull", False)),
                            fields=("meeting", "household"),
                            name="household_present_once",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Minute",
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
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="minutes",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="minutes",
                            to="meetings.agendaitem",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("speech", "үг хэлсэн"),
                                ("question", "асуулт, хариулт"),
                                ("decision", "шийдвэр"),
                                ("note", "тэмдэглэл"),
                                ("correction", "залруулга"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "corrects",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="meetings.minute",
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    ("at", models.DateTimeField(verbose_name="цаг")),
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
                    "ordering": ["meeting", "at", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Ballot",
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
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="ballots",
                            to="meetings.agendaitem",
                        ),
                    ),
                    (
                        "round",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="дахин хураалт"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[("open", "ил"), ("secret", "нууц")],
                            max_length=6,
                            verbose_name="хэлбэр",
                        ),
                    ),
                    (
                        "question",
                        models.CharField(
                            max_length=300, verbose_name="санал хураах асуудал"
                        ),
                    ),
                    (
                        "present",
                        models.PositiveIntegerField(
                            null=True, verbose_name="санал өгөх эрхтэй"
                        ),
                    ),
                    (
                        "invalid",
                        models.PositiveIntegerField(default=0, verbose_name="хүчингүй"),
                    ),
                    (
                        "abstained",
                        models.PositiveIntegerField(
                            default=0, verbose_name="түдгэлзсэн"
                        ),
                    ),
                    (
                        "absent",
                        models.PositiveIntegerField(
                            default=0, verbose_name="санал өгөөгүй"
                        ),
                    ),
                    (
                        "minority_view",
                        models.TextField(blank=True, verbose_name="цөөнхийн санал"),
                    ),
                    (
                        "passed",
                        models.BooleanField(null=True, verbose_name="дэмжигдсэн"),
                    ),
                    ("closed_at", models.DateTimeField(null=True)),
                ],
                options={
                    "verbose_name": "санал хураалт",
                    "ordering": ["item", "round"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("item", "round"), name="ballot_round_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Option",
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
                        "ballot",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="options",
                            to="meetings.ballot",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    ("label_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("label_en", models.CharField(blank=True, max_length=200)),
                    (
                        "official",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.official",
                        ),
                    ),
                    (
                        "votes",
                        models.PositiveIntegerField(null=True, verbose_name="санал"),
                    ),
                    ("is_chosen", models.BooleanField(default=False)),
                ],
                options={
                    "ordering": ["ballot", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("ballot", "position"), name="option_position_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalResolution",
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
                    (
                        "title_mn",
                        models.CharField(max_length=300, verbose_name="гарчиг"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    ("basis", models.TextField(blank=True, verbose_name="үндэслэл")),
                    ("text", models.TextField(verbose_name="ТОГТООХ нь")),
                    ("signed_at", models.DateTimeField(null=True)),
                    (
                        "meeting",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.agendaitem",
                        ),
                    ),
                    (
                        "ballot",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.ballot",
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
                    (
                        "annulled_by",
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
                    "verbose_name": "historical тогтоол",
                    "verbose_name_plural": "historical тогтоолs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Resolution",
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
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="resolutions",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="resolutions",
                            to="meetings.agendaitem",
                        ),
                    ),
                    (
                        "ballot",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="resolutions",
                            to="meetings.ballot",
                        ),
                    ),
                    (
                        "title_mn",
                        models.CharField(max_length=300, verbose_name="гарчиг"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    ("basis", models.TextField(blank=True, verbose_name="үндэслэл")),
                    ("text", models.TextField(verbose_name="ТОГТООХ нь")),
                    (
                        "act",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="resolution",
                            to="acts.act",
                        ),
                    ),
                    ("signed_at", models.DateTimeField(null=True)),
                    (
                        "annulled_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="annulled_resolutions",
                            to="acts.act",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "тогтоол",
                    "ordering": ["meeting", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalObligation",
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
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="заалт"),
                    ),
                    ("text", models.CharField(max_length=500, verbose_name="юу хийх")),
                    (
                        "owner_text",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хариуцах эзэн"
                        ),
                    ),
                    ("due_on", models.DateField(verbose_name="хугацаа")),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="мөнгө, ₮",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("state", "улсын төсөв"),
                                ("local", "орон нутгийн төсөв"),
                                ("ldf", "Орон нутгийн хөгжлийн сан"),
                                ("project", "төсөл, хандив"),
                                ("other", "бусад"),
                            ],
                            max_length=10,
                            verbose_name="эх үүсвэр",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "хэрэгжиж байна"),
                                ("done", "биелсэн"),
                                ("dropped", "хүчингүй болсон"),
                            ],
                            default="open",
                            max_length=8,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "done_on",
                        models.DateField(null=True, verbose_name="биелсэн өдөр"),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "resolution",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.resolution",
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
                        "owner",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.post",
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.measure",
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
                    "verbose_name": "historical үүрэг",
                    "verbose_name_plural": "historical үүрэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Obligation",
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
                        "resolution",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="obligations",
                            to="meetings.resolution",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="obligations",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="заалт"),
                    ),
                    ("text", models.CharField(max_length=500, verbose_name="юу хийх")),
                    (
                        "owner",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="obligations",
                            to="people.post",
                        ),
                    ),
                    (
                        "owner_text",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хариуцах эзэн"
                        ),
                    ),
                    ("due_on", models.DateField(verbose_name="хугацаа")),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="мөнгө, ₮",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("state", "улсын төсөв"),
                                ("local", "орон нутгийн төсөв"),
                                ("ldf", "Орон нутгийн хөгжлийн сан"),
                                ("project", "төсөл, хандив"),
                                ("other", "бусад"),
                            ],
                            max_length=10,
                            verbose_name="эх үүсвэр",
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="obligations",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "хэрэгжиж байна"),
                                ("done", "биелсэн"),
                                ("dropped", "хүчингүй болсон"),
                            ],
                            default="open",
                            max_length=8,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "done_on",
                        models.DateField(null=True, verbose_name="биелсэн өдөр"),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "үүрэг",
                    "ordering": ["due_on", "id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "state", "due_on"],
                            name="meetings_ob_unit_id_3a3d62_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("resolution", "position"),
                            name="obligation_position_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("done_on__isnull", False),
                                _connector="OR",
                            ),
                            name="done_has_a_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ObligationStep",
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
                        "obligation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="meetings.obligation",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "хэрэгжиж байна"),
                                ("done", "биелсэн"),
                                ("dropped", "хүчингүй болсон"),
                            ],
                            max_length=8,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="өдөр")),
                    (
                        "note",
                        models.CharField(max_length=500, verbose_name="юу хийсэн"),
                    ),
                    (
                        "proof",
                        models.FileField(
                            blank=True,
                            upload_to="meetings/proof/",
                            verbose_name="нотолгоо",
                        ),
                    ),
                    (
                        "preview",
                        models.FileField(blank=True, upload_to="meetings/proof/"),
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
                    "ordering": ["obligation", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalRemark",
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
                        "name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="нэр"
                        ),
                    ),
                    (
                        "text",
                        models.TextField(max_length=2000, verbose_name="сэтгэгдэл"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "хүлээгдэж байна"),
                                ("shown", "нийтэд нээлттэй"),
                                ("hidden", "нийтлээгүй"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "answer",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="хариу"
                        ),
                    ),
                    (
                        "hidden_for",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="шалтгаан"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "meeting",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "resolution",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="meetings.resolution",
                        ),
                    ),
                    (
                        "answered_by",
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
                    "verbose_name": "historical сэтгэгдэл",
                    "verbose_name_plural": "historical сэтгэгдэлs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Remark",
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
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="remarks",
                            to="meetings.meeting",
                        ),
                    ),
                    (
                        "resolution",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="remarks",
                            to="meetings.resolution",
                        ),
                    ),
                    (
                        "name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="нэр"
                        ),
                    ),
                    (
                        "text",
                        models.TextField(max_length=2000, verbose_name="сэтгэгдэл"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "хүлээгдэж байна"),
                                ("shown", "нийтэд нээлттэй"),
                                ("hidden", "нийтлээгүй"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "answer",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="хариу"
                        ),
                    ),
                    (
                        "answered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "hidden_for",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="шалтгаан"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "сэтгэгдэл",
                    "ordering": ["-made_at", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ]
    )
