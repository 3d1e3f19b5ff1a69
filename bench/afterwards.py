"""Looks at a portal after faults: prints {"numbers": of every request, "problems": what the three checks say} as JSON."""

import json
import os
import sys
from io import StringIO

import django

CHECKS = ("verify_audit", "verify_clocks", "verify_all")


def said(check: str) -> str:
    """What a check objects to; "" when it agrees."""
    out = StringIO()
    try:
        call_command(check, stdout=out, stderr=out)
    except (SystemExit, CommandError) as refused:
        if getattr(refused, "code", 1):
            return f"{check}: {out.getvalue().strip()[:500] or refused}"
    return ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    django.setup()

    from django.core.management import CommandError, call_command

    from applications.models import Application
    from audit.tasks import seal

    seal()
    numbers = list(Application.objects.values_list("number", flat=True))
    problems = [sentence for check in CHECKS if (sentence := said(check))]
    sys.stdout.write(json.dumps({"numbers": numbers, "problems": problems}))
