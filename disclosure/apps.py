"""The project's own app: system checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from disclosure.checks import embedded_services, own_names, public_address, public_surface_only_seals


class DisclosureConfig(AppConfig):
    name = "disclosure"
    verbose_name = "政务公开平台"

    def ready(self) -> None:
        register(embedded_services, Tags.security, deploy=True)
        register(public_address, Tags.security, deploy=True)
        register(public_surface_only_seals, Tags.security, deploy=True)
        register(own_names, Tags.security, deploy=True)
