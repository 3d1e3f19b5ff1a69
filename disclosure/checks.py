"""What `check --deploy` says about an installation that is only good for trying."""

import os

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def embedded_services(app_configs, **kwargs) -> list[CheckMessage]:
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name, "").strip()]
    if not missing:
        return []
    return [
        Warning(
            f"{'、'.join(missing)} 没有设置：正在使用内置的数据库或 Redis，它们只供试用。",
            hint="正式运行请使用自己的 PostgreSQL 和 Redis。",
            id="disclosure.W001",
        )
    ]


def public_address(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.BEHIND_TLS:
        return []
    return [
        Warning(
            "PUBLIC_URL 没有设置为 https 地址：Cookie 不会只走加密连接，也没有 HSTS。",
            hint="例如 PUBLIC_URL=https://zwgk.example.gov.cn",
            id="disclosure.W002",
        )
    ]


def public_surface_only_seals(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.SURFACE != "public" or settings.ONLY_SEALS:
        return []
    return [
        Warning(
            "SURFACE=public 的进程持有能打开申请人身份信息的密钥。",
            hint="在内网机器上运行 ./run manage field_public_key，把结果设为这里的 FIELD_PUBLIC_KEY，去掉 FIELD_KEYS。",
            id="disclosure.W003",
        )
    ]


OWN_NAMES = ("SITE_NAME", "SITE_GOVERNMENT", "SITE_SPONSOR", "SITE_ORGANIZER", "SITE_PHONE", "SITE_ADDRESS")


def own_names(app_configs, **kwargs) -> list[CheckMessage]:
    missing = [name for name in OWN_NAMES if not os.environ.get(name, "").strip()]
    if settings.DEMO or not missing:
        return []
    return [
        Warning(
            f"{'、'.join(missing)} 没有设置：页面上写的是演示县（虚构）的名称、电话或者地址。",
            hint="在环境文件里写上本级政府的，见 deploy/portal.env.example。",
            id="disclosure.W004",
        )
    ]
