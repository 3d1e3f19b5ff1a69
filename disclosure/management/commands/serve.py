"""Starts the portal: database ready, then web, worker, beat and the keeper of the index under one supervisor."""

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from kombu.exceptions import OperationalError

from disclosure import embedded, environment, launch
from disclosure.supervisor import Child, Supervisor, die_with_parent
from disclosure.tasks import heartbeat

SERVICE_CHECK_SECONDS = 1.0


class Command(BaseCommand):
    stealth_options = ("services",)
    help = "启动政务公开平台（网页、后台任务、定时任务）。"

    def handle(self, *args, services: list | None = None, **options) -> None:
        self.services = services or []
        self.checked = 0.0
        self.host = environment.text("HOST", "127.0.0.1")
        self.port = environment.number("PORT", 8000, 1, 65535)
        self.refuse_taken_port()
        static = self.start_static()
        launch.prepare()
        children = self.children()
        background = children[1:]
        try:
            self.begin(background)  # they start up while the demonstration loads
            self.load_demonstration()
            if static is not None:
                self.finish_static(static)
        except BaseException:
            Supervisor(background, list, launch.say).end()
            raise
        Supervisor(children, self.tend_services, launch.say).run(self.say_ready)

    def refuse_taken_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host.strip("[]"), self.port))
            except OSError as error:
                raise CommandError(
                    f"端口 {self.port} 不能使用（{error.strerror}）：请换一个，例如 PORT={self.port + 1} ./run。"
                ) from error

    # ---- Static files: collected beside the migrations, and only when something changed ----

    def static_stamp(self) -> str:
        digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
        for folder in settings.STATICFILES_DIRS:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    digest.update(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}".encode())
        return digest.hexdigest() + settings.STATIC_URL

    def start_static(self) -> subprocess.Popen | None:
        stamp = settings.STATIC_ROOT / ".stamp"
        if stamp.exists() and stamp.read_text() == self.static_stamp():
            return None
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        return subprocess.Popen(command, cwd=settings.BASE_DIR, preexec_fn=die_with_parent)

    def finish_static(self, process: subprocess.Popen) -> None:
        if process.wait():
            raise CommandError("收集静态文件失败：请看上面的信息。")
        (settings.STATIC_ROOT / ".stamp").write_text(self.static_stamp())

    def load_demonstration(self) -> None:
        if settings.DEMO and not apps.get_model("agencies", "Agency").objects.exists():
            call_command("load_demo", stdout=sys.stderr)

    # ---- Processes ----

    def children(self) -> list[Child]:
        logs = settings.HOME / "logs"
        logs.mkdir(exist_ok=True)
        celery = [sys.executable, "-m", "celery", "-A", "disclosure"]
        return [
            Child("网页服务", self.web_command(), logs / "web.log", overlaps=True),
            Child("后台任务", [*celery, "worker", *WORKER], logs / "worker.log"),
            Child("定时任务", [*celery, "beat", "-s", str(settings.HOME / "beat"), *BEAT], logs / "beat.log"),
            Child("搜索索引", [sys.executable, "manage.py", "keep_index"], logs / "index.log"),
        ]

    def begin(self, background: list[Child]) -> None:
        self.first_heartbeat()
        for child in background:
            child.tend()

    def first_heartbeat(self) -> None:
        """Asks for a sign of life at once; the beat's own comes only after its first interval."""
        try:
            heartbeat.delay()
        except OperationalError as error:
            raise CommandError(f"连不上 Redis（REDIS_URL）：{error}") from error

    def web_command(self) -> list[str]:
        workers = environment.number("WEB_WORKERS", min(os.cpu_count() or 1, 4), 1, 64)
        command = [sys.executable, "-m", "disclosure.web"]
        command += ["--host", self.host, "--port", str(self.port), "--workers", str(workers)]
        return command + ["--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "warning"]

    def tend_services(self) -> list[str]:
        if time.monotonic() - self.checked < SERVICE_CHECK_SECONDS:
            return []
        self.checked = time.monotonic()
        try:
            return embedded.ensure(self.services)
        except (embedded.CannotStart, OSError) as error:
            launch.say(str(error))
            return []

    def say_ready(self) -> bool:
        base = f"http://{self.host}:{self.port}{settings.URL_PREFIX}"
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                pass
        except (urllib.error.URLError, OSError):
            return False
        print(f"READY {base}/", flush=True)
        return True


WORKER = [
    "--pool",
    "threads",
    "--concurrency",
    "4",
    "--loglevel",
    "WARNING",
    "--without-gossip",
    "--without-mingle",
]
BEAT = ["--loglevel", "WARNING", "--pidfile="]
