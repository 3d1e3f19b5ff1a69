"""From which day and over how many working days a duty was counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="counted_from",
            field=models.DateField(blank=True, null=True, verbose_name="起算日"),
        ),
        migrations.AddField(
            model_name="duty",
            name="counted_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="工作日数"),
        ),
    ]
