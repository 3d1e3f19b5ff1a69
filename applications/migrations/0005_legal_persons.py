from django.db import migrations


def name_legal_persons(apps, schema_editor):
    """Companies, institutes, foundations and law firms were stored as 法人或者其他组织."""
    kinds = ("business", "research", "welfare", "legal")
    rows = apps.get_model("applications", "Application").objects.filter(kind="organisation")
    rows.filter(applicant_type__in=kinds).update(kind="legal_person")


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_papers_and_people")]
    operations = [migrations.RunPython(name_legal_persons, migrations.RunPython.noop, elidable=True)]
