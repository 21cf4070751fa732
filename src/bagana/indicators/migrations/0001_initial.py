import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from bagana.web.migrating import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("acts", "0002_initial"),
        ("territory", "0001_initial"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Source",
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
                    ("code", models.CharField(max_length=60, unique=True)),
                    (
                        "publisher_mn",
                        models.CharField(max_length=300, verbose_name="нийтлэгч"),
                    ),
                    ("publisher_en", models.CharField(max_length=300)),
                    ("title_mn", models.CharField(max_length=500, verbose_name="нэр")),
                    ("title_en", models.CharField(max_length=500)),
                    ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ("url", models.URLField(blank=True, max_length=500)),
                ],
                options={
                    "verbose_name": "эх сурвалж",
                    "ordering": ["code"],
                },
            ),
            migrations.CreateModel(
                name="ImportBatch",
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
                    ("title", models.CharField(max_length=300, verbose_name="нэр")),
                    ("origin", models.CharField(max_length=20, verbose_name="гарал")),
                    (
                        "content",
                        models.BinaryField(default=bytes, verbose_name="эх файл"),
                    ),
                    ("sha256", models.CharField(max_length=64)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("checked", "шалгасан"),
                                ("applied", "хэрэгжүүлсэн"),
                                ("undone", "буцаасан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("counts", models.JSONField(default=dict, verbose_name="тооцоо")),
                    (
                        "problems",
                        models.JSONField(
                            default=list, verbose_name="татгалзсан мөрүүд"
                        ),
                    ),
                    (
                        "options",
                        models.JSONField(default=dict, verbose_name="тохируулга"),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    ("applied_at", models.DateTimeField(null=True)),
                    ("undone_at", models.DateTimeField(null=True)),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="batches",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "undone_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "импорт",
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="Indicator",
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
                    ("name_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("name_en", models.CharField(max_length=200)),
                    (
                        "dimension",
                        models.CharField(
                            choices=[
                                ("people", "хүн ам"),
                                ("households", "өрх"),
                                ("livestock", "мал аж ахуй"),
                                ("land", "газар нутаг"),
                                ("economy", "эдийн засаг"),
                                ("services", "үйлчилгээ"),
                            ],
                            max_length=20,
                            verbose_name="бүлэг",
                        ),
                    ),
                    (
                        "unit_mn",
                        models.CharField(max_length=50, verbose_name="хэмжих нэгж"),
                    ),
                    ("unit_en", models.CharField(max_length=50)),
                    (
                        "direction",
                        models.CharField(
                            choices=[
                                ("higher", "их байх нь сайн"),
                                ("lower", "бага байх нь сайн"),
                                ("neutral", "чиглэлгүй"),
                            ],
                            max_length=10,
                            verbose_name="чиглэл",
                        ),
                    ),
                    (
                        "decimals",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="бутархайн орон"
                        ),
                    ),
                    (
                        "across_units",
                        models.CharField(
                            choices=[
                                ("sum", "нийлбэр"),
                                ("mean", "жигнэсэн дундаж"),
                                ("ratio", "харьцаа, хэсгүүдээс"),
                                ("none", "нэгтгэдэггүй"),
                            ],
                            max_length=10,
                            verbose_name="нэгжээр нэгтгэх",
                        ),
                    ),
                    (
                        "across_time",
                        models.CharField(
                            choices=[
                                ("sum", "нийлбэр"),
                                ("last", "сүүлийн утга"),
                                ("mean", "дундаж"),
                                ("none", "нэгтгэдэггүй"),
                            ],
                            max_length=10,
                            verbose_name="хугацаагаар нэгтгэх",
                        ),
                    ),
                    (
                        "nature",
                        models.CharField(
                            choices=[
                                ("official", "албан"),
                                ("own", "өөрийн тоо"),
                                ("modelled", "загвар"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "lowest_level",
                        models.PositiveSmallIntegerField(
                            verbose_name="хамгийн доод шат"
                        ),
                    ),
                    (
                        "definition_mn",
                        models.TextField(blank=True, verbose_name="тодорхойлолт"),
                    ),
                    ("definition_en", models.TextField(blank=True)),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "apportion_by",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("households", "өрх"),
                                ("population", "хүн ам"),
                                ("area", "нутаг дэвсгэр"),
                                ("livestock", "мал"),
                            ],
                            max_length=20,
                            verbose_name="хуваарилах суурь",
                        ),
                    ),
                    ("factor", models.FloatField(default=1, verbose_name="үржигч")),
                    (
                        "position",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="эрэмбэ"
                        ),
                    ),
                    (
                        "denominator",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "numerator",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "weight",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="indicators",
                            to="indicators.source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "үзүүлэлт",
                    "verbose_name_plural": "үзүүлэлтүүд",
                    "ordering": ["position", "code"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("across_units", "ratio"), _negated=True),
                                models.Q(
                                    ("denominator__isnull", False),
                                    ("numerator__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="ratio_has_parts",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("across_units", "mean"), _negated=True),
                                ("weight__isnull", False),
                                _connector="OR",
                            ),
                            name="mean_has_weight",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Period",
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
                            max_length=10, unique=True, verbose_name="код"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("year", "жил"),
                                ("half", "хагас жил"),
                                ("quarter", "улирал"),
                                ("month", "сар"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("start", models.DateField(verbose_name="эхлэх өдөр")),
                    ("end", models.DateField(verbose_name="дуусах өдөр, орно")),
                ],
                options={
                    "verbose_name": "хугацаа",
                    "ordering": ["start", "-end"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("kind", "start"), name="period_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("end__gt", models.F("start"))),
                            name="period_ends_after_start",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Publication",
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
                    ("title", models.CharField(max_length=300, verbose_name="нэр")),
                    ("rows", models.PositiveIntegerField(verbose_name="мөрийн тоо")),
                    ("sha256", models.CharField(max_length=64)),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
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
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="publications",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "нийтлэл",
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalIndicator",
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
                    ("name_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("name_en", models.CharField(max_length=200)),
                    (
                        "dimension",
                        models.CharField(
                            choices=[
                                ("people", "хүн ам"),
                                ("households", "өрх"),
                                ("livestock", "мал аж ахуй"),
                                ("land", "газар нутаг"),
                                ("economy", "эдийн засаг"),
                                ("services", "үйлчилгээ"),
                            ],
                            max_length=20,
                            verbose_name="бүлэг",
                        ),
                    ),
                    (
                        "unit_mn",
                        models.CharField(max_length=50, verbose_name="хэмжих нэгж"),
                    ),
                    ("unit_en", models.CharField(max_length=50)),
                    (
                        "direction",
                        models.CharField(
                            choices=[
                                ("higher", "их байх нь сайн"),
                                ("lower", "бага байх нь сайн"),
                                ("neutral", "чиглэлгүй"),
                            ],
                            max_length=10,
                            verbose_name="чиглэл",
                        ),
                    ),
                    (
                        "decimals",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="бутархайн орон"
                        ),
                    ),
                    (
                        "across_units",
                        models.CharField(
                            choices=[
                                ("sum", "нийлбэр"),
                                ("mean", "жигнэсэн дундаж"),
                                ("ratio", "харьцаа, хэсгүүдээс"),
                                ("none", "нэгтгэдэггүй"),
                            ],
                            max_length=10,
                            verbose_name="нэгжээр нэгтгэх",
                        ),
                    ),
                    (
                        "across_time",
                        models.CharField(
                            choices=[
                                ("sum", "нийлбэр"),
                                ("last", "сүүлийн утга"),
                                ("mean", "дундаж"),
                                ("none", "нэгтгэдэггүй"),
                            ],
                            max_length=10,
                            verbose_name="хугацаагаар нэгтгэх",
                        ),
                    ),
                    (
                        "nature",
                        models.CharField(
                            choices=[
                                ("official", "албан"),
                                ("own", "өөрийн тоо"),
                                ("modelled", "загвар"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "lowest_level",
                        models.PositiveSmallIntegerField(
                            verbose_name="хамгийн доод шат"
                        ),
                    ),
                    (
                        "definition_mn",
                        models.TextField(blank=True, verbose_name="тодорхойлолт"),
                    ),
                    ("definition_en", models.TextField(blank=True)),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "apportion_by",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("households", "өрх"),
                                ("population", "хүн ам"),
                                ("area", "нутаг дэвсгэр"),
                                ("livestock", "мал"),
                            ],
                            max_length=20,
                            verbose_name="хуваарилах суурь",
                        ),
                    ),
                    ("factor", models.FloatField(default=1, verbose_name="үржигч")),
                    (
                        "position",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="эрэмбэ"
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
                    (
                        "denominator",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "numerator",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "weight",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "historical үзүүлэлт",
                    "verbose_name_plural": "historical үзүүлэлтүүд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Observation",
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
                    ("value", models.FloatField(verbose_name="утга")),
                    ("numerator", models.FloatField(null=True, verbose_name="хүртвэр")),
                    (
                        "denominator",
                        models.FloatField(null=True, verbose_name="хуваарь"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "ноорог"),
                                ("published", "нийтэлсэн"),
                                ("superseded", "шинэчлэгдсэн"),
                                ("withdrawn", "татан авсан"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "version",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="хувилбар"
                        ),
                    ),
                    ("entered_at", models.DateTimeField()),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="тэмдэглэл"
                        ),
                    ),
                    (
                        "batch",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="observations",
                            to="indicators.importbatch",
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            db_index=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="observations",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "supersedes",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="superseded_by",
                            to="indicators.observation",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="observations",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="observations",
                            to="indicators.period",
                        ),
                    ),
                    (
                        "publication",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="observations",
                            to="indicators.publication",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.source",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "ажиглалт",
                    "verbose_name_plural": "ажиглалтууд",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("indicator", "period", "unit", "version"),
                            name="observation_version_once",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("status", "published")),
                            fields=("unit", "indicator", "period"),
                            name="observation_published_once",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("status", "draft")),
                            fields=("unit", "indicator", "period"),
                            name="observation_draft_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("version__gte", 1)),
                            name="observation_version_counts",
                        ),
                    ],
                },
            ),
        ]
    )
