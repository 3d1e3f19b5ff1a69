"""What operators watch: numbers for Prometheus, a number on every request, and logs that a machine can read.

Neither holds personal data: no names, no network addresses, no query strings.
"""

import hmac
import logging
import re
import secrets
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from redis import RedisError

from disclosure import health
from disclosure.numbered import current_request
from duties.models import Duty
from duties.tasks import LAST_SWEEP
from outbox.models import Message
from publishing import scanning

GIVEN = re.compile(r"[\w-]{8,64}", re.ASCII)
METHODS = frozenset({"GET", "HEAD", "POST"})
access = logging.getLogger("access")
requests = Counter("portal_requests_total", "Answers by method and class of status.", ["method", "status"])
seconds = Histogram(
    "portal_request_seconds", "Seconds to an answer.", buckets=(0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 15)
)


class Watch:
    """Middleware: a number for each request, taken from our own proxy where there is one; counts and times answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXIES else ""
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = current_request.set(number)
        try:
            response = self.get_response(request)
            self.note(request, response, time.perf_counter() - begun)
        finally:
            current_request.reset(token)
        response.headers["X-Request-Id"] = number
        return response

    def note(self, request: HttpRequest, response: HttpResponse, taken: float) -> None:
        method = request.method if request.method in METHODS else "other"
        requests.labels(method, f"{response.status_code // 100}xx").inc()
        seconds.observe(taken)
        if access.isEnabledFor(logging.INFO):
            about = {"method": method, "path": request.path, "status": response.status_code}
            access.info("answered", extra=about | {"ms": round(taken * 1000, 1)})


class State:
    """Collects what is true now, from the database and Redis, once for each look."""

    def collect(self) -> Iterator[Metric]:
        now, today = timezone.now(), timezone.localdate()
        reasons = [check() for check in health.CHECKS]
        yield GaugeMetricFamily("portal_ready", "1 when /readyz is.", value=not any(reasons))
        if settings.CLAMD_ADDRESS:
            there = scanning.answers()
            yield GaugeMetricFamily("portal_scanner_answers", "1 when the virus scanner does.", value=there)
        try:
            yield from self.counts(now, today)
            last = cache.get(LAST_SWEEP)
        except (DatabaseError, RedisError):
            return
        if last is not None:
            age = (now - last).total_seconds()
            yield GaugeMetricFamily("portal_last_sweep_age_seconds", "Since the last sweep.", value=age)

    def counts(self, now, today) -> Iterator[Metric]:
        waiting = Message.objects.ready(now)
        stuck = Message.objects.waiting_since(now - health.OUTBOX_AGE)
        yield GaugeMetricFamily("portal_outbox_waiting", "Messages to be handled.", value=waiting.count())
        yield GaugeMetricFamily(
            "portal_outbox_stuck", "Messages nobody took for two minutes.", value=stuck.count()
        )
        failing = Message.objects.filter(done_at=None, attempts__gt=0).count()
        yield GaugeMetricFamily("portal_outbox_failing", "Messages that failed and wait.", value=failing)
        yield GaugeMetricFamily("portal_duties_open", "Open duties.", value=Duty.objects.open().count())
        overdue = Duty.objects.overdue(today).count()
        yield GaugeMetricFamily("portal_duties_overdue", "Duties past their day.", value=overdue)
        unsaid = Duty.objects.to_note(today).count()
        yield GaugeMetricFamily("portal_duties_unsaid", "Steps that came and were not said.", value=unsaid)
        yield GaugeMetricFamily(
            "portal_index_lag_seconds", "Search index behind.", value=health.index_lag() or 0
        )


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """/metrics: only with METRICS_TOKEN set and sent as a bearer token; else there is no such page."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    registry.register(State())
    return HttpResponse(generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8")
