"""The room of accounts, and the administration pages that stand for it."""

from django.apps import AppConfig
from django.contrib.admin import apps as administration


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号"
    default = True


class AdministrationConfig(administration.AdminConfig):
    default_site = "accounts.administration.Administration"
    default = False
