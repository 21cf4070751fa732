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
        ("indicators", "0002_notes_withdrawals"),
        ("territory", "0003_boundary_uploads"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="HistoricalProgramme",
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
                    ("name_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "name_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
                    ),
                    ("goal_mn", models.TextField(blank=True, verbose_name="зорилго")),
                    (
                        "goal_en",
                        models.TextField(blank=True, verbose_name="зорилго, англиар"),
                    ),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр, орно")),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
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
                    "verbose_name": "historical хөтөлбөр",
                    "verbose_name_plural": "historical хөтөлбөрүүд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Programme",
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
                            related_name="programmes",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="programmes",
                            to="acts.act",
                        ),
                    ),
                    ("name_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "name_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
                    ),
                    ("goal_mn", models.TextField(blank=True, verbose_name="зорилго")),
                    (
                        "goal_en",
                        models.TextField(blank=True, verbose_name="зорилго, англиар"),
                    ),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр, орно")),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "хөтөлбөр",
                    "verbose_name_plural": "хөтөлбөрүүд",
                    "ordering": ["unit__code", "-starts_on", "code"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                            name="programme_ends_after_start",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Chapter",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="chapters",
                            to="programme.programme",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="дугаар")),
                ],
                options={
                    "verbose_name": "бүлэг",
                    "ordering": ["programme", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "number"), name="chapter_number_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ChapterVersion",
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
                        "chapter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="programme.chapter",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="chapter_versions",
                            to="acts.act",
                        ),
                    ),
                    (
                        "valid_from",
                        models.DateField(verbose_name="хүчинтэй эхлэх өдөр"),
                    ),
                    (
                        "title_mn",
                        models.CharField(max_length=300, verbose_name="гарчиг"),
                    ),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="англи гарчиг"
                        ),
                    ),
                    ("text_mn", models.TextField(verbose_name="бичвэр")),
                    (
                        "text_en",
                        models.TextField(blank=True, verbose_name="англи бичвэр"),
                    ),
                    (
                        "text_mong",
                        models.TextField(blank=True, verbose_name="үндэсний бичгээр"),
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
                    "verbose_name": "бүлгийн хувилбар",
                    "ordering": ["chapter", "-valid_from"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("chapter", "valid_from"),
                            name="chapter_version_once_a_day",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Phase",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="phases",
                            to="programme.programme",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="дугаар")),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр, орно")),
                ],
                options={
                    "verbose_name": "үе шат",
                    "ordering": ["programme", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "number"), name="phase_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                            name="phase_ends_after_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalObjective",
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
                    ("number", models.PositiveSmallIntegerField(verbose_name="дугаар")),
                    (
                        "name_mn",
                        models.CharField(max_length=500, verbose_name="зорилт"),
                    ),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="зорилт, англиар"
                        ),
                    ),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.programme",
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
                    "verbose_name": "historical зорилт",
                    "verbose_name_plural": "historical зорилтууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Objective",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="objectives",
                            to="programme.programme",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="дугаар")),
                    (
                        "name_mn",
                        models.CharField(max_length=500, verbose_name="зорилт"),
                    ),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="зорилт, англиар"
                        ),
                    ),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "зорилт",
                    "verbose_name_plural": "зорилтууд",
                    "ordering": ["programme", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "number"), name="objective_number_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="PlanBatch",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="plan_batches",
                            to="programme.programme",
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
                        "record",
                        models.JSONField(
                            default=dict, verbose_name="хийсэн зүйлийн бүртгэл"
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
                    ("applied_at", models.DateTimeField(null=True)),
                    ("undone_at", models.DateTimeField(null=True)),
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
                    "verbose_name": "төлөвлөгөөний импорт",
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalEvaluation",
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
                        "summary_mn",
                        models.TextField(blank=True, verbose_name="дүгнэлт"),
                    ),
                    ("summary_en", models.TextField(blank=True)),
                    (
                        "results",
                        models.JSONField(
                            blank=True, null=True, verbose_name="нийтлэх үеийн дүн"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "published_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="нийтэлсэн"
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "phase",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.phase",
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
                        "published_by",
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
                    "verbose_name": "historical үнэлгээ",
                    "verbose_name_plural": "historical үнэлгээs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Evaluation",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evaluations",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "phase",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evaluation",
                            to="programme.phase",
                        ),
                    ),
                    (
                        "summary_mn",
                        models.TextField(blank=True, verbose_name="дүгнэлт"),
                    ),
                    ("summary_en", models.TextField(blank=True)),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "results",
                        models.JSONField(
                            blank=True, null=True, verbose_name="нийтлэх үеийн дүн"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
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
                    (
                        "published_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="нийтэлсэн"
                        ),
                    ),
                    (
                        "published_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "үнэлгээ",
                    "ordering": ["programme", "phase__number"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("published_at__isnull", True),
                                ("results__isnull", False),
                                _connector="OR",
                            ),
                            name="published_evaluation_has_results",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalFinding",
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
                        "relevance_mn",
                        models.TextField(blank=True, verbose_name="ач холбогдол"),
                    ),
                    ("relevance_en", models.TextField(blank=True)),
                    ("result_mn", models.TextField(blank=True, verbose_name="үр дүн")),
                    ("result_en", models.TextField(blank=True)),
                    (
                        "cost_mn",
                        models.TextField(blank=True, verbose_name="зардлын үр ашиг"),
                    ),
                    ("cost_en", models.TextField(blank=True)),
                    (
                        "lesson_mn",
                        models.TextField(blank=True, verbose_name="сургамж, зөвлөмж"),
                    ),
                    ("lesson_en", models.TextField(blank=True)),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    (
                        "evaluation",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.evaluation",
                        ),
                    ),
                    (
                        "objective",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.objective",
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
                    "verbose_name": "historical үнэлгээний дүгнэлт",
                    "verbose_name_plural": "historical үнэлгээний дүгнэлтs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Finding",
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
                        "evaluation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="findings",
                            to="programme.evaluation",
                        ),
                    ),
                    (
                        "objective",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="findings",
                            to="programme.objective",
                        ),
                    ),
                    (
                        "relevance_mn",
                        models.TextField(blank=True, verbose_name="ач холбогдол"),
                    ),
                    ("relevance_en", models.TextField(blank=True)),
                    ("result_mn", models.TextField(blank=True, verbose_name="үр дүн")),
                    ("result_en", models.TextField(blank=True)),
                    (
                        "cost_mn",
                        models.TextField(blank=True, verbose_name="зардлын үр ашиг"),
                    ),
                    ("cost_en", models.TextField(blank=True)),
                    (
                        "lesson_mn",
                        models.TextField(blank=True, verbose_name="сургамж, зөвлөмж"),
                    ),
                    ("lesson_en", models.TextField(blank=True)),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "үнэлгээний дүгнэлт",
                    "ordering": ["evaluation", "objective__number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("evaluation", "objective"), name="finding_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="EffectStudy",
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
                        "evaluation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="studies",
                            to="programme.evaluation",
                        ),
                    ),
                    (
                        "objective",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="studies",
                            to="programme.objective",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "before",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.period",
                        ),
                    ),
                    (
                        "after",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.period",
                        ),
                    ),
                    (
                        "comparison",
                        models.CharField(
                            choices=[
                                ("all", "бусад бүх баг"),
                                ("same_type", "ижил байршлын ангиллын баг"),
                            ],
                            max_length=10,
                            verbose_name="харьцуулах бүлэг",
                        ),
                    ),
                    (
                        "logarithm",
                        models.BooleanField(default=False, verbose_name="логарифмаар"),
                    ),
                    (
                        "seed",
                        models.PositiveIntegerField(
                            default=1, verbose_name="санамсаргүй тооны үр"
                        ),
                    ),
                    (
                        "reason",
                        models.TextField(
                            blank=True, verbose_name="яагаад энэ харьцуулалт"
                        ),
                    ),
                    (
                        "result",
                        models.JSONField(blank=True, null=True, verbose_name="дүн"),
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
                    ("computed_at", models.DateTimeField(null=True)),
                    (
                        "supported",
                        models.ManyToManyField(related_name="+", to="territory.unit"),
                    ),
                ],
                options={
                    "verbose_name": "нөлөөллийн тооцоо",
                    "ordering": ["evaluation", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("before", models.F("after")), _negated=True
                            ),
                            name="study_compares_two_periods",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Measure",
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
                        "programme",
                        models.ForeignKey(
                            db_index=False,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="measures",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "objective",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="measures",
                            to="programme.objective",
                        ),
                    ),
                    (
                        "phase",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="measures",
                            to="programme.phase",
                        ),
                    ),
                    ("number", models.CharField(max_length=20, verbose_name="дугаар")),
                    ("sort_key", models.CharField(editable=False, max_length=200)),
                    (
                        "name_mn",
                        models.CharField(max_length=500, verbose_name="арга хэмжээ"),
                    ),
                    (
                        "name_en",
                        models.CharField(
                            blank=True,
                            max_length=500,
                            verbose_name="арга хэмжээ, англиар",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="measures_to_do",
                            to="territory.unit",
                            verbose_name="хариуцах нэгж",
                        ),
                    ),
                    (
                        "post_mn",
                        models.CharField(
                            blank=True,
                            max_length=200,
                            verbose_name="хариуцах албан тушаал",
                        ),
                    ),
                    ("post_en", models.CharField(blank=True, max_length=200)),
                    (
                        "partners_mn",
                        models.CharField(
                            blank=True,
                            max_length=500,
                            verbose_name="хамтран хэрэгжүүлэгч",
                        ),
                    ),
                    ("partners_en", models.CharField(blank=True, max_length=500)),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("due_on", models.DateField(verbose_name="дуусах хугацаа, орно")),
                    (
                        "output_mn",
                        models.TextField(blank=True, verbose_name="хүлээгдэж буй гарц"),
                    ),
                    ("output_en", models.TextField(blank=True)),
                    (
                        "risk",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("low", "бага"),
                                ("medium", "дунд"),
                                ("high", "өндөр"),
                            ],
                            max_length=10,
                            verbose_name="эрсдэл",
                        ),
                    ),
                    (
                        "risk_note_mn",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="эрсдэлийн тайлбар"
                        ),
                    ),
                    ("risk_note_en", models.CharField(blank=True, max_length=500)),
                    (
                        "continues",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="continued_by",
                            to="programme.measure",
                            verbose_name="өмнөх үе шатны арга хэмжээ",
                        ),
                    ),
                    (
                        "dropped_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хассан өдөр"
                        ),
                    ),
                    (
                        "dropped_reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="хассан шалтгаан"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    (
                        "units",
                        models.ManyToManyField(
                            related_name="measures",
                            through="programme.MeasureUnit",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "indicators",
                        models.ManyToManyField(
                            related_name="measures",
                            through="programme.MeasureIndicator",
                            to="indicators.indicator",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "арга хэмжээ",
                    "verbose_name_plural": "арга хэмжээнүүд",
                    "ordering": ["programme", "sort_key"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "number"), name="measure_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("due_on__gte", models.F("starts_on"))),
                            name="measure_due_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("dropped_on__isnull", True),
                                models.Q(("dropped_reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="measure_dropped_with_reason",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalMeasure",
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
                    ("number", models.CharField(max_length=20, verbose_name="дугаар")),
                    ("sort_key", models.CharField(editable=False, max_length=200)),
                    (
                        "name_mn",
                        models.CharField(max_length=500, verbose_name="арга хэмжээ"),
                    ),
                    (
                        "name_en",
                        models.CharField(
                            blank=True,
                            max_length=500,
                            verbose_name="арга хэмжээ, англиар",
                        ),
                    ),
                    (
                        "post_mn",
                        models.CharField(
                            blank=True,
                            max_length=200,
                            verbose_name="хариуцах албан тушаал",
                        ),
                    ),
                    ("post_en", models.CharField(blank=True, max_length=200)),
                    (
                        "partners_mn",
                        models.CharField(
                            blank=True,
                            max_length=500,
                            verbose_name="хамтран хэрэгжүүлэгч",
                        ),
                    ),
                    ("partners_en", models.CharField(blank=True, max_length=500)),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("due_on", models.DateField(verbose_name="дуусах хугацаа, орно")),
                    (
                        "output_mn",
                        models.TextField(blank=True, verbose_name="хүлээгдэж буй гарц"),
                    ),
                    ("output_en", models.TextField(blank=True)),
                    (
                        "risk",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("low", "бага"),
                                ("medium", "дунд"),
                                ("high", "өндөр"),
                            ],
                            max_length=10,
                            verbose_name="эрсдэл",
                        ),
                    ),
                    (
                        "risk_note_mn",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="эрсдэлийн тайлбар"
                        ),
                    ),
                    ("risk_note_en", models.CharField(blank=True, max_length=500)),
                    (
                        "dropped_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хассан өдөр"
                        ),
                    ),
                    (
                        "dropped_reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="хассан шалтгаан"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "objective",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.objective",
                        ),
                    ),
                    (
                        "phase",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.phase",
                        ),
                    ),
                    (
                        "office",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="territory.unit",
                            verbose_name="хариуцах нэгж",
                        ),
                    ),
                    (
                        "continues",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="programme.measure",
                            verbose_name="өмнөх үе шатны арга хэмжээ",
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
                    "verbose_name": "historical арга хэмжээ",
                    "verbose_name_plural": "historical арга хэмжээнүүд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="MeasureUnit",
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
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="concerned",
                            to="programme.measure",
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
                    (
                        "opened_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unitchange",
                        ),
                    ),
                    (
                        "closed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unitchange",
                        ),
                    ),
                ],
                options={
                    "ordering": ["unit__code"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("measure", "unit"), name="measure_unit_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MeasureIndicator",
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
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="expected",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "level",
                        models.CharField(
                            choices=[("output", "гарц"), ("outcome", "үр дүн")],
                            max_length=10,
                            verbose_name="шат",
                        ),
                    ),
                ],
                options={
                    "ordering": ["level", "indicator"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("measure", "indicator"),
                            name="measure_indicator_once",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalActivity",
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
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="эрэмбэ"),
                    ),
                    (
                        "name_mn",
                        models.CharField(max_length=500, verbose_name="үйл ажиллагаа"),
                    ),
                    ("name_en", models.CharField(blank=True, max_length=500)),
                    ("due_on", models.DateField(verbose_name="хугацаа")),
                    (
                        "done_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хийсэн өдөр"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
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
                    "verbose_name": "historical үйл ажиллагаа",
                    "verbose_name_plural": "historical үйл ажиллагааs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Activity",
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
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="activities",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="эрэмбэ"),
                    ),
                    (
                        "name_mn",
                        models.CharField(max_length=500, verbose_name="үйл ажиллагаа"),
                    ),
                    ("name_en", models.CharField(blank=True, max_length=500)),
                    ("due_on", models.DateField(verbose_name="хугацаа")),
                    (
                        "done_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хийсэн өдөр"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "үйл ажиллагаа",
                    "ordering": ["measure", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("measure", "position"),
                            name="activity_position_once",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Evidence",
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
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="evidence",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "activity",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="evidence",
                            to="programme.activity",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("photo", "зураг"),
                                ("document", "баримт"),
                                ("observation", "үзүүлэлтийн утга"),
                            ],
                            max_length=12,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "stage",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("before", "өмнө"),
                                ("during", "явцад"),
                                ("after", "дараа"),
                            ],
                            max_length=10,
                            verbose_name="үе",
                        ),
                    ),
                    (
                        "caption",
                        models.CharField(max_length=300, verbose_name="тайлбар"),
                    ),
                    ("caption_en", models.CharField(blank=True, max_length=300)),
                    (
                        "file",
                        models.FileField(
                            blank=True,
                            upload_to="programme/evidence/",
                            verbose_name="файл",
                        ),
                    ),
                    (
                        "original_name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="файлын нэр"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "taken_on",
                        models.DateField(blank=True, null=True, verbose_name="огноо"),
                    ),
                    (
                        "latitude",
                        models.FloatField(
                            blank=True, null=True, verbose_name="өргөрөг"
                        ),
                    ),
                    (
                        "longitude",
                        models.FloatField(blank=True, null=True, verbose_name="уртраг"),
                    ),
                    (
                        "observation",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.observation",
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "is_private",
                        models.BooleanField(
                            default=False, verbose_name="нийтэд нээхгүй"
                        ),
                    ),
                    (
                        "added_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("added_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "published_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="нийтэд нээсэн"
                        ),
                    ),
                    (
                        "published_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "withdrawn_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "withdrawn_reason",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="шалтгаан"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "нотолгоо",
                    "ordering": ["measure", "taken_on", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("kind", "observation"),
                                    ("observation__isnull", False),
                                ),
                                models.Q(
                                    models.Q(("kind", "observation"), _negated=True),
                                    models.Q(("file", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="evidence_shows_something",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="MeasureStanding",
                fields=[
                    (
                        "measure",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            primary_key=True,
                            related_name="standing",
                            serialize=False,
                            to="programme.measure",
                        ),
                    ),
                    (
                        "evidence_count",
                        models.PositiveIntegerField(default=0, verbose_name="нотолгоо"),
                    ),
                    (
                        "milestones",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="үйл ажиллагаа"
                        ),
                    ),
                    (
                        "milestones_done",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="хийсэн"
                        ),
                    ),
                    (
                        "first_sign_on",
                        models.DateField(null=True, verbose_name="эхний нотолгоо"),
                    ),
                    (
                        "last_sign_on",
                        models.DateField(null=True, verbose_name="сүүлийн нотолгоо"),
                    ),
                    (
                        "finished_on",
                        models.DateField(null=True, verbose_name="дууссан өдөр"),
                    ),
                    (
                        "last_percent",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="сүүлийн үнэлгээ"
                        ),
                    ),
                    (
                        "last_period",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.period",
                        ),
                    ),
                    (
                        "planned",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=20,
                            verbose_name="төлөвлөсөн",
                        ),
                    ),
                    (
                        "adjusted",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=20,
                            verbose_name="тодотгосон",
                        ),
                    ),
                    (
                        "committed",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=20,
                            verbose_name="гэрээлсэн",
                        ),
                    ),
                    (
                        "paid",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=20,
                            verbose_name="төлсөн",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "арга хэмжээний явц",
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Comment",
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
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="comments",
                            to="programme.measure",
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
                        models.TextField(
                            max_length=2000, verbose_name="санал, сэтгэгдэл"
                        ),
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
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "сэтгэгдэл",
                    "verbose_name_plural": "сэтгэгдлүүд",
                    "ordering": ["-made_at", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="CommentStep",
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
                        "comment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="programme.comment",
                        ),
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
                        "ground",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("personal", "хувь хүний мэдээлэл агуулсан"),
                                ("insult", "доромжилсон, ялгаварласан"),
                                ("advert", "зар сурталчилгаа"),
                                ("off_topic", "арга хэмжээнд хамаарахгүй"),
                                ("duplicate", "давхардсан"),
                                ("other", "бусад"),
                            ],
                            max_length=10,
                            verbose_name="үндэслэл",
                        ),
                    ),
                    (
                        "reason",
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
                    "ordering": ["comment", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Answer",
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
                        "comment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="answers",
                            to="programme.comment",
                        ),
                    ),
                    ("text", models.TextField(max_length=2000, verbose_name="хариу")),
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
                    "verbose_name": "хариу",
                    "ordering": ["comment", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="MoneyEntry",
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
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="money",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="money_for",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "spender",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="money_spent",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
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
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("plan", "төлөвлөгөө"),
                                ("adjustment", "тодотгол"),
                                ("commitment", "гэрээ, үүрэг"),
                                ("payment", "гүйцэтгэл"),
                            ],
                            max_length=12,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2, max_digits=18, verbose_name="дүн, ₮"
                        ),
                    ),
                    ("booked_on", models.DateField(verbose_name="огноо")),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "document",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="баримтын дугаар"
                        ),
                    ),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="тэмдэглэл"
                        ),
                    ),
                    (
                        "reverses",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reversed_by",
                            to="programme.moneyentry",
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
                    "verbose_name": "мөнгөний бичилт",
                    "ordering": ["measure", "booked_on", "id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "kind"],
                            name="programme_m_unit_id_42b4e2_idx",
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__gt", 0),
                                models.Q(("amount__lt", 0), ("kind", "adjustment")),
                                models.Q(
                                    ("amount__lt", 0), ("reverses__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            name="money_has_its_sign",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Proposal",
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
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "year",
                        models.PositiveSmallIntegerField(verbose_name="төсвийн он"),
                    ),
                    ("title", models.CharField(max_length=300, verbose_name="санал")),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    ("text", models.TextField(blank=True, verbose_name="дэлгэрэнгүй")),
                    (
                        "supporters",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="санал өгсөн өрх"
                        ),
                    ),
                    (
                        "channel",
                        models.CharField(
                            choices=[
                                ("paper", "цаасаар"),
                                ("page", "хуудсаар"),
                                ("meeting", "хурал дээр"),
                            ],
                            max_length=10,
                            verbose_name="хэлбэр",
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="ирсэн өдөр")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "ирсэн"),
                                ("ranked", "эрэмбэлсэн"),
                                ("costed", "өртөг тооцсон"),
                                ("approved", "баталсан"),
                                ("declined", "дэмжээгүй"),
                                ("reported", "эргэж тайлагнасан"),
                                ("merged", "нэгтгэсэн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "rank",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="эрэмбэ"
                        ),
                    ),
                    (
                        "cost",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="өртөг, ₮",
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "duplicate_of",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="duplicates",
                            to="programme.proposal",
                        ),
                    ),
                    (
                        "carried_from",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="carried_to",
                            to="programme.proposal",
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "иргэдийн санал",
                    "verbose_name_plural": "иргэдийн саналууд",
                    "ordering": ["unit__code", "-year", "rank", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("rank__isnull", False)),
                            fields=("unit", "year", "rank"),
                            name="proposal_rank_once",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ProposalStep",
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
                        "proposal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="programme.proposal",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "ирсэн"),
                                ("ranked", "эрэмбэлсэн"),
                                ("costed", "өртөг тооцсон"),
                                ("approved", "баталсан"),
                                ("declined", "дэмжээгүй"),
                                ("reported", "эргэж тайлагнасан"),
                                ("merged", "нэгтгэсэн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="огноо")),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "rank",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="эрэмбэ"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=18,
                            null=True,
                            verbose_name="дүн, ₮",
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
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
                    "verbose_name": "саналын алхам",
                    "ordering": ["proposal", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="RatingScale",
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
                    ("name_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("name_en", models.CharField(max_length=200)),
                    ("rule_mn", models.CharField(max_length=500, verbose_name="журам")),
                    ("rule_en", models.CharField(max_length=500)),
                    (
                        "valid_from",
                        models.DateField(verbose_name="хүчинтэй эхлэх өдөр"),
                    ),
                    (
                        "valid_to",
                        models.DateField(
                            blank=True, null=True, verbose_name="хүчингүй болсон өдөр"
                        ),
                    ),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "is_assumption",
                        models.BooleanField(default=False, verbose_name="таамаглал"),
                    ),
                ],
                options={
                    "verbose_name": "үнэлгээний шатлал",
                    "ordering": ["valid_from"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to__isnull", True),
                                ("valid_to__gt", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="scale_ends_after_start",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="RatingLevel",
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
                        "scale",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="levels",
                            to="programme.ratingscale",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    (
                        "percent",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="хувь"
                        ),
                    ),
                    ("name_mn", models.CharField(max_length=100, verbose_name="нэр")),
                    ("name_en", models.CharField(max_length=100)),
                ],
                options={
                    "verbose_name": "үнэлгээний шат",
                    "ordering": ["scale", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("scale", "percent"), name="level_percent_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("percent__isnull", True)),
                            fields=("scale",),
                            name="level_not_due_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("percent__isnull", True),
                                ("percent__lte", 100),
                                _connector="OR",
                            ),
                            name="level_percent_is_part",
                        ),
                    ],
                    "indexes": [],
                },
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rounds",
                            to="programme.programme",
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
                        "scale",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="rounds",
                            to="programme.ratingscale",
                        ),
                    ),
                    ("opens_on", models.DateField(verbose_name="нээх өдөр")),
                    ("due_on", models.DateField(verbose_name="тайлан ирүүлэх хугацаа")),
                    (
                        "opened_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "closed_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="хаасан"
                        ),
                    ),
                    (
                        "closed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "results",
                        models.JSONField(
                            blank=True, null=True, verbose_name="хаах үеийн дүн"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "хяналт-шинжилгээний үе",
                    "ordering": ["programme", "-period__end", "-period__start"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("programme", "period"), name="round_once_a_period"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closed_at__isnull", True),
                                ("results__isnull", False),
                                _connector="OR",
                            ),
                            name="closed_round_has_results",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="RoundStep",
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
                        "round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="programme.round",
                        ),
                    ),
                    (
                        "deed",
                        models.CharField(
                            choices=[
                                ("opened", "нээсэн"),
                                ("widened", "арга хэмжээ нэмсэн"),
                                ("closed", "хаасан"),
                                ("reopened", "дахин нээсэн"),
                            ],
                            max_length=10,
                            verbose_name="үйлдэл",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="шалтгаан")),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    ("results", models.JSONField(blank=True, null=True)),
                    ("sha256", models.CharField(blank=True, max_length=64)),
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
                    "verbose_name": "хяналт-шинжилгээний үеийн алхам",
                    "ordering": ["round", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Report",
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
                        "round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="programme.round",
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "ноорог"),
                                ("submitted", "илгээсэн"),
                                ("returned", "буцаагдсан"),
                                ("checked", "шалгасан"),
                                ("decided", "шийдсэн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("done", models.TextField(blank=True, verbose_name="хийсэн ажил")),
                    ("done_en", models.TextField(blank=True)),
                    (
                        "obstacles",
                        models.TextField(blank=True, verbose_name="саад, бэрхшээл"),
                    ),
                    (
                        "next_steps",
                        models.TextField(blank=True, verbose_name="цаашид хийх"),
                    ),
                    (
                        "proposed",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="programme.ratinglevel",
                        ),
                    ),
                    (
                        "checked",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="programme.ratinglevel",
                        ),
                    ),
                    (
                        "decided",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="programme.ratinglevel",
                        ),
                    ),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    (
                        "updated_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("updated_at", models.DateTimeField(auto_now=True)),
                    (
                        "evidence",
                        models.ManyToManyField(
                            related_name="reports", to="programme.evidence"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "арга хэмжээний тайлан",
                    "ordering": ["round", "measure__sort_key"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("round", "measure"), name="report_once_a_round"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "decided"), _negated=True),
                                ("decided__isnull", False),
                                _connector="OR",
                            ),
                            name="decided_report_has_rating",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ReportStep",
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
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="programme.report",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "ноорог"),
                                ("submitted", "илгээсэн"),
                                ("returned", "буцаагдсан"),
                                ("checked", "шалгасан"),
                                ("decided", "шийдсэн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "level",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="programme.ratinglevel",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="шалтгаан")),
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
                    "verbose_name": "тайлангийн алхам",
                    "ordering": ["report", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Target",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="targets",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "objective",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="targets",
                            to="programme.objective",
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="targets",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="targets",
                            to="indicators.indicator",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("ascending", "өсгөх"),
                                ("descending", "бууруулах"),
                                ("maintain", "хадгалах"),
                                ("range", "хязгаарт байлгах"),
                            ],
                            max_length=12,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "group_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="бүлгийн нэр"
                        ),
                    ),
                    ("group_en", models.CharField(blank=True, max_length=200)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "dropped_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хассан өдөр"
                        ),
                    ),
                    (
                        "dropped_reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="хассан шалтгаан"
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
                        "units",
                        models.ManyToManyField(
                            related_name="targets", to="territory.unit"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "зорилтот түвшин",
                    "verbose_name_plural": "зорилтот түвшнүүд",
                    "ordering": ["programme", "objective__number", "indicator", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="TargetVersion",
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
                        "target",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="programme.target",
                        ),
                    ),
                    (
                        "in_force_from",
                        models.DateField(verbose_name="хүчинтэй эхлэх өдөр"),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="шалтгаан"
                        ),
                    ),
                    (
                        "baseline_value",
                        models.FloatField(
                            blank=True, null=True, verbose_name="суурь түвшин"
                        ),
                    ),
                    (
                        "baseline_period",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.period",
                        ),
                    ),
                    (
                        "baseline_source",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.source",
                        ),
                    ),
                    (
                        "tolerance",
                        models.FloatField(default=0, verbose_name="зөвшөөрөх зөрүү"),
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
                        "baseline_observations",
                        models.ManyToManyField(
                            related_name="+", to="indicators.observation"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "зорилтот түвшний хувилбар",
                    "ordering": ["target", "in_force_from"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("target", "in_force_from"),
                            name="target_version_once_a_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("tolerance__gte", 0)),
                            name="target_tolerance_not_negative",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="TargetPoint",
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
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="points",
                            to="programme.targetversion",
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
                        "value",
                        models.FloatField(
                            blank=True, null=True, verbose_name="зорилтот түвшин"
                        ),
                    ),
                    (
                        "low",
                        models.FloatField(
                            blank=True, null=True, verbose_name="доод хязгаар"
                        ),
                    ),
                    (
                        "high",
                        models.FloatField(
                            blank=True, null=True, verbose_name="дээд хязгаар"
                        ),
                    ),
                ],
                options={
                    "ordering": ["version", "period__end"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("version", "period"), name="target_point_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("high__isnull", True),
                                    ("low__isnull", True),
                                    ("value__isnull", False),
                                ),
                                models.Q(
                                    ("high__gt", models.F("low")),
                                    ("low__isnull", False),
                                    ("value__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="target_point_is_value_or_range",
                        ),
                    ],
                    "indexes": [],
                },
            ),
        ]
    )
