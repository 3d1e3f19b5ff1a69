"""Public pages, rendered in this process: each against the bare health page."""

from django.test import Client
from django.urls import reverse

from bench.timing import Row, compare
from catalog.models import Domain


def measure() -> list[Row]:
    client = Client(headers={"host": "localhost"})
    domain = Domain.objects.first()
    pages = {
        "healthz": "/healthz",
        "首页": reverse("home"),
        "26 个领域": reverse("catalog:index"),
        "政策文件库": reverse("interpretation:policies"),
        "搜索": reverse("search:results") + "?q=低保",
    }
    if domain is not None:
        pages["一个领域"] = reverse("catalog:domain", args=[domain.slug])
    return compare("pages", {name: lambda url=url: client.get(url) for name, url in pages.items()})
