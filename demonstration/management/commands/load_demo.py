"""load_demo: the fictional county 澄溪县, into a portal that has no agency yet."""

import os
import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demonstration import loading, staff
from search import index


class Command(BaseCommand):
    help = "载入演示县（虚构）：机关、账号、目录、信息、政策、申请。只用于空的平台"

    def handle(self, *args, **options) -> None:
        given = os.environ.get("PORTAL_DEMO_PASSWORD", "")
        password = given or staff.new_password()
        start = time.perf_counter()
        try:
            loaded = loading.load(timezone.now(), password)
        except loading.NotEmpty:
            raise CommandError("平台里已经有机关，演示数据只能载入空的平台。") from None
        found, _ = index.rebuild()
        self.stdout.write(
            f"演示县已载入：机关 {loaded.agencies} 个、事项 {loaded.items} 条、信息 {loaded.publications} 条、"
            f"政策文件 {loaded.policies} 件、公开申请 {loaded.requests} 件，索引 {found} 条，用时 {time.perf_counter() - start:.1f} 秒。"
        )
        names = "、".join(f"{username}（{name}）" for username, name, _ in staff.PEOPLE)
        self.stdout.write(f"演示账号：{names}")
        if not given:
            self.stdout.write(f"演示账号的密码（只显示这一次）：{password}")
