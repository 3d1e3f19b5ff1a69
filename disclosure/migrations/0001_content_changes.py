from django.db import migrations, models

# One row a transaction: the local setting is taken back with the transaction, or with the savepoint that set it.
FUNCTION = """
CREATE OR REPLACE FUNCTION disclosure_content_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('disclosure.changed', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        INSERT INTO disclosure_contentchange DEFAULT VALUES;
        PERFORM set_config('disclosure.changed', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[("id", models.BigAutoField(primary_key=True, serialize=False))],
            options={"verbose_name": "内容变动", "verbose_name_plural": "内容变动"},
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION IF EXISTS disclosure_content_changed() CASCADE"),
    ]
