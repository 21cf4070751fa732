import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from bagana.web.migrating import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("acts", "0002_initial"),
        ("background", "0001_initial"),
        ("indicators", "0003_withdrawal_act"),
        ("programme", "0001_initial"),
        ("territory", "0003_boundary_uploads"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="HistoricalFramework",
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
                        "level",
                        models.PositiveSmallIntegerField(
                            default=3, verbose_name="эрэмбэлэх шат"
                        ),
                    ),
                    ("name_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "name_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
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
                    "verbose_name": "historical аргачлал",
                    "verbose_name_plural": "historical аргачлалууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Framework",
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
                            related_name="frameworks",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "programme",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="frameworks",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "level",
                        models.PositiveSmallIntegerField(
                            default=3, verbose_name="эрэмбэлэх шат"
                        ),
                    ),
                    ("name_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "name_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
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
                    "verbose_name": "аргачлал",
                    "verbose_name_plural": "аргачлалууд",
                    "ordering": ["unit__code", "code"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalFrameworkVersion",
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
                        "number",
                        models.PositiveSmallIntegerField(verbose_name="хувилбар"),
                    ),
                    ("definition", models.JSONField(verbose_name="тодорхойлолт")),
                    ("gates", models.JSONField(default=list, verbose_name="болзол")),
                    (
                        "visit_sheet",
                        models.JSONField(
                            default=list, verbose_name="газар дээрх үзлэгийн хуудас"
                        ),
                    ),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "ноорог"), ("frozen", "царцаасан")],
                            default="draft",
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "frozen_at",
                        models.DateTimeField(null=True, verbose_name="царцаасан"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "framework",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.framework",
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
                        "frozen_by",
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
                    "verbose_name": "historical аргачлалын хувилбар",
                    "verbose_name_plural": "historical аргачлалын хувилбарs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="FrameworkVersion",
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
                        "framework",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="ranking.framework",
                        ),
                    ),
                    (
                        "number",
                        models.PositiveSmallIntegerField(verbose_name="хувилбар"),
                    ),
                    ("definition", models.JSONField(verbose_name="тодорхойлолт")),
                    ("gates", models.JSONField(default=list, verbose_name="болзол")),
                    (
                        "visit_sheet",
                        models.JSONField(
                            default=list, verbose_name="газар дээрх үзлэгийн хуудас"
                        ),
                    ),
                    ("note_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("note_en", models.TextField(blank=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "ноорог"), ("frozen", "царцаасан")],
                            default="draft",
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=1, verbose_name="засварын тоо"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="framework_versions",
                            to="acts.act",
                        ),
                    ),
                    (
                        "frozen_at",
                        models.DateTimeField(null=True, verbose_name="царцаасан"),
                    ),
                    (
                        "frozen_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
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
                    "verbose_name": "аргачлалын хувилбар",
                    "ordering": ["framework", "-number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("framework", "number"),
                            name="framework_version_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state", "draft"),
                                models.Q(
                                    ("act__isnull", False),
                                    ("frozen_at__isnull", False),
                                    models.Q(("sha256", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="frozen_version_has_act_and_hash",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Run",
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
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="runs",
                            to="ranking.frameworkversion",
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
                        "kind",
                        models.CharField(
                            choices=[("trial", "туршилт"), ("official", "албан")],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "replications",
                        models.PositiveIntegerField(verbose_name="давталт"),
                    ),
                    (
                        "seed",
                        models.PositiveBigIntegerField(
                            verbose_name="санамсаргүй тооны үр"
                        ),
                    ),
                    (
                        "work",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="background.work",
                        ),
                    ),
                    ("inputs", models.JSONField(null=True, verbose_name="оролт")),
                    ("inputs_sha256", models.CharField(blank=True, max_length=64)),
                    ("results", models.JSONField(null=True, verbose_name="дүн")),
                    ("results_sha256", models.CharField(blank=True, max_length=64)),
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
                        "computed_at",
                        models.DateTimeField(null=True, verbose_name="бодсон"),
                    ),
                    (
                        "published_at",
                        models.DateTimeField(null=True, verbose_name="нийтэлсэн"),
                    ),
                ],
                options={
                    "verbose_name": "индексийн тооцоо",
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="UnitResult",
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
                        "run",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="rows",
                            to="ranking.run",
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
                    ("group", models.CharField(max_length=60, verbose_name="бүлэг")),
                    ("score", models.FloatField(null=True, verbose_name="оноо")),
                    (
                        "rank",
                        models.PositiveIntegerField(null=True, verbose_name="байр"),
                    ),
                    ("rank_low", models.PositiveIntegerField(null=True)),
                    ("rank_high", models.PositiveIntegerField(null=True)),
                    ("rank_median", models.FloatField(null=True)),
                    (
                        "p_top",
                        models.FloatField(
                            null=True, verbose_name="тэргүүн байрт орох магадлал"
                        ),
                    ),
                    (
                        "completeness",
                        models.FloatField(verbose_name="мэдээллийн бүрдэл"),
                    ),
                    (
                        "imputed",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="нөхсөн үзүүлэлт"
                        ),
                    ),
                    (
                        "verdict",
                        models.CharField(
                            blank=True, max_length=20, verbose_name="дүгнэлт"
                        ),
                    ),
                    (
                        "reasons",
                        models.JSONField(default=list, verbose_name="шалтгаан"),
                    ),
                    (
                        "details",
                        models.JSONField(default=dict, verbose_name="задаргаа"),
                    ),
                ],
                options={
                    "verbose_name": "нэгжийн дүн",
                    "ordering": ["run", "group", "rank", "unit__code"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("run", "unit"), name="unit_once_in_run"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("rank__isnull", True),
                                ("score__isnull", False),
                                _connector="OR",
                            ),
                            name="ranked_unit_has_score",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="RunCell",
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
                        "run",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="cells",
                            to="ranking.run",
                        ),
                    ),
                    (
                        "observation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.observation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("run", "observation"),
                            name="observation_once_in_run",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalSelection",
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
                    ("title_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("preparing", "бэлтгэж байна"),
                                ("gates", "болзол шалгаж байна"),
                                ("index", "индекс бодож байна"),
                                ("recheck", "тоог давтан шалгаж байна"),
                                ("visits", "газар дээр нь үзэж байна"),
                                (
                                    "provisional",
                                    "урьдчилсан жагсаалт, эсэргүүцэл авч байна",
                                ),
                                (
                                    "answered",
                                    "эсэргүүцэлд хариулсан, шийдвэр хүлээж байна",
                                ),
                                ("decided", "шийдвэр гарсан"),
                                ("closed", "дараа жилийн үр дүнг үзсэн, хаасан"),
                                ("cancelled", "цуцалсан"),
                            ],
                            default="preparing",
                            max_length=12,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "late_reason",
                        models.TextField(
                            blank=True,
                            verbose_name="аргачлалыг хожуу царцаасан шалтгаан",
                        ),
                    ),
                    (
                        "gates_due",
                        models.DateField(verbose_name="болзол шалгах хугацаа"),
                    ),
                    (
                        "recheck_due",
                        models.DateField(verbose_name="давтан шалгах хугацаа"),
                    ),
                    ("visits_due", models.DateField(verbose_name="үзлэгийн хугацаа")),
                    (
                        "objections_from",
                        models.DateField(
                            null=True, verbose_name="эсэргүүцэл авч эхлэх өдөр"
                        ),
                    ),
                    (
                        "objections_until",
                        models.DateField(
                            null=True, verbose_name="эсэргүүцэл авах сүүлийн өдөр"
                        ),
                    ),
                    (
                        "answers_due",
                        models.DateField(null=True, verbose_name="хариу өгөх хугацаа"),
                    ),
                    (
                        "index_seed",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="тооцооны үр"
                        ),
                    ),
                    (
                        "recheck_seed",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="түүврийн үр"
                        ),
                    ),
                    (
                        "recheck_size",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="түүврийн тоо"
                        ),
                    ),
                    (
                        "decided_on",
                        models.DateField(null=True, verbose_name="шийдвэр гарсан өдөр"),
                    ),
                    (
                        "follow_up_on",
                        models.DateField(null=True, verbose_name="үр дүнг үзэх өдөр"),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
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
                        "version",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.frameworkversion",
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
                        "run",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.run",
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
                    "verbose_name": "historical жишиг баг шалгаруулалт",
                    "verbose_name_plural": "historical жишиг баг шалгаруулалтууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Selection",
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
                        "programme",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="selections",
                            to="programme.programme",
                        ),
                    ),
                    (
                        "phase",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="programme.phase",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="selections",
                            to="ranking.frameworkversion",
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
                    ("title_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("preparing", "бэлтгэж байна"),
                                ("gates", "болзол шалгаж байна"),
                                ("index", "индекс бодож байна"),
                                ("recheck", "тоог давтан шалгаж байна"),
                                ("visits", "газар дээр нь үзэж байна"),
                                (
                                    "provisional",
                                    "урьдчилсан жагсаалт, эсэргүүцэл авч байна",
                                ),
                                (
                                    "answered",
                                    "эсэргүүцэлд хариулсан, шийдвэр хүлээж байна",
                                ),
                                ("decided", "шийдвэр гарсан"),
                                ("closed", "дараа жилийн үр дүнг үзсэн, хаасан"),
                                ("cancelled", "цуцалсан"),
                            ],
                            default="preparing",
                            max_length=12,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "late_reason",
                        models.TextField(
                            blank=True,
                            verbose_name="аргачлалыг хожуу царцаасан шалтгаан",
                        ),
                    ),
                    (
                        "run",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="selections",
                            to="ranking.run",
                        ),
                    ),
                    (
                        "gates_due",
                        models.DateField(verbose_name="болзол шалгах хугацаа"),
                    ),
                    (
                        "recheck_due",
                        models.DateField(verbose_name="давтан шалгах хугацаа"),
                    ),
                    ("visits_due", models.DateField(verbose_name="үзлэгийн хугацаа")),
                    (
                        "objections_from",
                        models.DateField(
                            null=True, verbose_name="эсэргүүцэл авч эхлэх өдөр"
                        ),
                    ),
                    (
                        "objections_until",
                        models.DateField(
                            null=True, verbose_name="эсэргүүцэл авах сүүлийн өдөр"
                        ),
                    ),
                    (
                        "answers_due",
                        models.DateField(null=True, verbose_name="хариу өгөх хугацаа"),
                    ),
                    (
                        "index_seed",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="тооцооны үр"
                        ),
                    ),
                    (
                        "recheck_seed",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="түүврийн үр"
                        ),
                    ),
                    (
                        "recheck_size",
                        models.PositiveSmallIntegerField(
                            default=0, verbose_name="түүврийн тоо"
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="selections",
                            to="acts.act",
                        ),
                    ),
                    (
                        "decided_on",
                        models.DateField(null=True, verbose_name="шийдвэр гарсан өдөр"),
                    ),
                    (
                        "follow_up_on",
                        models.DateField(null=True, verbose_name="үр дүнг үзэх өдөр"),
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
                    "verbose_name": "жишиг баг шалгаруулалт",
                    "verbose_name_plural": "жишиг баг шалгаруулалтууд",
                    "ordering": ["-period__end", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("state__in", ["decided", "closed"]), _negated=True
                                ),
                                ("act__isnull", False),
                                _connector="OR",
                            ),
                            name="decided_selection_has_act",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("objections_until__isnull", True),
                                ("objections_until__gte", models.F("objections_from")),
                                _connector="OR",
                            ),
                            name="objections_end_after_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="SelectionStep",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="ranking.selection",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("preparing", "бэлтгэж байна"),
                                ("gates", "болзол шалгаж байна"),
                                ("index", "индекс бодож байна"),
                                ("recheck", "тоог давтан шалгаж байна"),
                                ("visits", "газар дээр нь үзэж байна"),
                                (
                                    "provisional",
                                    "урьдчилсан жагсаалт, эсэргүүцэл авч байна",
                                ),
                                (
                                    "answered",
                                    "эсэргүүцэлд хариулсан, шийдвэр хүлээж байна",
                                ),
                                ("decided", "шийдвэр гарсан"),
                                ("closed", "дараа жилийн үр дүнг үзсэн, хаасан"),
                                ("cancelled", "цуцалсан"),
                            ],
                            max_length=12,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
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
                        "run",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="ranking.run",
                        ),
                    ),
                    ("content", models.JSONField(default=dict, verbose_name="агуулга")),
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
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                ],
                options={
                    "ordering": ["selection", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="GateResult",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="gates",
                            to="ranking.selection",
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
                    ("gate", models.CharField(max_length=60, verbose_name="болзол")),
                    ("passed", models.BooleanField(verbose_name="хангасан")),
                    ("evidence", models.TextField(blank=True, verbose_name="нотолгоо")),
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
                        "supersedes",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="superseded_by",
                            to="ranking.gateresult",
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
                    "verbose_name": "болзлын дүн",
                    "ordering": ["selection", "gate", "unit__code", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalRecheck",
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
                        models.PositiveSmallIntegerField(
                            verbose_name="сугалааны дараалал"
                        ),
                    ),
                    (
                        "found",
                        models.FloatField(
                            null=True, verbose_name="давтан шалгасан утга"
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("agrees", models.BooleanField(null=True, verbose_name="зөрүүгүй")),
                    (
                        "checked_on",
                        models.DateField(null=True, verbose_name="шалгасан өдөр"),
                    ),
                    (
                        "selection",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.selection",
                        ),
                    ),
                    (
                        "observation",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.observation",
                        ),
                    ),
                    (
                        "checked_by",
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
                    "verbose_name": "historical давтан шалгалт",
                    "verbose_name_plural": "historical давтан шалгалтs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Recheck",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="rechecks",
                            to="ranking.selection",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(
                            verbose_name="сугалааны дараалал"
                        ),
                    ),
                    (
                        "observation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.observation",
                        ),
                    ),
                    (
                        "found",
                        models.FloatField(
                            null=True, verbose_name="давтан шалгасан утга"
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("agrees", models.BooleanField(null=True, verbose_name="зөрүүгүй")),
                    (
                        "checked_on",
                        models.DateField(null=True, verbose_name="шалгасан өдөр"),
                    ),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "давтан шалгалт",
                    "ordering": ["selection", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("selection", "observation"), name="rechecked_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalMember",
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
                    ("name", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "post",
                        models.CharField(max_length=200, verbose_name="албан тушаал"),
                    ),
                    (
                        "is_chair",
                        models.BooleanField(default=False, verbose_name="ахлагч"),
                    ),
                    (
                        "declared_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="мэдүүлсэн өдөр"
                        ),
                    ),
                    (
                        "conflict",
                        models.TextField(
                            blank=True, verbose_name="ашиг сонирхлын зөрчил"
                        ),
                    ),
                    (
                        "left_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="чөлөөлөгдсөн өдөр"
                        ),
                    ),
                    (
                        "selection",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.selection",
                        ),
                    ),
                    (
                        "user",
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
                    "verbose_name": "historical ажлын хэсгийн гишүүн",
                    "verbose_name_plural": "historical ажлын хэсгийн гишүүнs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Member",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="members",
                            to="ranking.selection",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "post",
                        models.CharField(max_length=200, verbose_name="албан тушаал"),
                    ),
                    (
                        "is_chair",
                        models.BooleanField(default=False, verbose_name="ахлагч"),
                    ),
                    (
                        "declared_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="мэдүүлсэн өдөр"
                        ),
                    ),
                    (
                        "conflict",
                        models.TextField(
                            blank=True, verbose_name="ашиг сонирхлын зөрчил"
                        ),
                    ),
                    (
                        "left_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="чөлөөлөгдсөн өдөр"
                        ),
                    ),
                    (
                        "conflicting",
                        models.ManyToManyField(
                            blank=True, related_name="+", to="territory.unit"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "ажлын хэсгийн гишүүн",
                    "ordering": ["selection", "-is_chair", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalVisit",
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
                    ("visited_on", models.DateField(verbose_name="очсон өдөр")),
                    ("answers", models.JSONField(default=dict, verbose_name="хариулт")),
                    ("finding", models.TextField(verbose_name="дүгнэлт")),
                    ("supports", models.BooleanField(verbose_name="дэмжих эсэх")),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "selection",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.selection",
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
                    "verbose_name": "historical үзлэг",
                    "verbose_name_plural": "historical үзлэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Visit",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="visits",
                            to="ranking.selection",
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
                    ("visited_on", models.DateField(verbose_name="очсон өдөр")),
                    ("answers", models.JSONField(default=dict, verbose_name="хариулт")),
                    ("finding", models.TextField(verbose_name="дүгнэлт")),
                    ("supports", models.BooleanField(verbose_name="дэмжих эсэх")),
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
                        "members",
                        models.ManyToManyField(
                            related_name="visits", to="ranking.member"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "үзлэг",
                    "ordering": ["selection", "unit__code"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("selection", "unit"),
                            name="visited_once_in_selection",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalListEntry",
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
                    ("group", models.CharField(max_length=60, verbose_name="бүлэг")),
                    (
                        "by_index",
                        models.CharField(
                            choices=[
                                ("proposed", "жишиг багаар санал болгосон"),
                                ("grey", "ялгах боломжгүй, үзлэгээр шийднэ"),
                                ("not_proposed", "санал болгоогүй"),
                                ("not_ranked", "эрэмбэлээгүй"),
                            ],
                            max_length=12,
                            verbose_name="индексээр",
                        ),
                    ),
                    ("proposed", models.BooleanField(verbose_name="санал болгосон")),
                    ("reason_mn", models.TextField(verbose_name="үндэслэл")),
                    ("reason_en", models.TextField(blank=True)),
                    (
                        "award_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="олгох нэр"
                        ),
                    ),
                    ("award_en", models.CharField(blank=True, max_length=200)),
                    (
                        "selection",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.selection",
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
                    "verbose_name": "historical жагсаалтын мөр",
                    "verbose_name_plural": "historical жагсаалтын мөрs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="ListEntry",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="entries",
                            to="ranking.selection",
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
                    ("group", models.CharField(max_length=60, verbose_name="бүлэг")),
                    (
                        "by_index",
                        models.CharField(
                            choices=[
                                ("proposed", "жишиг багаар санал болгосон"),
                                ("grey", "ялгах боломжгүй, үзлэгээр шийднэ"),
                                ("not_proposed", "санал болгоогүй"),
                                ("not_ranked", "эрэмбэлээгүй"),
                            ],
                            max_length=12,
                            verbose_name="индексээр",
                        ),
                    ),
                    ("proposed", models.BooleanField(verbose_name="санал болгосон")),
                    ("reason_mn", models.TextField(verbose_name="үндэслэл")),
                    ("reason_en", models.TextField(blank=True)),
                    (
                        "award_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="олгох нэр"
                        ),
                    ),
                    ("award_en", models.CharField(blank=True, max_length=200)),
                ],
                options={
                    "verbose_name": "жагсаалтын мөр",
                    "ordering": ["selection", "-proposed", "group", "unit__code"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("selection", "unit"),
                            name="listed_once_in_selection",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalObjection",
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
                        models.TextField(max_length=4000, verbose_name="эсэргүүцэл"),
                    ),
                    (
                        "code",
                        models.CharField(
                            db_index=True, max_length=20, verbose_name="хяналтын код"
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("filed", "ирүүлсэн"),
                                ("upheld", "хүлээн авсан"),
                                ("partly", "хэсэгчлэн хүлээн авсан"),
                                ("rejected", "хүлээн аваагүй"),
                            ],
                            default="filed",
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "is_shown",
                        models.BooleanField(
                            default=False, verbose_name="нийтэд харагдана"
                        ),
                    ),
                    ("answer", models.TextField(blank=True, verbose_name="хариу")),
                    ("answered_at", models.DateTimeField(null=True)),
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "selection",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.selection",
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
                        "observation",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.observation",
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
                    "verbose_name": "historical эсэргүүцэл",
                    "verbose_name_plural": "historical эсэргүүцлүүд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Objection",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="objections",
                            to="ranking.selection",
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
                        "name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="нэр"
                        ),
                    ),
                    (
                        "contact",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="холбоо барих"
                        ),
                    ),
                    (
                        "text",
                        models.TextField(max_length=4000, verbose_name="эсэргүүцэл"),
                    ),
                    (
                        "code",
                        models.CharField(
                            max_length=20, unique=True, verbose_name="хяналтын код"
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("filed", "ирүүлсэн"),
                                ("upheld", "хүлээн авсан"),
                                ("partly", "хэсэгчлэн хүлээн авсан"),
                                ("rejected", "хүлээн аваагүй"),
                            ],
                            default="filed",
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "is_shown",
                        models.BooleanField(
                            default=False, verbose_name="нийтэд харагдана"
                        ),
                    ),
                    ("answer", models.TextField(blank=True, verbose_name="хариу")),
                    (
                        "answered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("answered_at", models.DateTimeField(null=True)),
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "эсэргүүцэл",
                    "verbose_name_plural": "эсэргүүцлүүд",
                    "ordering": ["selection", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state", "filed"),
                                models.Q(("answer", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="decided_objection_has_answer",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ObjectionStep",
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
                        "objection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="ranking.objection",
                        ),
                    ),
                    (
                        "deed",
                        models.CharField(
                            choices=[
                                ("shown", "нийтэлсэн"),
                                ("hidden", "нийтлээгүй"),
                                ("answered", "хариулсан"),
                                ("contact_read", "холбоо барих мэдээллийг үзсэн"),
                                ("contact_erased", "холбоо барих мэдээллийг устгасан"),
                            ],
                            max_length=16,
                            verbose_name="үйлдэл",
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
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                ],
                options={
                    "ordering": ["objection", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalAward",
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
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(max_length=200)),
                    (
                        "selection",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.selection",
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
                    (
                        "withdrawn_by",
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
                    "verbose_name": "historical шагнал",
                    "verbose_name_plural": "historical шагналs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Award",
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
                        "selection",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="awards",
                            to="ranking.selection",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="awards",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="awards",
                            to="acts.act",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(max_length=200)),
                    (
                        "withdrawn_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "шагнал",
                    "ordering": ["selection", "unit__code"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("selection", "unit"),
                            name="awarded_once_in_selection",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalSupport",
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
                        "text_mn",
                        models.CharField(max_length=500, verbose_name="дэмжлэг"),
                    ),
                    ("text_en", models.CharField(blank=True, max_length=500)),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=16,
                            null=True,
                            verbose_name="хөрөнгө, ₮",
                        ),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "award",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.award",
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
                    "verbose_name": "historical дэмжлэг",
                    "verbose_name_plural": "historical дэмжлэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Support",
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
                        "award",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="supports",
                            to="ranking.award",
                        ),
                    ),
                    (
                        "measure",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="supports",
                            to="programme.measure",
                        ),
                    ),
                    (
                        "text_mn",
                        models.CharField(max_length=500, verbose_name="дэмжлэг"),
                    ),
                    ("text_en", models.CharField(blank=True, max_length=500)),
                    (
                        "amount",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=16,
                            null=True,
                            verbose_name="хөрөнгө, ₮",
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
                    "verbose_name": "дэмжлэг",
                    "ordering": ["award", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalFollowUp",
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
                    ("seen_on", models.DateField(verbose_name="үзсэн өдөр")),
                    ("finding_mn", models.TextField(verbose_name="дүгнэлт")),
                    ("finding_en", models.TextField(blank=True)),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "award",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.award",
                        ),
                    ),
                    (
                        "run",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="ranking.run",
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
                    "verbose_name": "historical дараагийн үзлэг",
                    "verbose_name_plural": "historical дараагийн үзлэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="FollowUp",
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
                        "award",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="follow_up",
                            to="ranking.award",
                        ),
                    ),
                    ("seen_on", models.DateField(verbose_name="үзсэн өдөр")),
                    ("finding_mn", models.TextField(verbose_name="дүгнэлт")),
                    ("finding_en", models.TextField(blank=True)),
                    (
                        "run",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="ranking.run",
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
                    "verbose_name": "дараагийн үзлэг",
                    "ordering": ["award"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ]
    )
