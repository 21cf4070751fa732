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
        ("indicators", "0005_counts_people"),
        ("registers", "0001_initial"),
        ("territory", "0004_redraw"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="HistoricalStaffing",
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
                                ("governor", "Засаг дарга"),
                                ("meeting_chair", "Иргэдийн Нийтийн Хурлын дарга"),
                                ("presidium", "Хурлын Тэргүүлэгч"),
                                ("council", "Хурлын зөвлөлийн гишүүн"),
                                ("secretary", "Хурлын нарийн бичгийн дарга"),
                                ("section_leader", "хэсгийн ахлагч"),
                                ("social_worker", "нийгмийн ажилтан"),
                                ("physician", "багийн хүний эмч"),
                                ("vet", "малын эмч"),
                                ("tosgon_head", "тосгоны Захирагч"),
                                ("specialist", "мэргэжилтэн"),
                                ("other", "бусад"),
                            ],
                            max_length=16,
                            verbose_name="албан тушаал",
                        ),
                    ),
                    (
                        "level",
                        models.PositiveSmallIntegerField(default=3, verbose_name="шат"),
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
                            max_length=12,
                            verbose_name="байршлын ангилал",
                        ),
                    ),
                    (
                        "tosgon",
                        models.BooleanField(null=True, verbose_name="тосгонтой"),
                    ),
                    (
                        "posts",
                        models.DecimalField(
                            decimal_places=2, max_digits=5, verbose_name="орон тоо"
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
                        "source",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="эх сурвалж"
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
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
                    "verbose_name": "historical орон тооны жишиг",
                    "verbose_name_plural": "historical орон тооны жишигs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Staffing",
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
                                ("governor", "Засаг дарга"),
                                ("meeting_chair", "Иргэдийн Нийтийн Хурлын дарга"),
                                ("presidium", "Хурлын Тэргүүлэгч"),
                                ("council", "Хурлын зөвлөлийн гишүүн"),
                                ("secretary", "Хурлын нарийн бичгийн дарга"),
                                ("section_leader", "хэсгийн ахлагч"),
                                ("social_worker", "нийгмийн ажилтан"),
                                ("physician", "багийн хүний эмч"),
                                ("vet", "малын эмч"),
                                ("tosgon_head", "тосгоны Захирагч"),
                                ("specialist", "мэргэжилтэн"),
                                ("other", "бусад"),
                            ],
                            max_length=16,
                            verbose_name="албан тушаал",
                        ),
                    ),
                    (
                        "level",
                        models.PositiveSmallIntegerField(default=3, verbose_name="шат"),
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
                            max_length=12,
                            verbose_name="байршлын ангилал",
                        ),
                    ),
                    (
                        "tosgon",
                        models.BooleanField(null=True, verbose_name="тосгонтой"),
                    ),
                    (
                        "posts",
                        models.DecimalField(
                            decimal_places=2, max_digits=5, verbose_name="орон тоо"
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
                        "act",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
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
                    "verbose_name": "орон тооны жишиг",
                    "ordering": ["kind", "-valid_from"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalPost",
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
                                ("governor", "Засаг дарга"),
                                ("meeting_chair", "Иргэдийн Нийтийн Хурлын дарга"),
                                ("presidium", "Хурлын Тэргүүлэгч"),
                                ("council", "Хурлын зөвлөлийн гишүүн"),
                                ("secretary", "Хурлын нарийн бичгийн дарга"),
                                ("section_leader", "хэсгийн ахлагч"),
                                ("social_worker", "нийгмийн ажилтан"),
                                ("physician", "багийн хүний эмч"),
                                ("vet", "малын эмч"),
                                ("tosgon_head", "тосгоны Захирагч"),
                                ("specialist", "мэргэжилтэн"),
                                ("other", "бусад"),
                            ],
                            max_length=16,
                            verbose_name="албан тушаал",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
                        ),
                    ),
                    (
                        "path",
                        models.CharField(
                            choices=[
                                (
                                    "nomination",
                                    "хурал нэр дэвшүүлж, дээд шатны Засаг дарга томилно",
                                ),
                                ("meeting", "хурал сонгоно"),
                                ("election", "сонгогчид шууд сонгоно"),
                                ("decree", "захирамж, тушаалаар томилно"),
                            ],
                            max_length=10,
                            verbose_name="томилох журам",
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("bag_governor", "багийн Засаг дарга"),
                                ("sum_officer", "сумын ажилтан"),
                                ("aimag_officer", "аймгийн ажилтан"),
                                ("evaluator", "хяналт-үнэлгээний ажилтан"),
                                ("administrator", "системийн админ"),
                            ],
                            max_length=20,
                            verbose_name="нэвтрэх эрх",
                        ),
                    ),
                    (
                        "phone",
                        models.CharField(
                            blank=True, max_length=20, verbose_name="албан утас"
                        ),
                    ),
                    (
                        "term_years",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="бүрэн эрхийн жил"
                        ),
                    ),
                    ("opened_on", models.DateField(verbose_name="бий болгосон өдөр")),
                    (
                        "closed_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="татан буулгасан өдөр"
                        ),
                    ),
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
                    "verbose_name": "historical албан тушаал",
                    "verbose_name_plural": "historical албан тушаалs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Post",
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
                            related_name="posts",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "section",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="posts",
                            to="registers.section",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("governor", "Засаг дарга"),
                                ("meeting_chair", "Иргэдийн Нийтийн Хурлын дарга"),
                                ("presidium", "Хурлын Тэргүүлэгч"),
                                ("council", "Хурлын зөвлөлийн гишүүн"),
                                ("secretary", "Хурлын нарийн бичгийн дарга"),
                                ("section_leader", "хэсгийн ахлагч"),
                                ("social_worker", "нийгмийн ажилтан"),
                                ("physician", "багийн хүний эмч"),
                                ("vet", "малын эмч"),
                                ("tosgon_head", "тосгоны Захирагч"),
                                ("specialist", "мэргэжилтэн"),
                                ("other", "бусад"),
                            ],
                            max_length=16,
                            verbose_name="албан тушаал",
                        ),
                    ),
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
                        ),
                    ),
                    (
                        "path",
                        models.CharField(
                            choices=[
                                (
                                    "nomination",
                                    "хурал нэр дэвшүүлж, дээд шатны Засаг дарга томилно",
                                ),
                                ("meeting", "хурал сонгоно"),
                                ("election", "сонгогчид шууд сонгоно"),
                                ("decree", "захирамж, тушаалаар томилно"),
                            ],
                            max_length=10,
                            verbose_name="томилох журам",
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("bag_governor", "багийн Засаг дарга"),
                                ("sum_officer", "сумын ажилтан"),
                                ("aimag_officer", "аймгийн ажилтан"),
                                ("evaluator", "хяналт-үнэлгээний ажилтан"),
                                ("administrator", "системийн админ"),
                            ],
                            max_length=20,
                            verbose_name="нэвтрэх эрх",
                        ),
                    ),
                    (
                        "phone",
                        models.CharField(
                            blank=True, max_length=20, verbose_name="албан утас"
                        ),
                    ),
                    (
                        "term_years",
                        models.PositiveSmallIntegerField(
                            null=True, verbose_name="бүрэн эрхийн жил"
                        ),
                    ),
                    ("opened_on", models.DateField(verbose_name="бий болгосон өдөр")),
                    (
                        "closed_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="татан буулгасан өдөр"
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
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "албан тушаал",
                    "ordering": ["unit", "kind", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("closed_on__isnull", True),
                                ("closed_on__gte", models.F("opened_on")),
                                _connector="OR",
                            ),
                            name="post_closes_after_opening",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalOfficial",
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
                        "clan_name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="ургийн овог"
                        ),
                    ),
                    (
                        "parent_name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="эцэг/эхийн нэр"
                        ),
                    ),
                    (
                        "given_name",
                        models.CharField(max_length=100, verbose_name="нэр"),
                    ),
                    ("sort_key", models.CharField(editable=False, max_length=200)),
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
                        "is_fictional",
                        models.BooleanField(default=False, verbose_name="зохиомол"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
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
                    "verbose_name": "historical ажилтан",
                    "verbose_name_plural": "historical ажилтанs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Official",
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
                        "user",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="official",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "clan_name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="ургийн овог"
                        ),
                    ),
                    (
                        "parent_name",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="эцэг/эхийн нэр"
                        ),
                    ),
                    (
                        "given_name",
                        models.CharField(max_length=100, verbose_name="нэр"),
                    ),
                    ("sort_key", models.CharField(editable=False, max_length=200)),
                    (
                        "sex",
                        models.CharField(
                            blank=True,
                            choices=[("male", "эрэгтэй"), ("female", "эмэгтэй")],
                            max_length=6,
                            verbose_name="хүйс",
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "is_fictional",
                        models.BooleanField(default=False, verbose_name="зохиомол"),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "verbose_name": "ажилтан",
                    "ordering": ["sort_key", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalAppointment",
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
                        "state",
                        models.CharField(
                            choices=[
                                ("proposed", "нэр дэвшсэн"),
                                ("refused", "томилохоос татгалзсан"),
                                ("appointed", "ажиллаж байгаа"),
                                ("ended", "чөлөөлөгдсөн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "is_interim",
                        models.BooleanField(
                            default=False, verbose_name="түр орлон гүйцэтгэгч"
                        ),
                    ),
                    (
                        "starts_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="эхлэх өдөр"
                        ),
                    ),
                    (
                        "term_ends_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="бүрэн эрх дуусах өдөр"
                        ),
                    ),
                    (
                        "ended_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="чөлөөлөгдсөн өдөр"
                        ),
                    ),
                    (
                        "end_reason",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("term", "бүрэн эрхийн хугацаа дууссан"),
                                ("resigned", "өөрийн хүсэлтээр"),
                                ("moved", "өөр ажилд шилжсэн"),
                                ("dismissed", "ажлаас халсан"),
                                ("died", "нас барсан"),
                                ("closed", "орон тоог татан буулгасан"),
                                ("redrawn", "нэгжийн өөрчлөлтөөр"),
                                ("other", "бусад"),
                            ],
                            max_length=10,
                            verbose_name="шалтгаан",
                        ),
                    ),
                    (
                        "refusal",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="татгалзсан үндэслэл",
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "post",
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
                        "official",
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
                        "nomination",
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
                        "decree",
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
                        "ending",
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
                        "access",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="accounts.roleassignment",
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
                    "verbose_name": "historical томилгоо",
                    "verbose_name_plural": "historical томилгооs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Appointment",
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
                        "post",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="appointments",
                            to="people.post",
                        ),
                    ),
                    (
                        "official",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="appointments",
                            to="people.official",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("proposed", "нэр дэвшсэн"),
                                ("refused", "томилохоос татгалзсан"),
                                ("appointed", "ажиллаж байгаа"),
                                ("ended", "чөлөөлөгдсөн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "is_interim",
                        models.BooleanField(
                            default=False, verbose_name="түр орлон гүйцэтгэгч"
                        ),
                    ),
                    (
                        "starts_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="эхлэх өдөр"
                        ),
                    ),
                    (
                        "term_ends_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="бүрэн эрх дуусах өдөр"
                        ),
                    ),
                    (
                        "ended_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="чөлөөлөгдсөн өдөр"
                        ),
                    ),
                    (
                        "end_reason",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("term", "бүрэн эрхийн хугацаа дууссан"),
                                ("resigned", "өөрийн хүсэлтээр"),
                                ("moved", "өөр ажилд шилжсэн"),
                                ("dismissed", "ажлаас халсан"),
                                ("died", "нас барсан"),
                                ("closed", "орон тоог татан буулгасан"),
                                ("redrawn", "нэгжийн өөрчлөлтөөр"),
                                ("other", "бусад"),
                            ],
                            max_length=10,
                            verbose_name="шалтгаан",
                        ),
                    ),
                    (
                        "nomination",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="nominations",
                            to="acts.act",
                        ),
                    ),
                    (
                        "decree",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="appointments",
                            to="acts.act",
                        ),
                    ),
                    (
                        "ending",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="endings",
                            to="acts.act",
                        ),
                    ),
                    (
                        "refusal",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="татгалзсан үндэслэл",
                        ),
                    ),
                    (
                        "access",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="appointment",
                            to="accounts.roleassignment",
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
                    "verbose_name": "томилгоо",
                    "ordering": ["post", "-starts_on", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("state", "appointed")),
                            fields=("post",),
                            name="post_is_held_by_one",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ended_on__isnull", True),
                                ("ended_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="appointment_ends_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("state__in", ["appointed", "ended"]), _negated=True
                                ),
                                ("starts_on__isnull", False),
                                _connector="OR",
                            ),
                            name="appointment_has_a_start",
                        ),
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalConductRule",
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
                        "law_mn",
                        models.CharField(max_length=300, verbose_name="хууль, зүйл"),
                    ),
                    ("law_en", models.CharField(blank=True, max_length=300)),
                    (
                        "decide_days",
                        models.PositiveSmallIntegerField(
                            verbose_name="шийдвэрлэх хоног"
                        ),
                    ),
                    (
                        "sanction_months",
                        models.PositiveSmallIntegerField(verbose_name="шийтгэлийн сар"),
                    ),
                    (
                        "declare_month",
                        models.PositiveSmallIntegerField(verbose_name="мэдүүлэх сар"),
                    ),
                    (
                        "declare_day",
                        models.PositiveSmallIntegerField(verbose_name="мэдүүлэх өдөр"),
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
                    "verbose_name": "historical ёс зүйн хугацаа",
                    "verbose_name_plural": "historical ёс зүйн хугацааs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="ConductRule",
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
                        "law_mn",
                        models.CharField(max_length=300, verbose_name="хууль, зүйл"),
                    ),
                    ("law_en", models.CharField(blank=True, max_length=300)),
                    (
                        "decide_days",
                        models.PositiveSmallIntegerField(
                            verbose_name="шийдвэрлэх хоног"
                        ),
                    ),
                    (
                        "sanction_months",
                        models.PositiveSmallIntegerField(verbose_name="шийтгэлийн сар"),
                    ),
                    (
                        "declare_month",
                        models.PositiveSmallIntegerField(verbose_name="мэдүүлэх сар"),
                    ),
                    (
                        "declare_day",
                        models.PositiveSmallIntegerField(verbose_name="мэдүүлэх өдөр"),
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
                    "verbose_name": "ёс зүйн хугацаа",
                    "ordering": ["-valid_from"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("declare_day__range", (1, 28)),
                                ("declare_month__range", (1, 12)),
                            ),
                            name="declared_on_a_day_of_every_year",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalEthicsDuty",
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
                        "given_by",
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
                    "verbose_name": "historical ёс зүйн үүрэг",
                    "verbose_name_plural": "historical ёс зүйн үүрэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="EthicsDuty",
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
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="ethics_duties",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="ethics_duties",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "act",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
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
                        "given_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "ёс зүйн үүрэг",
                    "ordering": ["unit", "user"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalOath",
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
                        "sworn_on",
                        models.DateField(verbose_name="тангараг өргөсөн өдөр"),
                    ),
                    (
                        "place",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаана"
                        ),
                    ),
                    (
                        "appointment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.appointment",
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
                    "verbose_name": "historical oath",
                    "verbose_name_plural": "historical oaths",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Oath",
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
                        "appointment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="oath",
                            to="people.appointment",
                        ),
                    ),
                    (
                        "sworn_on",
                        models.DateField(verbose_name="тангараг өргөсөн өдөр"),
                    ),
                    (
                        "place",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаана"
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
                ],
                options={
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="InterestDeclaration",
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
                        "official",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="declarations",
                            to="people.official",
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
                        "kind",
                        models.CharField(
                            choices=[
                                ("entering", "ажилд ороход"),
                                ("yearly", "жил бүр"),
                                ("leaving", "ажлаас гарахад"),
                            ],
                            max_length=8,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    ("declared_on", models.DateField(verbose_name="мэдүүлсэн өдөр")),
                    ("sealed", models.BinaryField(default=bytes)),
                ],
                options={
                    "verbose_name": "ашиг сонирхлын мэдүүлэг",
                    "ordering": ["-year", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("official", "kind", "year"),
                            name="declaration_once_a_year",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="ConductCase",
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
                        "official",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="cases",
                            to="people.official",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="conduct_cases",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "бүртгэж авсан"),
                                ("inquiry", "шалгаж байна"),
                                ("decided", "шийдвэр гаргасан"),
                                ("dismissed", "үндэслэлгүй гэж үзсэн"),
                            ],
                            max_length=10,
                            verbose_name="төлөв",
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="хүлээн авсан өдөр")),
                    ("due_on", models.DateField(verbose_name="шийдвэрлэх өдөр")),
                    (
                        "decided_on",
                        models.DateField(null=True, verbose_name="шийдвэрлэсэн өдөр"),
                    ),
                    (
                        "sanction",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("none", "шийтгэлгүй"),
                                ("warning", "сануулах"),
                                ("pay", "цалин бууруулах"),
                                ("dismissal", "ажлаас халах"),
                            ],
                            max_length=10,
                            verbose_name="шийтгэл",
                        ),
                    ),
                    (
                        "expires_on",
                        models.DateField(
                            null=True, verbose_name="шийтгэлгүйд тооцох өдөр"
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
                    ("sealed", models.BinaryField(default=bytes)),
                    (
                        "code_index",
                        models.BinaryField(db_index=True, default=bytes, max_length=16),
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
                    "verbose_name": "ёс зүйн хэрэг",
                    "ordering": ["-received_on", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="ConductStep",
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
                        "case",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="steps",
                            to="people.conductcase",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("received", "бүртгэж авсан"),
                                ("inquiry", "шалгаж байна"),
                                ("decided", "шийдвэр гаргасан"),
                                ("dismissed", "үндэслэлгүй гэж үзсэн"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("sealed", models.BinaryField(default=bytes)),
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
                    "ordering": ["case", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalHandoverRecord",
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
                    ("drawn_on", models.DateField(verbose_name="үйлдсэн өдөр")),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
                    (
                        "given_at",
                        models.DateTimeField(null=True, verbose_name="хүлээлгэн өгсөн"),
                    ),
                    (
                        "given_scan",
                        models.TextField(
                            blank=True,
                            max_length=100,
                            verbose_name="гарын үсэг зурсан цаас",
                        ),
                    ),
                    (
                        "given_why",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="цаасан дээр зурсан шалтгаан",
                        ),
                    ),
                    (
                        "taken_at",
                        models.DateTimeField(null=True, verbose_name="хүлээн авсан"),
                    ),
                    (
                        "taken_scan",
                        models.TextField(
                            blank=True,
                            max_length=100,
                            verbose_name="гарын үсэг зурсан цаас",
                        ),
                    ),
                    (
                        "taken_why",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="цаасан дээр зурсан шалтгаан",
                        ),
                    ),
                    (
                        "witnessed_at",
                        models.DateTimeField(null=True, verbose_name="баталгаажуулсан"),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    (
                        "post",
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
                        "outgoing",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.appointment",
                        ),
                    ),
                    (
                        "incoming",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.appointment",
                        ),
                    ),
                    (
                        "given_by",
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
                        "taken_by",
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
                        "witnessed_by",
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
                    "verbose_name": "historical ажил хүлээлцсэн акт",
                    "verbose_name_plural": "historical ажил хүлээлцсэн актs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HandoverRecord",
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
                        "post",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handovers",
                            to="people.post",
                        ),
                    ),
                    (
                        "outgoing",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="handed_over",
                            to="people.appointment",
                        ),
                    ),
                    (
                        "incoming",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="taken_over",
                            to="people.appointment",
                        ),
                    ),
                    ("drawn_on", models.DateField(verbose_name="үйлдсэн өдөр")),
                    ("note", models.TextField(blank=True, verbose_name="тэмдэглэл")),
                    (
                        "given_at",
                        models.DateTimeField(null=True, verbose_name="хүлээлгэн өгсөн"),
                    ),
                    (
                        "given_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "given_scan",
                        models.FileField(
                            blank=True,
                            upload_to="people/handovers/",
                            verbose_name="гарын үсэг зурсан цаас",
                        ),
                    ),
                    (
                        "given_why",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="цаасан дээр зурсан шалтгаан",
                        ),
                    ),
                    (
                        "taken_at",
                        models.DateTimeField(null=True, verbose_name="хүлээн авсан"),
                    ),
                    (
                        "taken_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "taken_scan",
                        models.FileField(
                            blank=True,
                            upload_to="people/handovers/",
                            verbose_name="гарын үсэг зурсан цаас",
                        ),
                    ),
                    (
                        "taken_why",
                        models.CharField(
                            blank=True,
                            max_length=300,
                            verbose_name="цаасан дээр зурсан шалтгаан",
                        ),
                    ),
                    (
                        "witnessed_at",
                        models.DateTimeField(null=True, verbose_name="баталгаажуулсан"),
                    ),
                    (
                        "witnessed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                ],
                options={
                    "verbose_name": "ажил хүлээлцсэн акт",
                    "ordering": ["-drawn_on", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
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
                        "record",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="items",
                            to="people.handoverrecord",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("seal", "тамга, тэмдэг"),
                                ("papers", "бичиг баримт"),
                                ("asset", "хөрөнгө"),
                                ("work", "дуусаагүй ажил"),
                                ("money", "мөнгө, тооцоо"),
                                ("account", "нэвтрэх эрх"),
                            ],
                            max_length=8,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("text", models.CharField(max_length=300, verbose_name="юу")),
                    (
                        "count",
                        models.PositiveIntegerField(default=1, verbose_name="тоо"),
                    ),
                    ("href", models.CharField(blank=True, max_length=300)),
                    ("source", models.CharField(blank=True, max_length=40)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("listed", "жагсаасан"),
                                ("taken", "хүлээж авсан"),
                                ("missing", "дутуу"),
                            ],
                            default="listed",
                            max_length=8,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="тайлбар"
                        ),
                    ),
                ],
                options={
                    "ordering": ["record", "kind", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalCriteriaSet",
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
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    (
                        "post_kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("governor", "Засаг дарга"),
                                ("meeting_chair", "Иргэдийн Нийтийн Хурлын дарга"),
                                ("presidium", "Хурлын Тэргүүлэгч"),
                                ("council", "Хурлын зөвлөлийн гишүүн"),
                                ("secretary", "Хурлын нарийн бичгийн дарга"),
                                ("section_leader", "хэсгийн ахлагч"),
                                ("social_worker", "нийгмийн ажилтан"),
                                ("physician", "багийн хүний эмч"),
                                ("vet", "малын эмч"),
                                ("tosgon_head", "тосгоны Захирагч"),
                                ("specialist", "мэргэжилтэн"),
                                ("other", "бусад"),
                            ],
                            max_length=16,
                            verbose_name="албан тушаал",
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
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
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
                    "verbose_name": "historical criteria set",
                    "verbose_name_plural": "historical criteria sets",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="CriteriaSet",
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
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    (
                        "post_kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("governor", "Засаг дарга"),
                                ("meeting_chair", "Иргэдийн Нийтийн Хурлын дарга"),
                                ("presidium", "Хурлын Тэргүүлэгч"),
                                ("council", "Хурлын зөвлөлийн гишүүн"),
                                ("secretary", "Хурлын нарийн бичгийн дарга"),
                                ("section_leader", "хэсгийн ахлагч"),
                                ("social_worker", "нийгмийн ажилтан"),
                                ("physician", "багийн хүний эмч"),
                                ("vet", "малын эмч"),
                                ("tosgon_head", "тосгоны Захирагч"),
                                ("specialist", "мэргэжилтэн"),
                                ("other", "бусад"),
                            ],
                            max_length=16,
                            verbose_name="албан тушаал",
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
                        "act",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="acts.act",
                        ),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=True, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "ordering": ["-valid_from", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Criterion",
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
                        "criteria",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="items",
                            to="people.criteriaset",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    (
                        "title_mn",
                        models.CharField(max_length=300, verbose_name="шалгуур"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=300)),
                    (
                        "party",
                        models.CharField(
                            choices=[
                                ("self", "өөрөө"),
                                ("sum", "сум"),
                                ("citizens", "иргэд"),
                                ("figures", "үзүүлэлт"),
                            ],
                            max_length=8,
                            verbose_name="хэн дүгнэх",
                        ),
                    ),
                    (
                        "weight",
                        models.DecimalField(
                            decimal_places=2, max_digits=5, verbose_name="жин, хувь"
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="indicators.indicator",
                        ),
                    ),
                    ("worst", models.FloatField(blank=True, null=True)),
                    ("best", models.FloatField(blank=True, null=True)),
                ],
                options={
                    "ordering": ["criteria", "position"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Agreement",
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
                        "appointment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="agreements",
                            to="people.appointment",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    (
                        "criteria",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.criteriaset",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "төсөл"),
                                ("signed", "байгуулсан"),
                                ("assessed", "дүгнэсэн"),
                            ],
                            max_length=8,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "signed_on",
                        models.DateField(null=True, verbose_name="байгуулсан өдөр"),
                    ),
                    (
                        "assessed_on",
                        models.DateField(null=True, verbose_name="дүгнэсэн өдөр"),
                    ),
                    ("score", models.FloatField(null=True, verbose_name="нийт оноо")),
                    (
                        "covered",
                        models.FloatField(null=True, verbose_name="дүгнэсэн жин, хувь"),
                    ),
                    (
                        "corrects",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrected_by",
                            to="people.agreement",
                        ),
                    ),
                    (
                        "correction",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="зассан шалтгаан"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "гүйцэтгэлийн гэрээ",
                    "ordering": ["-year", "-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("corrects__isnull", True)),
                            fields=("appointment", "year"),
                            name="agreement_once_a_year",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalAgreement",
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
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "төсөл"),
                                ("signed", "байгуулсан"),
                                ("assessed", "дүгнэсэн"),
                            ],
                            max_length=8,
                            verbose_name="төлөв",
                        ),
                    ),
                    (
                        "signed_on",
                        models.DateField(null=True, verbose_name="байгуулсан өдөр"),
                    ),
                    (
                        "assessed_on",
                        models.DateField(null=True, verbose_name="дүгнэсэн өдөр"),
                    ),
                    ("score", models.FloatField(null=True, verbose_name="нийт оноо")),
                    (
                        "covered",
                        models.FloatField(null=True, verbose_name="дүгнэсэн жин, хувь"),
                    ),
                    (
                        "correction",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="зассан шалтгаан"
                        ),
                    ),
                    (
                        "appointment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.appointment",
                        ),
                    ),
                    (
                        "criteria",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.criteriaset",
                        ),
                    ),
                    (
                        "corrects",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.agreement",
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
                    "verbose_name": "historical гүйцэтгэлийн гэрээ",
                    "verbose_name_plural": "historical гүйцэтгэлийн гэрээs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="HistoricalAgreementLine",
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
                        "promise",
                        models.CharField(max_length=500, verbose_name="амлалт"),
                    ),
                    (
                        "target",
                        models.FloatField(blank=True, null=True, verbose_name="зорилт"),
                    ),
                    (
                        "agreement",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.agreement",
                        ),
                    ),
                    (
                        "criterion",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.criterion",
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
                    "verbose_name": "historical agreement line",
                    "verbose_name_plural": "historical agreement lines",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="AgreementLine",
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
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="lines",
                            to="people.agreement",
                        ),
                    ),
                    (
                        "criterion",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.criterion",
                        ),
                    ),
                    (
                        "promise",
                        models.CharField(max_length=500, verbose_name="амлалт"),
                    ),
                    (
                        "target",
                        models.FloatField(blank=True, null=True, verbose_name="зорилт"),
                    ),
                ],
                options={
                    "ordering": ["agreement", "criterion"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="Assessment",
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
                        "agreement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="assessments",
                            to="people.agreement",
                        ),
                    ),
                    (
                        "criterion",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.criterion",
                        ),
                    ),
                    (
                        "party",
                        models.CharField(
                            choices=[
                                ("self", "өөрөө"),
                                ("sum", "сум"),
                                ("citizens", "иргэд"),
                                ("figures", "үзүүлэлт"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("score", models.FloatField(verbose_name="оноо")),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="тайлбар"
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
                    "ordering": ["agreement", "criterion", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("score__gte", 0), ("score__lte", 100)),
                            name="score_of_a_hundred",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalQualification",
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
                                ("degree", "боловсрол"),
                                ("course", "сургалт, курс"),
                                ("rank", "зэрэг дэв"),
                                ("language", "гадаад хэл"),
                                ("other", "бусад"),
                            ],
                            max_length=8,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "school",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаана"
                        ),
                    ),
                    (
                        "year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="он"
                        ),
                    ),
                    (
                        "number",
                        models.CharField(
                            blank=True, max_length=60, verbose_name="дугаар"
                        ),
                    ),
                    (
                        "official",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.official",
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
                    "verbose_name": "historical qualification",
                    "verbose_name_plural": "historical qualifications",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Qualification",
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
                        "official",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="qualifications",
                            to="people.official",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("degree", "боловсрол"),
                                ("course", "сургалт, курс"),
                                ("rank", "зэрэг дэв"),
                                ("language", "гадаад хэл"),
                                ("other", "бусад"),
                            ],
                            max_length=8,
                            verbose_name="төрөл",
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "school",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="хаана"
                        ),
                    ),
                    (
                        "year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="он"
                        ),
                    ),
                    (
                        "number",
                        models.CharField(
                            blank=True, max_length=60, verbose_name="дугаар"
                        ),
                    ),
                ],
                options={
                    "ordering": ["official", "-year", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalCourse",
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
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
                        ),
                    ),
                    (
                        "summary_mn",
                        models.TextField(blank=True, verbose_name="юу сурах вэ"),
                    ),
                    ("summary_en", models.TextField(blank=True)),
                    (
                        "hours",
                        models.PositiveSmallIntegerField(default=1, verbose_name="цаг"),
                    ),
                    (
                        "pass_mark",
                        models.PositiveSmallIntegerField(
                            default=70, verbose_name="тэнцэх хувь"
                        ),
                    ),
                    (
                        "valid_years",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="гэрчилгээ хүчинтэй жил"
                        ),
                    ),
                    (
                        "is_closed",
                        models.BooleanField(default=False, verbose_name="хаасан"),
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
                    "verbose_name": "historical сургалт",
                    "verbose_name_plural": "historical сургалтs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Course",
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
                    ("title_mn", models.CharField(max_length=200, verbose_name="нэр")),
                    (
                        "title_en",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="англи нэр"
                        ),
                    ),
                    (
                        "summary_mn",
                        models.TextField(blank=True, verbose_name="юу сурах вэ"),
                    ),
                    ("summary_en", models.TextField(blank=True)),
                    (
                        "hours",
                        models.PositiveSmallIntegerField(default=1, verbose_name="цаг"),
                    ),
                    (
                        "pass_mark",
                        models.PositiveSmallIntegerField(
                            default=70, verbose_name="тэнцэх хувь"
                        ),
                    ),
                    (
                        "valid_years",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="гэрчилгээ хүчинтэй жил"
                        ),
                    ),
                    (
                        "is_closed",
                        models.BooleanField(default=False, verbose_name="хаасан"),
                    ),
                    (
                        "is_illustrative",
                        models.BooleanField(default=False, verbose_name="жишээ"),
                    ),
                ],
                options={
                    "verbose_name": "сургалт",
                    "ordering": ["code"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("pass_mark__lte", 100)),
                            name="pass_mark_is_a_share",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalLesson",
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
                        models.PositiveSmallIntegerField(verbose_name="дараалал"),
                    ),
                    (
                        "title_mn",
                        models.CharField(max_length=200, verbose_name="гарчиг"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    ("body_mn", models.TextField(verbose_name="бичвэр")),
                    ("body_en", models.TextField(blank=True)),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            default=10, verbose_name="минут"
                        ),
                    ),
                    (
                        "course",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.course",
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
                    "verbose_name": "historical хичээл",
                    "verbose_name_plural": "historical хичээлs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Lesson",
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
                        "course",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="lessons",
                            to="people.course",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="дараалал"),
                    ),
                    (
                        "title_mn",
                        models.CharField(max_length=200, verbose_name="гарчиг"),
                    ),
                    ("title_en", models.CharField(blank=True, max_length=200)),
                    ("body_mn", models.TextField(verbose_name="бичвэр")),
                    ("body_en", models.TextField(blank=True)),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            default=10, verbose_name="минут"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "хичээл",
                    "ordering": ["course", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("course", "position"), name="lesson_position_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Question",
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
                        "lesson",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="questions",
                            to="people.lesson",
                        ),
                    ),
                    (
                        "position",
                        models.PositiveSmallIntegerField(verbose_name="дараалал"),
                    ),
                    (
                        "text_mn",
                        models.CharField(max_length=500, verbose_name="асуулт"),
                    ),
                    ("text_en", models.CharField(blank=True, max_length=500)),
                    ("choices", models.JSONField(default=list)),
                    (
                        "why_mn",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="тайлбар"
                        ),
                    ),
                    ("why_en", models.CharField(blank=True, max_length=500)),
                ],
                options={
                    "ordering": ["lesson", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("lesson", "position"), name="question_position_once"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalGapRule",
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
                    ("limit", models.FloatField(verbose_name="хязгаар")),
                    (
                        "worse_above",
                        models.BooleanField(verbose_name="хязгаараас дээш бол муу"),
                    ),
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
                    (
                        "course",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.course",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="indicators.indicator",
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
                    "verbose_name": "historical gap rule",
                    "verbose_name_plural": "historical gap rules",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="GapRule",
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
                        "course",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="gap_rules",
                            to="people.course",
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
                    ("limit", models.FloatField(verbose_name="хязгаар")),
                    (
                        "worse_above",
                        models.BooleanField(verbose_name="хязгаараас дээш бол муу"),
                    ),
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
                    "ordering": ["course", "indicator", "-valid_from"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalTrainingPlan",
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
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "төсөл"), ("approved", "баталсан")],
                            max_length=8,
                            verbose_name="төлөв",
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
                    "verbose_name": "historical training plan",
                    "verbose_name_plural": "historical training plans",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="TrainingPlan",
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
                            related_name="training_plans",
                            to="territory.unit",
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="он")),
                    (
                        "state",
                        models.CharField(
                            choices=[("draft", "төсөл"), ("approved", "баталсан")],
                            max_length=8,
                            verbose_name="төлөв",
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
                ],
                options={
                    "ordering": ["unit", "-year"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("unit", "year"), name="training_plan_once_a_year"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="PlanLine",
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
                            related_name="lines",
                            to="people.trainingplan",
                        ),
                    ),
                    (
                        "course",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.course",
                        ),
                    ),
                    (
                        "quarter",
                        models.PositiveSmallIntegerField(verbose_name="улирал"),
                    ),
                    (
                        "seats",
                        models.PositiveSmallIntegerField(verbose_name="хамрах хүн"),
                    ),
                    (
                        "cost",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="зардал, ₮",
                        ),
                    ),
                ],
                options={
                    "ordering": ["plan", "quarter", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("quarter__gte", 1), ("quarter__lte", 4)
                            ),
                            name="quarter_of_four",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalTrainingSession",
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
                    ("place", models.CharField(max_length=200, verbose_name="хаана")),
                    (
                        "trainer",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="сургагч"
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр")),
                    (
                        "seats",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="суудал"
                        ),
                    ),
                    ("closed_at", models.DateTimeField(null=True)),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "course",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.course",
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
                        "line",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.planline",
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
                    "verbose_name": "historical сургалтын бүлэг",
                    "verbose_name_plural": "historical сургалтын бүлэгs",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="TrainingSession",
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
                        "course",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sessions",
                            to="people.course",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="training_sessions",
                            to="territory.unit",
                        ),
                    ),
                    (
                        "line",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="sessions",
                            to="people.planline",
                        ),
                    ),
                    ("place", models.CharField(max_length=200, verbose_name="хаана")),
                    (
                        "trainer",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="сургагч"
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="эхлэх өдөр")),
                    ("ends_on", models.DateField(verbose_name="дуусах өдөр")),
                    (
                        "seats",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="суудал"
                        ),
                    ),
                    ("closed_at", models.DateTimeField(null=True)),
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
                    "verbose_name": "сургалтын бүлэг",
                    "ordering": ["-starts_on", "-id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="session_days_in_order",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalEnrolment",
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
                    ("offered_for", models.JSONField(blank=True, default=dict)),
                    (
                        "before_score",
                        models.FloatField(null=True, verbose_name="өмнөх сорил"),
                    ),
                    (
                        "after_score",
                        models.FloatField(null=True, verbose_name="дараах сорил"),
                    ),
                    (
                        "completed_on",
                        models.DateField(null=True, verbose_name="төгссөн өдөр"),
                    ),
                    ("made_at", models.DateTimeField(blank=True, editable=False)),
                    (
                        "official",
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
                        "course",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.course",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.trainingsession",
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
                    "verbose_name": "historical enrolment",
                    "verbose_name_plural": "historical enrolments",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Enrolment",
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
                        "official",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="enrolments",
                            to="people.official",
                        ),
                    ),
                    (
                        "course",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="enrolments",
                            to="people.course",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="enrolments",
                            to="people.trainingsession",
                        ),
                    ),
                    (
                        "unit",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="enrolments",
                            to="territory.unit",
                        ),
                    ),
                    ("offered_for", models.JSONField(blank=True, default=dict)),
                    (
                        "before_score",
                        models.FloatField(null=True, verbose_name="өмнөх сорил"),
                    ),
                    (
                        "after_score",
                        models.FloatField(null=True, verbose_name="дараах сорил"),
                    ),
                    (
                        "completed_on",
                        models.DateField(null=True, verbose_name="төгссөн өдөр"),
                    ),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("session__isnull", False)),
                            fields=("official", "session"),
                            name="once_in_a_session",
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Attendance",
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
                        "enrolment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="attendance",
                            to="people.enrolment",
                        ),
                    ),
                    ("on", models.DateField(verbose_name="өдөр")),
                    ("present", models.BooleanField(verbose_name="ирсэн")),
                ],
                options={
                    "ordering": ["enrolment", "on"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("enrolment", "on"), name="attendance_once_a_day"
                        )
                    ],
                    "indexes": [],
                },
            ),
            migrations.CreateModel(
                name="Attempt",
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
                        "enrolment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="attempts",
                            to="people.enrolment",
                        ),
                    ),
                    (
                        "lesson",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="attempts",
                            to="people.lesson",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("quiz", "хичээлийн асуулт"),
                                ("before", "өмнөх сорил"),
                                ("after", "дараах сорил"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("answers", models.JSONField(default=dict)),
                    ("score", models.FloatField(verbose_name="оноо, хувь")),
                    ("made_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "ordering": ["enrolment", "id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
            migrations.CreateModel(
                name="HistoricalCertificate",
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
                        models.CharField(
                            db_index=True, max_length=30, verbose_name="дугаар"
                        ),
                    ),
                    (
                        "code",
                        models.CharField(
                            db_index=True, max_length=16, verbose_name="шалгах код"
                        ),
                    ),
                    ("issued_on", models.DateField(verbose_name="олгосон өдөр")),
                    (
                        "valid_until",
                        models.DateField(null=True, verbose_name="хүчинтэй хугацаа"),
                    ),
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
                        "enrolment",
                        models.ForeignKey(
                            blank=True,
                            db_constraint=False,
                            null=True,
                            on_delete=django.db.models.deletion.DO_NOTHING,
                            related_name="+",
                            to="people.enrolment",
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
                    "verbose_name": "historical certificate",
                    "verbose_name_plural": "historical certificates",
                    "ordering": ("-history_date", "-history_id"),
                    "get_latest_by": ("history_date", "history_id"),
                    "indexes": [],
                    "constraints": [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name="Certificate",
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
                        "enrolment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="certificate",
                            to="people.enrolment",
                        ),
                    ),
                    (
                        "number",
                        models.CharField(
                            max_length=30, unique=True, verbose_name="дугаар"
                        ),
                    ),
                    (
                        "code",
                        models.CharField(
                            max_length=16, unique=True, verbose_name="шалгах код"
                        ),
                    ),
                    ("issued_on", models.DateField(verbose_name="олгосон өдөр")),
                    (
                        "valid_until",
                        models.DateField(null=True, verbose_name="хүчинтэй хугацаа"),
                    ),
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
                ],
                options={
                    "ordering": ["-issued_on", "-id"],
                    "indexes": [],
                    "constraints": [],
                },
            ),
        ]
    )
