"""Prints FIELD_PUBLIC_KEY for a public surface: the half of the first field key that can only seal."""

import base64

from django.core.management.base import BaseCommand, CommandError

from applications import identity, sealed


class Command(BaseCommand):
    help = "打印 FIELD_PUBLIC_KEY 的值，交给 SURFACE=public 的机器；它只能封存，不能打开。"

    def handle(self, *args, **options) -> None:
        if not identity.can_open():
            raise CommandError("这个进程没有 FIELD_KEYS，请在内网（SURFACE=desk）的机器上运行。")
        key_id, key = next(iter(identity.keys().items()))
        half = base64.urlsafe_b64encode(sealed.public_half(key)).decode()
        self.stdout.write(f"{key_id}:{half}")
