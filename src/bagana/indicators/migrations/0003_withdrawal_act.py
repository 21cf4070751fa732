"""A figure that a decision stands on is withdrawn under an act."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acts", "0002_initial"),
        ("indicators", "0002_notes_withdrawals"),
    ]

    operations = [
        migrations.AddField(
            model_name="withdrawal",
            name="act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="acts.act",
            ),
        ),
    ]
