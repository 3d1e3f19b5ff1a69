"""Public pages that are not kept, rendered in this process, and a web process from its start to the home page: among a
thousand, ten thousand and a hundred thousand policies, each against itself among a thousand. On a scratch database."""

import urllib.request
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench import county, portal, scratch
from bench.ports import free_port
from bench.timing import Row, least, milliseconds
from catalog.models import Item
from interpretation.models import PolicyDocument

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5


def measure() -> list[Row]:
    kept, settings.PAGE_CACHE_MB = settings.PAGE_CACHE_MB, 0
    try:
        with scratch.database():
            values = {(kind, name, size): value for kind, name, size, value in _values()}
    finally:
        settings.PAGE_CACHE_MB = kept
    kinds = dict.fromkeys((kind, name) for kind, name, _ in values)
    return [row for kind in kinds for row in _rows(kind, [values[*kind, size] for size in SIZES])]


def _rows(kind: tuple[str, str], values: list[float]) -> Iterator[Row]:
    against = f"自己，{SIZES[0]:,} 件时"
    for value, size in zip(values, SIZES, strict=True):
        yield Row(*kind, round(value, 1), "ms", round(value / values[0], 2), against, f"{size:,} 件政策")


def _values() -> Iterator[tuple[str, str, int, float]]:
    """(bench, name, size, milliseconds)."""
    policy, client, reached = county.found(), Client(headers={"host": "localhost"}), 1
    for size in SIZES:
        county.grow(policy, reached, size)
        county.settled()
        reached = size
        for name, address in _addresses(policy).items():
            yield "pages", name, size, milliseconds(lambda address=address: client.get(address), ROUNDS)
        yield "starting", "网页进程从启动到送出首页", size, least(_start, 3)


def _addresses(policy: PolicyDocument) -> dict[str, str]:
    item = Item.objects.select_related("domain").first()
    return {
        "首页": reverse("home"),
        "一个领域": item.domain.get_absolute_url(),
        "一个事项": item.get_absolute_url(),
        "政策文件库": reverse("interpretation:policies"),
        "政策文件库，第 20 页": reverse("interpretation:policies") + "?page=20",
        "全部信息": reverse("publishing:list"),
        "一件政策": f"{settings.URL_PREFIX}/publications/{policy.publication.public_id}/",
    }


def _start() -> None:
    port = free_port()
    process = portal.begin(port, DATABASE_URL=scratch.address(), PORTAL_DEMO="0")
    try:
        base = portal.ready(process, f"http://127.0.0.1:{port}")
        with urllib.request.urlopen(base + reverse("home")) as answer:
            answer.read()
    finally:
        portal.end(process)
