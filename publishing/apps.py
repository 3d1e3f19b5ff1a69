"""The room's configuration; importing the checks registers them."""

from django.apps import AppConfig

from publishing import checks

CHECKS = (checks.gates_present,)


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "信息发布"
