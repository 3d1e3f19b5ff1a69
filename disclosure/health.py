"""/healthz: the process is up. /readyz: everything it needs answers, else 503 with the reasons."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from redis import RedisError

from disclosure.tasks import HEARTBEAT
from duties.tasks import LAST_SWEEP
from outbox.models import Message
from search import index

HEARTBEAT_AGE = timedelta(seconds=90)
OUTBOX_AGE = timedelta(seconds=120)
SWEEP_AGE = timedelta(minutes=15)
INDEX_AGE = timedelta(seconds=30)
DISK_LEFT = 64 * 2**20  # bytes


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"数据库没有应答：{str(error).strip().splitlines()[0]}"
    return ""


def worker() -> str:
    try:
        seen = cache.get(HEARTBEAT)
    except RedisError as error:
        return f"Redis 没有应答：{error}"
    if seen is None or timezone.now() - seen > HEARTBEAT_AGE:
        return "后台任务没有心跳"
    return ""


def outbox() -> str:
    """The index and the notices follow the outbox: nothing in it may wait long."""
    try:
        waiting = Message.objects.waiting_since(timezone.now() - OUTBOX_AGE).count()
    except DatabaseError:
        return ""
    return f"{waiting} 条消息等待超过 2 分钟" if waiting else ""


def index_lag() -> float | None:
    """Seconds that this machine's index is behind what was committed; None when the database does not answer."""
    try:
        return round(index.lag(timezone.now()), 3)
    except DatabaseError:
        return None


def search_index() -> str:
    """The index can be read and does not lag behind what was published."""
    late = index_lag() or 0
    return index.problem() or (f"搜索索引落后 {late:.0f} 秒" if late > INDEX_AGE.total_seconds() else "")


def sweeps() -> str:
    """Deadlines are looked at every five minutes; silence of a quarter of an hour is told."""
    try:
        seen = cache.get(LAST_SWEEP)
    except RedisError:
        return ""
    late = seen is not None and timezone.now() - seen > SWEEP_AGE
    return "期限超过 15 分钟没有检查" if late else ""


def disk() -> str:
    """This machine can still write: PostgreSQL on another machine tells of its own by refusing."""
    left = shutil.disk_usage(settings.HOME).free
    return f"磁盘快满了：{settings.HOME} 只剩 {left // 2**20} MB" if left < DISK_LEFT else ""


CHECKS = (database, worker, outbox, sweeps, search_index, disk)


def readyz(request: HttpRequest) -> JsonResponse:
    reasons = [reason for check in CHECKS if (reason := check())]
    return JsonResponse(
        {"ready": not reasons, "reasons": reasons, "index_lag": index_lag()},
        status=503 if reasons else 200,
        json_dumps_params={"ensure_ascii": False},
    )
