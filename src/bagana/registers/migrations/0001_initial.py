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
        ("background", "0001_initial"),
        ("indicators", "0005_counts_people"),
        ("territory", "0004_redraw"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="AssetKind",
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
                            max_length=40, unique=True, verbose_name="код"
                        ),
                    ),
                    ("name_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("name_en", models.CharField(max_length=200)),
                    (
                        "group_mn",
                        models.CharField(max_length=100, verbose_name="бүлэг"),
                    ),
                    ("group_en", models.CharField(max_length=100)),
                    ("position", models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    "verbose_name": "хөрөнгийн төрөл",
                    "ordering": ["position", "code"],
                },
            ),
            migrations.CreateModel(
                name="ElectionDay",
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
                        "on",
                        models.DateField(unique=True, verbose_name="санал авах өдөр"),
                    ),
                    (
                        "name_mn",
                        models.CharField(max_length=200, verbose_name="сонгуулийн нэр"),
                    ),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
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
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "сонгуулийн өдөр",
                    "verbose_name_plural": "сонгуулийн өдрүүд",
                    "ordering": ["-on"],
                },
            ),
            migrations.CreateModel(
                name="Census",
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
                            max_length=20, unique=True, verbose_name="код"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("december", "жилийн эцсийн тооллого"),
                                ("june", "зуны тооллого"),
                            ],
                            max_length=10,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр, орно")),
                    (
                        "with_extras",
                        models.BooleanField(
                            default=False, verbose_name="худаг, хашаа, тэжээл"
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
                ],
                options={
                    "verbose_name": "мал тооллого",
                    "ordering": ["-starts_on"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="census_has_days",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ColumnMapping",
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
                    ("form", models.CharField(max_length=40, verbose_name="маягт")),
                    ("title", models.CharField(max_length=200, verbose_name="нэр")),
                    ("columns", models.JSONField(default=dict)),
                    ("values", models.JSONField(default=dict)),
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
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "баганын тохиргоо",
                    "ordering": ["title"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("unit", "form", "title"), name="mapping_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Distinct",
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
                    ("table", models.CharField(max_length=40)),
                    ("one", models.BigIntegerField()),
                    ("other", models.BigIntegerField()),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("table", "one", "other"), name="told_apart_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("one__lt", models.F("other"))),
                            name="told_apart_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Entry",
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
                                ("import", "файлаас оруулсан"),
                                ("household", "өрхийн мэдээлэл"),
                                ("person", "хүний мэдээлэл"),
                                ("event", "шилжилт, төрөлт, нас баралт"),
                                ("split", "өрх тусгаарласан"),
                                ("merge", "өрх нэгтгэсэн"),
                                ("duplicate", "давхардлыг нэгтгэсэн"),
                                ("livestock", "мал тооллого"),
                                ("asset", "хөрөнгө"),
                                ("correction", "хүсэлтээр зассан"),
                                ("erasure", "хүсэлтээр устгасан"),
                                ("redrawn", "нэгжийн өөрчлөлтөөр шилжсэн"),
                            ],
                            max_length=12,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "title",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="юу хийсэн"
                        ),
                    ),
                    (
                        "reason",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="шалтгаан"
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    ("counts", models.JSONField(default=dict, verbose_name="тооцоо")),
                    ("options", models.JSONField(default=dict)),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    ("undone_at", models.DateTimeField(null=True)),
                    (
                        "change",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="register_entries",
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
                    (
                        "undone_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="register_entries",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "бүртгэлийн бичилт",
                    "verbose_name_plural": "бүртгэлийн бичилтүүд",
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "-id"],
                            name="registers_e_unit_id_af07ad_idx",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Asset",
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
                        "title",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="нэр, марк"
                        ),
                    ),
                    (
                        "inventory_number",
                        models.CharField(
                            blank=True, max_length=40, verbose_name="бүртгэлийн дугаар"
                        ),
                    ),
                    (
                        "pieces",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="ширхэг"
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("good", "бүрэн бүтэн"),
                                ("repair", "засах шаардлагатай"),
                                ("unusable", "ашиглах боломжгүй"),
                                ("written_off", "данснаас хассан"),
                            ],
                            max_length=12,
                            verbose_name="байдал",
                        ),
                    ),
                    (
                        "year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="он"
                        ),
                    ),
                    (
                        "owner",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="өмчлөгч"
                        ),
                    ),
                    (
                        "cost",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="анхны өртөг, ₮",
                        ),
                    ),
                    ("photo", models.BinaryField(default=bytes)),
                    ("since", models.DateField(verbose_name="хэзээнээс")),
                    (
                        "until",
                        models.DateField(
                            blank=True, null=True, verbose_name="хэзээ хүртэл"
                        ),
                    ),
                    ("changed_at", models.DateTimeField(auto_now=True)),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assets",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assets",
                            to="registers.assetkind",
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хөрөнгө",
                    "verbose_name_plural": "хөрөнгө",
                    "ordering": ["unit", "kind", "id"],
                },
            ),
            migrations.CreateModel(
                name="HistoricalElectionDay",
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
                        "on",
                        models.DateField(db_index=True, verbose_name="санал авах өдөр"),
                    ),
                    (
                        "name_mn",
                        models.CharField(max_length=200, verbose_name="сонгуулийн нэр"),
                    ),
                    (
                        "name_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
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
                        models.BooleanField(default=False, verbose_name="жишээ"),
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
                    "verbose_name": "historical сонгуулийн өдөр",
                    "verbose_name_plural": "historical сонгуулийн өдрүүд",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalSection",
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
                    ("name", models.CharField(max_length=100, verbose_name="хэсэг")),
                    (
                        "is_closed",
                        models.BooleanField(default=False, verbose_name="хаасан"),
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
                    "verbose_name": "historical хэсэг",
                    "verbose_name_plural": "historical хэсэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Household",
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
                        "number",
                        models.CharField(max_length=20, verbose_name="өрхийн дугаар"),
                    ),
                    (
                        "members_told",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="ам бүл, хэлснээр"
                        ),
                    ),
                    (
                        "dwelling",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("ger", "гэр"),
                                ("house", "байшин"),
                                ("flat", "орон сууц"),
                                ("other", "бусад"),
                            ],
                            max_length=8,
                            verbose_name="орон байр",
                        ),
                    ),
                    (
                        "is_herder",
                        models.BooleanField(null=True, verbose_name="малчин өрх"),
                    ),
                    (
                        "electricity",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("none", "байхгүй"),
                                ("grid", "төвлөрсөн"),
                                ("own", "бие даасан"),
                            ],
                            max_length=5,
                            verbose_name="цахилгаан",
                        ),
                    ),
                    (
                        "water",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("none", "байхгүй"),
                                ("grid", "төвлөрсөн"),
                                ("own", "бие даасан"),
                            ],
                            max_length=5,
                            verbose_name="ус",
                        ),
                    ),
                    (
                        "internet",
                        models.BooleanField(null=True, verbose_name="интернэт"),
                    ),
                    (
                        "needs_assistance",
                        models.BooleanField(
                            null=True, verbose_name="дэмжлэг шаардлагатай"
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "phone_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    ("opened_on", models.DateField(verbose_name="бүртгэсэн өдөр")),
                    (
                        "closed_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="хаасан өдөр"
                        ),
                    ),
                    ("changed_at", models.DateTimeField(auto_now=True)),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="households",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "өрх",
                    "verbose_name_plural": "өрхүүд",
                    "ordering": ["unit", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("closed_on__isnull", True)),
                            fields=("unit", "number"),
                            name="household_number_once_in_bag",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closed_on__isnull", True),
                                ("closed_on__gte", models.F("opened_on")),
                                _connector="OR",
                            ),
                            name="household_closes_after_opening",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="HerdLoss",
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
                    ("species", models.CharField(max_length=6)),
                    (
                        "cause",
                        models.CharField(
                            choices=[
                                ("disaster", "зуд, байгалийн гамшиг"),
                                ("disease", "өвчин"),
                                ("wolf", "чоно, араатан"),
                                ("other", "бусад"),
                            ],
                            max_length=8,
                            verbose_name="шалтгаан",
                        ),
                    ),
                    ("heads", models.PositiveIntegerField(verbose_name="толгой")),
                    (
                        "census",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="losses",
                            to="registers.census",
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
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
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="losses",
                            to="registers.household",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "малын хорогдол",
                    "ordering": ["census", "household", "species", "cause"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("census", "household", "species", "cause"),
                            name="loss_once",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Camp",
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
                        "season",
                        models.CharField(
                            choices=[
                                ("winter", "өвөлжөө"),
                                ("spring", "хаваржаа"),
                                ("summer", "зуслан"),
                                ("autumn", "намаржаа"),
                            ],
                            max_length=6,
                            verbose_name="улирал",
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "name_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="camps",
                            to="registers.household",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "нутаг, отор",
                    "ordering": ["household", "id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("household", "season"), name="one_camp_a_season"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LivestockCount",
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
                    ("owner_sealed", models.BinaryField(default=bytes)),
                    ("owner_index", models.BinaryField(default=bytes, max_length=16)),
                    ("camel", models.PositiveIntegerField(null=True)),
                    ("horse", models.PositiveIntegerField(null=True)),
                    ("cattle", models.PositiveIntegerField(null=True)),
                    ("sheep", models.PositiveIntegerField(null=True)),
                    ("goat", models.PositiveIntegerField(null=True)),
                    ("camel_females", models.PositiveIntegerField(null=True)),
                    ("horse_females", models.PositiveIntegerField(null=True)),
                    ("cattle_females", models.PositiveIntegerField(null=True)),
                    ("sheep_females", models.PositiveIntegerField(null=True)),
                    ("goat_females", models.PositiveIntegerField(null=True)),
                    ("camel_young", models.PositiveIntegerField(null=True)),
                    ("horse_young", models.PositiveIntegerField(null=True)),
                    ("cattle_young", models.PositiveIntegerField(null=True)),
                    ("sheep_young", models.PositiveIntegerField(null=True)),
                    ("goat_young", models.PositiveIntegerField(null=True)),
                    (
                        "counted_on",
                        models.DateField(null=True, verbose_name="тоолсон өдөр"),
                    ),
                    ("changed_at", models.DateTimeField(auto_now=True)),
                    (
                        "census",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="counts",
                            to="registers.census",
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "keeper",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="kept_herds",
                            to="registers.household",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="owned_elsewhere",
                            to="registers.household",
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
                    "verbose_name": "малын тоо",
                    "ordering": ["census", "unit", "keeper", "id"],
                    "indexes": [
                        models.Index(
                            fields=["census", "unit"],
                            name="registers_l_census__8fa5a4_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("owner__isnull", True), ("owner_index", b"")
                            ),
                            fields=("census", "keeper"),
                            name="own_herd_once",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("owner__isnull", False)),
                            fields=("census", "keeper", "owner"),
                            name="tended_herd_once",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("owner_index", b""), _negated=True),
                            fields=("census", "keeper", "owner_index"),
                            name="outsiders_herd_once",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LivestockExtra",
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
                        "wells",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="худаг"
                        ),
                    ),
                    (
                        "fences",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="хашаа"
                        ),
                    ),
                    (
                        "hay_tonnes",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=8,
                            null=True,
                            verbose_name="хадлан, тонн",
                        ),
                    ),
                    (
                        "fodder_tonnes",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=8,
                            null=True,
                            verbose_name="тэжээл, тонн",
                        ),
                    ),
                    (
                        "census",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="extras",
                            to="registers.census",
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="extras",
                            to="registers.household",
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
                    "ordering": ["census", "household"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("census", "household"), name="extras_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Person",
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
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "name_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    ("parent_index", models.BinaryField(default=bytes, max_length=16)),
                    (
                        "reg_no_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    (
                        "phone_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
                    ),
                    (
                        "birth_year",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="төрсөн он"
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
                        "relation",
                        models.CharField(
                            choices=[
                                ("head", "өрхийн тэргүүн"),
                                ("spouse", "эхнэр, нөхөр"),
                                ("child", "хүүхэд"),
                                ("parent", "эцэг, эх"),
                                ("other", "бусад"),
                            ],
                            default="other",
                            max_length=6,
                            verbose_name="өрхийн тэргүүнтэй ямар холбоотой",
                        ),
                    ),
                    (
                        "is_temporary",
                        models.BooleanField(
                            default=False, verbose_name="түр оршин суугч"
                        ),
                    ),
                    (
                        "is_present",
                        models.BooleanField(
                            default=True, verbose_name="одоо бүртгэлтэй"
                        ),
                    ),
                    (
                        "is_restricted",
                        models.BooleanField(default=False, verbose_name="хязгаарласан"),
                    ),
                    ("changed_at", models.DateTimeField(auto_now=True)),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="people",
                            to="registers.household",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="people",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хүн",
                    "verbose_name_plural": "хүмүүс",
                    "ordering": ["household", "id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "is_present"],
                            name="registers_p_unit_id_e8aa73_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("is_present", True),
                                models.Q(("reg_no_index", b""), _negated=True),
                            ),
                            fields=("reg_no_index",),
                            name="registration_number_once_among_present",
                        )
                    ],
                },
            ),
            migrations.AddField(
                model_name="household",
                name="head",
                field=models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="headed",
                    to="registers.person",
                ),
            ),
            migrations.CreateModel(
                name="Event",
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
                                ("opening", "бүртгэл эхэлсэн"),
                                ("birth", "төрсөн"),
                                ("death", "нас барсан"),
                                ("move_in", "шилжиж ирсэн"),
                                ("move_out", "шилжиж явсан"),
                                ("temporary_in", "түр ирсэн"),
                                ("temporary_out", "түр суугаад явсан"),
                                ("redrawn_in", "нэгжийн өөрчлөлтөөр ирсэн"),
                                ("redrawn_out", "нэгжийн өөрчлөлтөөр гарсан"),
                                ("corrected_in", "орхигдсоныг нэмсэн"),
                                ("corrected_out", "илүү бүртгэснийг хассан"),
                            ],
                            max_length=14,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "place",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаанаас, хаашаа"
                        ),
                    ),
                    ("on", models.DateField(verbose_name="болсон өдөр")),
                    ("registered_on", models.DateField(verbose_name="бүртгэсэн өдөр")),
                    (
                        "until",
                        models.DateField(
                            blank=True, null=True, verbose_name="түр суух хугацаа"
                        ),
                    ),
                    (
                        "paper",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="баримт"
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="events",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "other_unit",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.unit",
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
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="events",
                            to="registers.household",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="events",
                            to="registers.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "бүртгэлийн үйл явдал",
                    "ordering": ["-on", "-id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "on"], name="registers_e_unit_id_202334_idx"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Residence",
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
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "ends_on",
                        models.DateField(
                            null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    ("is_temporary", models.BooleanField(default=False)),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="residences",
                            to="registers.person",
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
                    "ordering": ["person", "starts_on", "id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "starts_on"],
                            name="registers_r_unit_id_24c152_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ends_on__isnull", True)),
                            fields=("person",),
                            name="person_resides_in_one_place",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="residence_ends_after_start",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Revision",
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
                    ("table", models.CharField(max_length=40)),
                    ("row", models.BigIntegerField()),
                    ("before", models.BinaryField()),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="revisions",
                            to="registers.entry",
                        ),
                    ),
                ],
                options={
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(
                            fields=["table", "row"], name="registers_r_table_3e5ea6_idx"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Section",
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
                    ("name", models.CharField(max_length=100, verbose_name="хэсэг")),
                    (
                        "is_closed",
                        models.BooleanField(default=False, verbose_name="хаасан"),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sections",
                            to="territory.unit",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хэсэг",
                    "ordering": ["unit", "name"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("unit", "name"), name="section_once"
                        )
                    ],
                },
            ),
            migrations.AddField(
                model_name="household",
                name="section",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="households",
                    to="registers.section",
                ),
            ),
            migrations.CreateModel(
                name="Stay",
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
                        "number",
                        models.CharField(max_length=20, verbose_name="өрхийн дугаар"),
                    ),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    (
                        "ends_on",
                        models.DateField(
                            null=True, verbose_name="дуусах өдөр, орохгүй"
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "household",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="stays",
                            to="registers.household",
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
                    "ordering": ["household", "starts_on", "id"],
                    "indexes": [
                        models.Index(
                            fields=["unit", "starts_on"],
                            name="registers_s_unit_id_693c92_idx",
                        )
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ends_on__isnull", True)),
                            fields=("household",),
                            name="household_stays_in_one_place",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="stay_ends_after_start",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Upload",
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
                                ("register", "өрхийн бүртгэлийн файл"),
                                ("sheet", "мэдээний хүснэгт"),
                                ("submissions", "гар утсаар бөглөсөн маягт"),
                            ],
                            max_length=12,
                            verbose_name="төрөл",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("checked", "шалгасан"),
                                ("waiting", "хэрэгжүүлж байна"),
                                ("applied", "хэрэгжүүлсэн"),
                                ("discarded", "орхисон"),
                            ],
                            default="checked",
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("subject", models.BigIntegerField(null=True)),
                    ("sealed", models.BinaryField(default=bytes)),
                    ("report", models.BinaryField(default=bytes)),
                    ("sha256", models.CharField(max_length=64)),
                    ("options", models.JSONField(default=dict)),
                    ("counts", models.JSONField(default=dict, verbose_name="тооцоо")),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "entry",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="uploads",
                            to="registers.entry",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
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
                        "work",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="background.work",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "оруулсан файл",
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="AssetNorm",
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
                        "location_type",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("rural", "хөдөө"),
                                ("mixed", "төв, хөдөө хосолсон"),
                                ("centre", "сумын төвд төвлөрсөн"),
                            ],
                            max_length=10,
                            verbose_name="байршлын төрөл",
                        ),
                    ),
                    ("pieces", models.PositiveSmallIntegerField(verbose_name="ширхэг")),
                    (
                        "unit_price",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="нэгж үнэ, ₮",
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
                        "source_mn",
                        models.CharField(max_length=300, verbose_name="эх сурвалж"),
                    ),
                    ("source_en", models.CharField(max_length=300)),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
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
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="norms",
                            to="registers.assetkind",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хангамжийн норм",
                    "ordering": ["kind", "location_type", "valid_from"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("kind", "location_type", "valid_from"),
                            name="norm_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to__isnull", True),
                                ("valid_to__gt", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="norm_ends_after_start",
                        ),
                    ],
                },
            ),
        ]
    )
