import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from bagana.web.migrating import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("acts", "0002_initial"),
        ("indicators", "0005_counts_people"),
        ("registers", "0001_initial"),
        ("territory", "0004_redraw"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="HistoricalRound",
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
                        "code",
                        models.CharField(
                            db_index=True, max_length=60, verbose_name="код"
                        ),
                    ),
                    ("form", models.CharField(max_length=40, verbose_name="маягт")),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=200, verbose_name="англи нэр"),
                    ),
                    ("opens_on", models.DateField(verbose_name="нээх өдөр")),
                    ("due_on", models.DateField(verbose_name="багийн эцсийн өдөр")),
                    ("sum_due_on", models.DateField(verbose_name="сумын эцсийн өдөр")),
                    (
                        "aimag_due_on",
                        models.DateField(verbose_name="аймгийн эцсийн өдөр"),
                    ),
                    ("closed_at", models.DateTimeField(null=True)),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
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
                        "census",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registers.census",
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
                    (
                        "period",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.period",
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
                ],
                options={
                    "verbose_name": "historical цуглуулалт",
                    "verbose_name_plural": "historical цуглуулалтууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Return",
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
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бөглөж байна"),
                                ("submitted", "илгээсэн"),
                                ("returned", "буцаасан"),
                                ("sum_approved", "сум баталсан"),
                                ("approved", "аймаг баталсан, түгжсэн"),
                            ],
                            default="draft",
                            max_length=14,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "submitted_at",
                        models.DateTimeField(null=True, verbose_name="анх илгээсэн"),
                    ),
                    (
                        "again_at",
                        models.DateTimeField(null=True, verbose_name="сүүлд илгээсэн"),
                    ),
                    (
                        "approved_at",
                        models.DateTimeField(null=True, verbose_name="баталсан"),
                    ),
                    (
                        "seen",
                        models.JSONField(default=dict, verbose_name="шалгалтын дүн"),
                    ),
                    ("changed_at", models.DateTimeField(auto_now=True)),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="returns",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "мэдээ",
                    "verbose_name_plural": "мэдээнүүд",
                    "ordering": ["round", "unit"],
                },
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
                        "uid",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("comment", "тайлбар"),
                                ("returned", "буцаасан шалтгаан"),
                                ("evidence", "баримт"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("field", models.CharField(blank=True, max_length=60)),
                    ("sealed", models.BinaryField(default=bytes, verbose_name="юу")),
                    ("file_name", models.CharField(blank=True, max_length=200)),
                    ("sealed_file", models.BinaryField(default=bytes)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    ("settled_at", models.DateTimeField(null=True)),
                    (
                        "household",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="remarks",
                            to="registers.household",
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
                    (
                        "returned",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="remarks",
                            to="collection.return",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "тэмдэглэл",
                    "ordering": ["returned", "id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalCell",
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
                    ("field", models.CharField(max_length=60)),
                    ("value", models.FloatField(null=True)),
                    ("text", models.CharField(blank=True, max_length=500)),
                    ("changed_at", models.DateTimeField(blank=True, editable=False)),
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
                        "changed_by",
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "returned",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="collection.return",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical cell",
                    "verbose_name_plural": "historical cells",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Round",
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
                        models.CharField(
                            max_length=60, unique=True, verbose_name="код"
                        ),
                    ),
                    ("form", models.CharField(max_length=40, verbose_name="маягт")),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=200, verbose_name="англи нэр"),
                    ),
                    ("opens_on", models.DateField(verbose_name="нээх өдөр")),
                    ("due_on", models.DateField(verbose_name="багийн эцсийн өдөр")),
                    ("sum_due_on", models.DateField(verbose_name="сумын эцсийн өдөр")),
                    (
                        "aimag_due_on",
                        models.DateField(verbose_name="аймгийн эцсийн өдөр"),
                    ),
                    ("closed_at", models.DateTimeField(null=True)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
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
                        "census",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rounds",
                            to="registers.census",
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
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.period",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="collection_rounds",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "цуглуулалт",
                    "verbose_name_plural": "цуглуулалтууд",
                    "ordering": ["-opens_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("due_on__gte", models.F("opens_on")),
                                ("sum_due_on__gte", models.F("due_on")),
                                ("aimag_due_on__gte", models.F("sum_due_on")),
                            ),
                            name="round_days_in_order",
                        )
                    ],
                },
            ),
            migrations.AddField(
                model_name="return",
                name="round",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="returns",
                    to="collection.round",
                ),
            ),
            migrations.CreateModel(
                name="HistoricalSample",
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
                    ("seed", models.CharField(max_length=64, verbose_name="үр")),
                    (
                        "seed_source",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="үр хаанаас гарсан"
                        ),
                    ),
                    (
                        "is_stratified",
                        models.BooleanField(
                            default=False, verbose_name="баг бүрээс хувь тэнцүүлж"
                        ),
                    ),
                    (
                        "size",
                        models.PositiveIntegerField(verbose_name="түүврийн хэмжээ"),
                    ),
                    ("frame_size", models.PositiveIntegerField()),
                    ("frame_sha256", models.CharField(max_length=64)),
                    (
                        "tolerance",
                        models.JSONField(default=dict, verbose_name="зөвшөөрөх зөрүү"),
                    ),
                    ("drawn_at", models.DateTimeField(blank=True, editable=False)),
                    ("closed_at", models.DateTimeField(null=True)),
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
                        "drawn_by",
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
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
                        "round",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="collection.round",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical давтан тооллогын түүвэр",
                    "verbose_name_plural": "historical давтан тооллогын түүвэрs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalReturn",
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
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бөглөж байна"),
                                ("submitted", "илгээсэн"),
                                ("returned", "буцаасан"),
                                ("sum_approved", "сум баталсан"),
                                ("approved", "аймаг баталсан, түгжсэн"),
                            ],
                            default="draft",
                            max_length=14,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "submitted_at",
                        models.DateTimeField(null=True, verbose_name="анх илгээсэн"),
                    ),
                    (
                        "again_at",
                        models.DateTimeField(null=True, verbose_name="сүүлд илгээсэн"),
                    ),
                    (
                        "approved_at",
                        models.DateTimeField(null=True, verbose_name="баталсан"),
                    ),
                    (
                        "seen",
                        models.JSONField(default=dict, verbose_name="шалгалтын дүн"),
                    ),
                    ("changed_at", models.DateTimeField(blank=True, editable=False)),
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
                        "round",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="collection.round",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical мэдээ",
                    "verbose_name_plural": "historical мэдээнүүд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Sample",
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
                    ("seed", models.CharField(max_length=64, verbose_name="үр")),
                    (
                        "seed_source",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="үр хаанаас гарсан"
                        ),
                    ),
                    (
                        "is_stratified",
                        models.BooleanField(
                            default=False, verbose_name="баг бүрээс хувь тэнцүүлж"
                        ),
                    ),
                    (
                        "size",
                        models.PositiveIntegerField(verbose_name="түүврийн хэмжээ"),
                    ),
                    ("frame_size", models.PositiveIntegerField()),
                    ("frame_sha256", models.CharField(max_length=64)),
                    (
                        "tolerance",
                        models.JSONField(default=dict, verbose_name="зөвшөөрөх зөрүү"),
                    ),
                    ("drawn_at", models.DateTimeField(auto_now_add=True)),
                    ("closed_at", models.DateTimeField(null=True)),
                    (
                        "drawn_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="samples",
                            to="collection.round",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "давтан тооллогын түүвэр",
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalSampleItem",
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
                    ("ordinal", models.PositiveIntegerField()),
                    ("reported", models.JSONField(default=dict)),
                    ("found", models.JSONField(null=True)),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="тэмдэглэл"
                        ),
                    ),
                    (
                        "counted_on",
                        models.DateField(null=True, verbose_name="дахин тоолсон өдөр"),
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
                        "assigned_to",
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
                        "counted_by",
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
                        "history_user",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="registers.household",
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
                        "sample",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="collection.sample",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical sample item",
                    "verbose_name_plural": "historical sample items",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="SampleItem",
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
                    ("ordinal", models.PositiveIntegerField()),
                    ("reported", models.JSONField(default=dict)),
                    ("found", models.JSONField(null=True)),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="тэмдэглэл"
                        ),
                    ),
                    (
                        "counted_on",
                        models.DateField(null=True, verbose_name="дахин тоолсон өдөр"),
                    ),
                    (
                        "assigned_to",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="recounts",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "counted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.household",
                        ),
                    ),
                    (
                        "sample",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="items",
                            to="collection.sample",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "ordering": ["sample", "ordinal"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("sample", "household"), name="drawn_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SeedPromise",
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
                    ("sha256", models.CharField(max_length=64)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="promises",
                            to="collection.round",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "үрийн амлалт",
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("round", "unit"), name="promised_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Sheet",
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
                    ("token", models.CharField(max_length=32, unique=True)),
                    ("issued", models.BinaryField(default=bytes)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "returned",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sheets",
                            to="collection.return",
                        ),
                    ),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="Step",
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
                        "source",
                        models.CharField(
                            choices=[
                                ("draft", "бөглөж байна"),
                                ("submitted", "илгээсэн"),
                                ("returned", "буцаасан"),
                                ("sum_approved", "сум баталсан"),
                                ("approved", "аймаг баталсан, түгжсэн"),
                            ],
                            max_length=14,
                        ),
                    ),
                    (
                        "target",
                        models.CharField(
                            choices=[
                                ("draft", "бөглөж байна"),
                                ("submitted", "илгээсэн"),
                                ("returned", "буцаасан"),
                                ("sum_approved", "сум баталсан"),
                                ("approved", "аймаг баталсан, түгжсэн"),
                            ],
                            max_length=14,
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="шалтгаан"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "returned",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="collection.return",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "алхам",
                    "ordering": ["returned", "id"],
                },
            ),
            migrations.CreateModel(
                name="Submission",
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
                    ("instance", models.CharField(db_index=True, max_length=120)),
                    ("form", models.CharField(max_length=40, verbose_name="маягт")),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "entry",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "returned",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="submissions",
                            to="collection.return",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "гар утсаар бөглөсөн маягт",
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="Cell",
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
                    ("field", models.CharField(max_length=60)),
                    ("value", models.FloatField(null=True)),
                    ("text", models.CharField(blank=True, max_length=500)),
                    ("changed_at", models.DateTimeField(auto_now=True)),
                    (
                        "changed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "returned",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="cells",
                            to="collection.return",
                        ),
                    ),
                ],
                options={
                    "ordering": ["returned", "field"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("returned", "field"), name="cell_once"
                        )
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="return",
                constraint=models.UniqueConstraint(
                    fields=("round", "unit"), name="return_once"
                ),
            ),
        ]
    )
