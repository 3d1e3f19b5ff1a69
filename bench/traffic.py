"""Requests a second that one running portal answers over HTTP: whole pages against the main stylesheet, by wrk.

Starts its own web process on the portal's data. Several short rounds, each against a stylesheet round beside it.
"""

import re
import shutil
import statistics
import subprocess
import urllib.request
from collections.abc import Iterator

from django.conf import settings

from bench import portal
from bench.timing import Row
from catalog.models import Domain
from interpretation.models import PolicyDocument

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 16
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")


def measure() -> list[Row]:
    if shutil.which("wrk") is None:
        return []
    with portal.web() as base:
        addresses = {name: base + address for name, address in pages().items()}
        return list(_rows(addresses, stylesheet(base)))


def pages() -> dict[str, str]:
    prefix = settings.URL_PREFIX
    policy = PolicyDocument.objects.filter(publication__state="published").first()
    found = {
        "首页": f"{prefix}/",
        "政策文件库": f"{prefix}/policies/",
        "重复的搜索": f"{prefix}/search/?q=%E4%BD%8E%E4%BF%9D",
    }
    if domain := Domain.objects.first():
        found["一个领域"] = domain.get_absolute_url()
    if policy:
        found["一件政策"] = f"{prefix}/publications/{policy.publication.public_id}/"
    return found


def stylesheet(base: str) -> str:
    """The main stylesheet, as the home page names it."""
    with urllib.request.urlopen(base + settings.URL_PREFIX + "/") as response:
        return base + re.search(r'href="([^"]*components[^"]*\.css)"', response.read().decode())[1]


def _rows(addresses: dict[str, str], yardstick: str) -> Iterator[Row]:
    ratios = {name: [] for name in addresses}
    values = {name: [] for name in [*addresses, "样式表"]}
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            static, page = _rate(yardstick), _rate(address)
            values["样式表"].append(static)
            values[name].append(page)
            ratios[name].append(page / static)
    yield Row(
        "traffic", "样式表（whitenoise）", round(statistics.median(values["样式表"])), "次/秒", 1.0, "样式表"
    )
    for name, found in ratios.items():
        yield Row(
            "traffic",
            name,
            round(statistics.median(values[name])),
            "次/秒",
            round(statistics.median(found), 2),
            "样式表",
        )


def _rate(address: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: br", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"{address}: {said}")
    return float(RATE.search(said)[1])
