"""The first publication date and the index number, once given, never change."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION publication_keeps_its_first_facts() RETURNS trigger AS $$
BEGIN
  IF OLD.first_published_at IS NOT NULL AND NEW.first_published_at IS DISTINCT FROM OLD.first_published_at THEN
    RAISE EXCEPTION 'the first publication date can never change';
  END IF;
  IF OLD.index_number IS NOT NULL AND NEW.index_number IS DISTINCT FROM OLD.index_number THEN
    RAISE EXCEPTION 'an index number can never change';
  END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER publication_keeps_its_first_facts BEFORE UPDATE ON publishing_publication
  FOR EACH ROW EXECUTE FUNCTION publication_keeps_its_first_facts();
"""
BACKWARD = """
DROP TRIGGER publication_keeps_its_first_facts ON publishing_publication;
DROP FUNCTION publication_keeps_its_first_facts();
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_items")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
