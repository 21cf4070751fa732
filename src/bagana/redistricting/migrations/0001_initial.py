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
        ("territory", "0004_redraw"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="BlockSet",
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
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="block_sets",
                            to="territory.unit",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=200, verbose_name="англи нэр"),
                    ),
                    ("on", models.DateField(verbose_name="аль өдрийн багаар")),
                    (
                        "period",
                        models.CharField(max_length=40, verbose_name="тоонуудын үе"),
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
                            verbose_name="тооны төрөл",
                        ),
                    ),
                    (
                        "carries",
                        models.JSONField(
                            default=dict, verbose_name="аль тоог хуваасан"
                        ),
                    ),
                    ("source_mn", models.TextField(verbose_name="эх сурвалж")),
                    ("source_en", models.TextField(blank=True)),
                    ("sha256", models.CharField(max_length=64, unique=True)),
                    ("neighbours", models.BinaryField()),
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
                    "verbose_name": "суурь хэсгийн багц",
                    "verbose_name_plural": "суурь хэсгийн багцууд",
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Block",
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
                        "block_set",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="blocks",
                            to="redistricting.blockset",
                        ),
                    ),
                    ("ordinal", models.PositiveIntegerField()),
                    ("code", models.CharField(max_length=40, verbose_name="код")),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "households",
                        models.PositiveIntegerField(null=True, verbose_name="өрх"),
                    ),
                    (
                        "population",
                        models.PositiveIntegerField(null=True, verbose_name="хүн ам"),
                    ),
                    (
                        "camel",
                        models.PositiveIntegerField(null=True, verbose_name="тэмээ"),
                    ),
                    (
                        "horse",
                        models.PositiveIntegerField(null=True, verbose_name="адуу"),
                    ),
                    (
                        "cattle",
                        models.PositiveIntegerField(null=True, verbose_name="үхэр"),
                    ),
                    (
                        "sheep",
                        models.PositiveIntegerField(null=True, verbose_name="хонь"),
                    ),
                    (
                        "goat",
                        models.PositiveIntegerField(null=True, verbose_name="ямаа"),
                    ),
                    ("area_km2", models.FloatField(verbose_name="талбай, км²")),
                    ("lon", models.FloatField()),
                    ("lat", models.FloatField()),
                    ("geometry", models.BinaryField(verbose_name="хэлбэр (WKB)")),
                ],
                options={
                    "verbose_name": "суурь хэсэг",
                    "verbose_name_plural": "суурь хэсгүүд",
                    "ordering": ["block_set", "ordinal"],
                    "indexes": [
                        models.Index(
                            fields=["block_set", "parent"],
                            name="redistricti_block_s_438805_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("block_set", "ordinal"), name="block_ordinal_once"
                        ),
                        models.UniqueConstraint(
                            fields=("block_set", "code"), name="block_code_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("area_km2__gt", 0)),
                            name="block_has_area",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="BlockMove",
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
                        "change",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="block_moves",
                            to="territory.unitchange",
                        ),
                    ),
                    (
                        "block",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="moves",
                            to="redistricting.block",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "target",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "ordering": ["change", "block"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("change", "block"),
                            name="block_moves_once_in_change",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="BlockUpload",
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
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="файл")),
                    ("content", models.BinaryField()),
                    ("about", models.JSONField(default=dict, verbose_name="тайлбар")),
                    ("found", models.JSONField(default=dict, verbose_name="шалгалт")),
                    (
                        "block_set",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="uploads",
                            to="redistricting.blockset",
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
                    "verbose_name": "суурь хэсгийн файл",
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Scenario",
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
                            related_name="scenarios",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "block_set",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="scenarios",
                            to="redistricting.blockset",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=200, verbose_name="англи нэр"),
                    ),
                    (
                        "reason_mn",
                        models.TextField(blank=True, verbose_name="үндэслэл"),
                    ),
                    ("reason_en", models.TextField(blank=True)),
                    ("on", models.DateField(verbose_name="аль өдрийн багаас")),
                    (
                        "tolerance",
                        models.JSONField(default=dict, verbose_name="зөвшөөрөх зөрүү"),
                    ),
                    (
                        "minimise",
                        models.JSONField(default=list, verbose_name="юуг багасгах"),
                    ),
                    (
                        "movers",
                        models.CharField(
                            default="population",
                            max_length=20,
                            verbose_name="шилжилтийг юугаар",
                        ),
                    ),
                    (
                        "unit_range",
                        models.JSONField(default=dict, verbose_name="багийн тоо"),
                    ),
                    (
                        "targets",
                        models.JSONField(default=dict, verbose_name="зорилтот хувь"),
                    ),
                    (
                        "offices_fixed",
                        models.BooleanField(
                            default=True, verbose_name="албан байр хэвээр"
                        ),
                    ),
                    (
                        "offices",
                        models.JSONField(default=dict, verbose_name="албан байр"),
                    ),
                    (
                        "locked",
                        models.JSONField(default=list, verbose_name="түгжсэн хэсэг"),
                    ),
                    ("barriers", models.JSONField(default=list, verbose_name="саад")),
                    (
                        "effort",
                        models.CharField(
                            choices=[
                                ("quick", "түргэн"),
                                ("usual", "ердийн"),
                                ("thorough", "нарийвчилсан"),
                            ],
                            default="usual",
                            max_length=10,
                            verbose_name="хайлт",
                        ),
                    ),
                    ("seed", models.PositiveIntegerField(default=1, verbose_name="үр")),
                    (
                        "copied_from",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="copies",
                            to="redistricting.scenario",
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
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                    (
                        "sums",
                        models.ManyToManyField(related_name="+", to="territory.unit"),
                    ),
                ],
                options={
                    "verbose_name": "хувилбар боловсруулах даалгавар",
                    "verbose_name_plural": "хувилбар боловсруулах даалгаврууд",
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalScenario",
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
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=200, verbose_name="англи нэр"),
                    ),
                    (
                        "reason_mn",
                        models.TextField(blank=True, verbose_name="үндэслэл"),
                    ),
                    ("reason_en", models.TextField(blank=True)),
                    ("on", models.DateField(verbose_name="аль өдрийн багаас")),
                    (
                        "tolerance",
                        models.JSONField(default=dict, verbose_name="зөвшөөрөх зөрүү"),
                    ),
                    (
                        "minimise",
                        models.JSONField(default=list, verbose_name="юуг багасгах"),
                    ),
                    (
                        "movers",
                        models.CharField(
                            default="population",
                            max_length=20,
                            verbose_name="шилжилтийг юугаар",
                        ),
                    ),
                    (
                        "unit_range",
                        models.JSONField(default=dict, verbose_name="багийн тоо"),
                    ),
                    (
                        "targets",
                        models.JSONField(default=dict, verbose_name="зорилтот хувь"),
                    ),
                    (
                        "offices_fixed",
                        models.BooleanField(
                            default=True, verbose_name="албан байр хэвээр"
                        ),
                    ),
                    (
                        "offices",
                        models.JSONField(default=dict, verbose_name="албан байр"),
                    ),
                    (
                        "locked",
                        models.JSONField(default=list, verbose_name="түгжсэн хэсэг"),
                    ),
                    ("barriers", models.JSONField(default=list, verbose_name="саад")),
                    (
                        "effort",
                        models.CharField(
                            choices=[
                                ("quick", "түргэн"),
                                ("usual", "ердийн"),
                                ("thorough", "нарийвчилсан"),
                            ],
                            default="usual",
                            max_length=10,
                            verbose_name="хайлт",
                        ),
                    ),
                    ("seed", models.PositiveIntegerField(default=1, verbose_name="үр")),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
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
                        "block_set",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.blockset",
                        ),
                    ),
                    (
                        "copied_from",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.scenario",
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
                    "verbose_name": "historical хувилбар боловсруулах даалгавар",
                    "verbose_name_plural": "historical хувилбар боловсруулах даалгаврууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Search",
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
                        "scenario",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="searches",
                            to="redistricting.scenario",
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
                    ("inputs", models.JSONField(default=dict, verbose_name="оролт")),
                    ("sha256", models.CharField(max_length=64)),
                    ("answer", models.JSONField(default=dict, verbose_name="хариу")),
                    (
                        "was_stopped",
                        models.BooleanField(default=False, verbose_name="зогсоосон"),
                    ),
                    ("seconds", models.FloatField(null=True)),
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
                    ("finished_at", models.DateTimeField(null=True)),
                ],
                options={
                    "verbose_name": "хайлт",
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Plan",
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
                        "scenario",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="plans",
                            to="redistricting.scenario",
                        ),
                    ),
                    (
                        "search",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="plans",
                            to="redistricting.search",
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="дугаар")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("today", "өнөөдрийн байдал"),
                                ("front", "тооцсон хувилбар"),
                                ("alternative", "ижил чанартай өөр хувилбар"),
                                ("manual", "гараар зассан хувилбар"),
                            ],
                            max_length=12,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "title_mn",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="нэр"
                        ),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    ("units", models.JSONField(default=list)),
                    ("labels", models.BinaryField()),
                    ("measures", models.JSONField(default=dict)),
                    ("sha256", models.CharField(max_length=64)),
                    ("locked", models.JSONField(default=list)),
                    (
                        "edited_from",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="edits",
                            to="redistricting.plan",
                        ),
                    ),
                    (
                        "is_frozen",
                        models.BooleanField(default=True, verbose_name="түгжсэн"),
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
                    "verbose_name": "хувилбар",
                    "verbose_name_plural": "хувилбарууд",
                    "ordering": ["scenario", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("scenario", "number"), name="plan_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind", "manual"), ("is_frozen", True), _connector="OR"
                            ),
                            name="only_manual_plans_are_open",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="EditStep",
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
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="redistricting.plan",
                        ),
                    ),
                    ("ordinal", models.PositiveIntegerField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("give", "өгсөн"),
                                ("engine", "тооцоогоор гүйцээсэн"),
                                ("lock", "түгжсэн"),
                                ("unlock", "түгжээг тайлсан"),
                                ("undo", "буцаасан"),
                                ("redo", "дахин хийсэн"),
                            ],
                            default="give",
                            max_length=10,
                        ),
                    ),
                    ("blocks", models.JSONField()),
                    ("before", models.JSONField()),
                    ("after", models.JSONField()),
                    (
                        "about",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="redistricting.editstep",
                        ),
                    ),
                    ("is_undone", models.BooleanField(default=False)),
                    ("is_past", models.BooleanField(default=False)),
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
                    "ordering": ["plan", "ordinal"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("plan", "ordinal"), name="edit_step_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalProposal",
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
                    ("reason_mn", models.TextField(verbose_name="үндэслэл")),
                    ("reason_en", models.TextField(blank=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бэлтгэж байна"),
                                ("hearing", "иргэдийн саналыг сонсож байна"),
                                ("sum", "сумын хуралд өргөн барьсан"),
                                ("aimag", "аймгийн хуралд өргөн барьсан"),
                                (
                                    "decided",
                                    "шийдвэр гарсан, хэрэгжих өдрийг хүлээж байна",
                                ),
                                ("enacted", "хэрэгжсэн"),
                                ("withdrawn", "татаж авсан"),
                            ],
                            default="draft",
                            max_length=12,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("rules", models.CharField(max_length=60, verbose_name="журам")),
                    (
                        "round",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="хэлэлцүүлгийн дугаар"
                        ),
                    ),
                    ("published_at", models.DateTimeField(null=True)),
                    (
                        "hearing_from",
                        models.DateField(
                            null=True, verbose_name="санал авч эхлэх өдөр"
                        ),
                    ),
                    (
                        "hearing_until",
                        models.DateField(
                            null=True, verbose_name="санал авах сүүлийн өдөр"
                        ),
                    ),
                    (
                        "answers_due",
                        models.DateField(null=True, verbose_name="хариу өгөх хугацаа"),
                    ),
                    (
                        "effective_on",
                        models.DateField(null=True, verbose_name="хэрэгжих өдөр"),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                    (
                        "scenario",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.scenario",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.plan",
                        ),
                    ),
                    (
                        "aimag_act",
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
                    "verbose_name": "historical шинэчлэн зохион байгуулах санал",
                    "verbose_name_plural": "historical шинэчлэн зохион байгуулах саналууд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
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
                        "code",
                        models.SlugField(
                            max_length=60, unique=True, verbose_name="код"
                        ),
                    ),
                    (
                        "scenario",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="redistricting.scenario",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=300, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(max_length=300, verbose_name="англи нэр"),
                    ),
                    ("reason_mn", models.TextField(verbose_name="үндэслэл")),
                    ("reason_en", models.TextField(blank=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бэлтгэж байна"),
                                ("hearing", "иргэдийн саналыг сонсож байна"),
                                ("sum", "сумын хуралд өргөн барьсан"),
                                ("aimag", "аймгийн хуралд өргөн барьсан"),
                                (
                                    "decided",
                                    "шийдвэр гарсан, хэрэгжих өдрийг хүлээж байна",
                                ),
                                ("enacted", "хэрэгжсэн"),
                                ("withdrawn", "татаж авсан"),
                            ],
                            default="draft",
                            max_length=12,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("rules", models.CharField(max_length=60, verbose_name="журам")),
                    (
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposals",
                            to="redistricting.plan",
                        ),
                    ),
                    (
                        "round",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="хэлэлцүүлгийн дугаар"
                        ),
                    ),
                    ("published_at", models.DateTimeField(null=True)),
                    (
                        "hearing_from",
                        models.DateField(
                            null=True, verbose_name="санал авч эхлэх өдөр"
                        ),
                    ),
                    (
                        "hearing_until",
                        models.DateField(
                            null=True, verbose_name="санал авах сүүлийн өдөр"
                        ),
                    ),
                    (
                        "answers_due",
                        models.DateField(null=True, verbose_name="хариу өгөх хугацаа"),
                    ),
                    (
                        "aimag_act",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="redrawings",
                            to="acts.act",
                        ),
                    ),
                    (
                        "effective_on",
                        models.DateField(null=True, verbose_name="хэрэгжих өдөр"),
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
                    (
                        "made_at",
                        models.DateTimeField(default=django.utils.timezone.now),
                    ),
                    (
                        "sum_acts",
                        models.ManyToManyField(related_name="+", to="acts.act"),
                    ),
                ],
                options={
                    "verbose_name": "шинэчлэн зохион байгуулах санал",
                    "verbose_name_plural": "шинэчлэн зохион байгуулах саналууд",
                    "ordering": ["-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("state__in", ["decided", "enacted"]), _negated=True
                                ),
                                models.Q(
                                    ("aimag_act__isnull", False),
                                    ("effective_on__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="decided_proposal_has_act_and_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("hearing_until__isnull", True),
                                ("hearing_until__gte", models.F("hearing_from")),
                                _connector="OR",
                            ),
                            name="hearing_ends_after_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Alternative",
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
                            related_name="alternatives",
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="alternatives",
                            to="redistricting.plan",
                        ),
                    ),
                    ("letter", models.CharField(max_length=2, verbose_name="үсэг")),
                    ("says_mn", models.TextField(blank=True, verbose_name="тайлбар")),
                    ("says_en", models.TextField(blank=True)),
                    (
                        "is_preferred",
                        models.BooleanField(
                            default=False, verbose_name="санал болгож буй"
                        ),
                    ),
                ],
                options={
                    "ordering": ["proposal", "letter"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("proposal", "letter"),
                            name="alternative_letter_once",
                        ),
                        models.UniqueConstraint(
                            fields=("proposal", "plan"), name="alternative_plan_once"
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="PlannedUnit",
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
                            related_name="planned_units",
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "key",
                        models.CharField(
                            max_length=20, verbose_name="хувилбар дахь тэмдэг"
                        ),
                    ),
                    ("code", models.CharField(max_length=20, verbose_name="код")),
                    (
                        "name_mn",
                        models.CharField(max_length=200, verbose_name="албан нэр"),
                    ),
                    (
                        "name_en",
                        models.CharField(max_length=200, verbose_name="англи нэр"),
                    ),
                    (
                        "proper_name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="өөрийн нэр"
                        ),
                    ),
                    (
                        "number",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="дугаар"
                        ),
                    ),
                    (
                        "location_type",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("rural", "хөдөө"),
                                ("mixed", "төв, хөдөө хосолсон"),
                                ("centre", "сумын төвд төвлөрсөн"),
                            ],
                            max_length=10,
                            verbose_name="байршлын ангилал",
                        ),
                    ),
                    (
                        "is_tosgon",
                        models.BooleanField(
                            default=False, verbose_name="тосгоны бүтэцтэй"
                        ),
                    ),
                    (
                        "office",
                        models.CharField(
                            blank=True,
                            max_length=200,
                            verbose_name="албан байрны газар",
                        ),
                    ),
                ],
                options={
                    "ordering": ["proposal", "key"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("proposal", "key"), name="planned_unit_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Opinion",
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
                            related_name="opinions",
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "round",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="хэлэлцүүлгийн дугаар"
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="redistricting.plan",
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
                    ("held_on", models.DateField(verbose_name="хурал болсон өдөр")),
                    (
                        "place",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="болсон газар"
                        ),
                    ),
                    (
                        "minutes",
                        models.CharField(
                            blank=True,
                            max_length=60,
                            verbose_name="хурлын тэмдэглэлийн дугаар",
                        ),
                    ),
                    (
                        "households",
                        models.PositiveIntegerField(verbose_name="багийн нийт өрх"),
                    ),
                    (
                        "represented",
                        models.PositiveIntegerField(verbose_name="төлөөлөл ирсэн өрх"),
                    ),
                    (
                        "votes_for",
                        models.PositiveIntegerField(verbose_name="зөвшөөрсөн"),
                    ),
                    (
                        "votes_against",
                        models.PositiveIntegerField(verbose_name="татгалзсан"),
                    ),
                    (
                        "votes_abstained",
                        models.PositiveIntegerField(
                            default=0, verbose_name="түдгэлзсэн"
                        ),
                    ),
                    (
                        "stance",
                        models.CharField(
                            choices=[
                                ("for", "дэмжсэн"),
                                ("against", "дэмжээгүй"),
                                ("remarks", "саналтай дэмжсэн"),
                            ],
                            max_length=10,
                            verbose_name="хурлын санал",
                        ),
                    ),
                    (
                        "remarks",
                        models.TextField(blank=True, verbose_name="гаргасан санал"),
                    ),
                    (
                        "minority",
                        models.TextField(blank=True, verbose_name="цөөнхийн санал"),
                    ),
                    (
                        "supersedes",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="superseded_by",
                            to="redistricting.opinion",
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
                    "verbose_name": "иргэдийн нийтийн хурлын санал",
                    "ordering": ["proposal", "unit__code", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("represented__lte", models.F("households"))
                            ),
                            name="opinion_households_fit",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalPlanObjection",
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
                        models.TextField(
                            max_length=4000, verbose_name="санал, эсэргүүцэл"
                        ),
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
                                ("taken_up", "тусгасан"),
                                ("partly", "хэсэгчлэн тусгасан"),
                                ("rejected", "тусгаагүй"),
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
                    (
                        "hidden_because",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="нийтлээгүй шалтгаан",
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
                        "proposal",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.plan",
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
                    "verbose_name": "historical хувилбарын талаарх санал, эсэргүүцэл",
                    "verbose_name_plural": "historical хувилбарын талаарх санал, эсэргүүцэлs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="PlanObjection",
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
                            related_name="objections",
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "plan",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="redistricting.plan",
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
                        models.TextField(
                            max_length=4000, verbose_name="санал, эсэргүүцэл"
                        ),
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
                                ("taken_up", "тусгасан"),
                                ("partly", "хэсэгчлэн тусгасан"),
                                ("rejected", "тусгаагүй"),
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
                    (
                        "hidden_because",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="нийтлээгүй шалтгаан",
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
                    "verbose_name": "хувилбарын талаарх санал, эсэргүүцэл",
                    "ordering": ["proposal", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state", "filed"),
                                models.Q(("answer", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="decided_plan_objection_has_answer",
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
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "бэлтгэж байна"),
                                ("hearing", "иргэдийн саналыг сонсож байна"),
                                ("sum", "сумын хуралд өргөн барьсан"),
                                ("aimag", "аймгийн хуралд өргөн барьсан"),
                                (
                                    "decided",
                                    "шийдвэр гарсан, хэрэгжих өдрийг хүлээж байна",
                                ),
                                ("enacted", "хэрэгжсэн"),
                                ("withdrawn", "татаж авсан"),
                            ],
                            max_length=12,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "is_return",
                        models.BooleanField(default=False, verbose_name="буцаасан"),
                    ),
                    ("done_on", models.DateField(verbose_name="огноо")),
                    (
                        "due_on",
                        models.DateField(
                            blank=True,
                            null=True,
                            verbose_name="дараагийн алхмын хугацаа",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
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
                    "ordering": ["proposal", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Enactment",
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
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="enactments",
                            to="redistricting.proposal",
                        ),
                    ),
                    (
                        "change",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="redrawing",
                            to="territory.unitchange",
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
                    ("undone_at", models.DateTimeField(null=True)),
                ],
                options={
                    "ordering": ["-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalHandoverItem",
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
                    ("kind", models.CharField(max_length=30, verbose_name="төрөл")),
                    ("what_mn", models.CharField(max_length=300, verbose_name="юу")),
                    ("what_en", models.CharField(blank=True, max_length=300)),
                    ("href", models.CharField(blank=True, max_length=300)),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
                    (
                        "done_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хүлээлцсэн өдөр"
                        ),
                    ),
                    (
                        "enactment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="redistricting.enactment",
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
                            to="territory.unit",
                        ),
                    ),
                    (
                        "target",
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
                        "done_by",
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
                    "verbose_name": "historical хүлээлцэх зүйл",
                    "verbose_name_plural": "historical хүлээлцэх зүйлs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HandoverItem",
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
                        "enactment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="handovers",
                            to="redistricting.enactment",
                        ),
                    ),
                    ("kind", models.CharField(max_length=30, verbose_name="төрөл")),
                    ("what_mn", models.CharField(max_length=300, verbose_name="юу")),
                    ("what_en", models.CharField(blank=True, max_length=300)),
                    (
                        "source",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "target",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                    ("href", models.CharField(blank=True, max_length=300)),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
                    (
                        "done_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хүлээлцсэн өдөр"
                        ),
                    ),
                    (
                        "done_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хүлээлцэх зүйл",
                    "ordering": ["enactment", "kind", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ]
    )
