"""A county of the benchmark's own, on a scratch database, with as many policies as wanted."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from accounts import roles
from accounts.actors import SYSTEM, Actor
from accounts.models import Membership, User
from agencies.loading import load_agencies
from agencies.models import Agency
from catalog.adoption import adopt_reference_items
from catalog.loading import load_reference
from interpretation.importing import bring_in
from interpretation.models import PolicyDocument
from publishing import columns
from publishing.models import Publication

TEXT = "各乡镇人民政府、街道办事处，县政府各部门：\n" + "现将有关事项通知如下，请认真贯彻执行。" * 40


def found() -> PolicyDocument:
    """Agencies, the whole catalogue and one policy, which is returned."""
    load_agencies(settings.BASE_DIR / "agencies" / "data" / "agencies.csv")
    load_reference()
    columns.load()
    government = Agency.objects.government()
    admin = User.objects.create(username="bench-admin", name="测量")
    Membership.objects.create(user=admin, agency=government, role=roles.ADMIN)
    adopt_reference_items(government, Actor.of(admin), timezone.now())
    facts = {"id": "bench-0", "title": "关于印发第0号实施办法的通知", "doc_number": "澄政发〔2026〕1号"}
    facts |= {"issuer": government.name, "date": "2026-01-05", "category": "政策文件", "text": TEXT}
    bring_in(SYSTEM, facts, at=timezone.now())
    return PolicyDocument.objects.get()


def grow(policy: PolicyDocument, low: int, high: int) -> None:
    """Copies of the policy numbered from `low` to below `high`, a day apart from each other by turns."""
    copies(
        policy.publication,
        low,
        high,
        public_id="'b' || lpad(n::text, 9, '0')",
        index_number="'BENCH/' || n",
        external_id="'bench-' || n",
        title="'关于印发第' || n || '号实施办法的通知'",
        published_at="t.published_at - n % 3650 * interval '1 day'",
        first_published_at="t.published_at - n % 3650 * interval '1 day'",
        published_on="t.published_on - n % 3650",
        formed_on="t.formed_on - n % 3650",
        agency_id=f"(ARRAY{list(Agency.objects.values_list('pk', flat=True))})[1 + n % {Agency.objects.count()}]",
    )
    copies(
        policy,
        low,
        high,
        publication_id="(SELECT id FROM publishing_publication WHERE external_id = 'bench-' || n)",
        doc_number="'澄政发〔2026〕' || n || '号'",
        number_serial="n",
    )
    serve(low, high)


def copies(row: models.Model, low: int, high: int, **different: str) -> None:
    """Rows like this one for n from `low` to below `high`, but for the columns given as SQL over n and t (the row)."""
    names = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    given = ", ".join(different.get(name, f't."{name}"') for name in names)
    table, columns_ = row._meta.db_table, ", ".join(f'"{name}"' for name in names)
    run(
        f"INSERT INTO {table} ({columns_}) SELECT {given} FROM {table} t, generate_series({low}, {high - 1}) n"  # nosec B608
        f" WHERE t.id = {row.pk}",
    )


def serve(low: int, high: int) -> None:
    """Each of the copies serves one item of the catalogue."""
    run(
        "INSERT INTO publishing_publication_items (publication_id, item_id)"  # nosec B608
        " SELECT p.id, i.id FROM publishing_publication p JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place,"
        " count(*) OVER () AS whole FROM catalog_item) i ON p.id % i.whole = i.place"
        f" WHERE p.external_id IN (SELECT 'bench-' || n FROM generate_series({low}, {high - 1}) n)"
    )


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def settled(tables: Iterable[type[models.Model]] = (Publication, PolicyDocument)) -> None:
    """What a database learns of its tables overnight."""
    run(*(f"VACUUM ANALYZE {model._meta.db_table}" for model in tables))
