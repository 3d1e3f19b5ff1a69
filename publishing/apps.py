from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "信息发布"

    def ready(self) -> None:
        from publishing import checks  # noqa: F401  registers the system checks
