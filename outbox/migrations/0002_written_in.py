"""Messages know the transaction that wrote them, so that every machine can read them from its own place."""

from django.db import migrations, models
from django.db.models.expressions import RawSQL

DONE = "UPDATE outbox_message SET done_at = now() WHERE handler = 'search.index' AND done_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="written_in",
            field=models.BigIntegerField(
                db_default=RawSQL("pg_current_xact_id()::text::bigint", []),
                editable=False,
                help_text="the transaction that wrote it",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["written_in"], name="outbox_written_in"),
        ),
        migrations.RunSQL(DONE, migrations.RunSQL.noop),
    ]
