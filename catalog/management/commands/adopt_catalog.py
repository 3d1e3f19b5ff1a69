"""adopt_catalog: this government's own catalogue begins with the reference items of the 26 domains; safe to repeat."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actors import SYSTEM
from agencies.models import Agency
from catalog.adoption import adopt_reference_items


class Command(BaseCommand):
    help = "以标准目录的参考事项作为本级政府目录的起点；已经采用的不再采用。先载入机关。"

    def handle(self, *args, **options) -> None:
        government = Agency.objects.filter(kind=Agency.GOVERNMENT).first()
        if government is None:
            raise CommandError("还没有机关：先运行 load_agencies。", returncode=2)
        adopted = adopt_reference_items(government, SYSTEM, timezone.now())
        self.stdout.write(f"采用了 {len(adopted)} 个事项。")
