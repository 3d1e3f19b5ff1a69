from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0012_lists_by_index")]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="fields",
            field=models.JSONField(
                blank=True, default=dict, help_text="of a typed record", verbose_name="更正后的要素"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="fields_before",
            field=models.JSONField(
                blank=True, default=dict, help_text="noted once it is applied", verbose_name="更正前的要素"
            ),
        ),
    ]
