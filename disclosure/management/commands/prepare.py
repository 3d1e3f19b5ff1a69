"""prepare: everything an installation needs before its processes start, at first and after every upgrade."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from disclosure import launch


class Command(BaseCommand):
    help = "数据库迁移、参考数据（工作日、目录、栏目、用词）、静态文件；可以重复。"

    def handle(self, *args, **options) -> None:
        launch.prepare()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("准备好了：可以启动或者重启各个进程。")
