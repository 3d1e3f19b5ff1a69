"""The county's own e-seal service behind SEAL_COMMAND: the letter as PDF in, the sealed PDF out (国令716号 9, 10)."""

import os
import shlex
import subprocess

from django.conf import settings
from django.core.files.base import ContentFile

from applications import rendering
from applications.models import Letter

SECONDS = 60
MOST = 50 * 1024 * 1024


class NotSealed(Exception):
    """The service gave no sealed copy; `message` is a Chinese sentence saying why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def available() -> bool:
    """Whether a service is set and a PDF can be made for it."""
    return bool(settings.SEAL_COMMAND) and rendering.can_pdf()


def sealed(letter: Letter) -> ContentFile:
    """What the service made of the letter. Raises NotSealed.

    The program gets the PDF on standard input and, in the environment, SEAL_NAME (the agency), SEAL_NUMBER,
    SEAL_PAGE of SEAL_PAGES, SEAL_Y_MM (where the signature stands, from the top edge) and SEAL_X_MM (the middle of
    the date, from the left edge).
    """
    if not available():
        raise NotSealed("没有设置电子用印程序，请附上盖章件。")
    body, place = rendering.placed(letter.paragraphs)
    told = {
        "SEAL_NAME": letter.agency.name,
        "SEAL_NUMBER": letter.number,
        "SEAL_PAGE": str(place.page),
        "SEAL_PAGES": str(place.pages),
        "SEAL_Y_MM": f"{place.y:.1f}",
        "SEAL_X_MM": f"{place.x:.1f}",
    }
    return ContentFile(_run(body, told), f"{letter.number}（盖章件）.pdf")


def _run(body: bytes, told: dict[str, str]) -> bytes:
    try:
        ended = subprocess.run(
            shlex.split(settings.SEAL_COMMAND),
            input=body,
            env=os.environ | told,
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise NotSealed(f"电子用印程序 {SECONDS} 秒没有完成，请稍后再试，或者附上盖章件。") from error
    except (OSError, ValueError) as error:
        raise NotSealed("电子用印程序不能运行，请系统管理员检查设置，或者附上盖章件。") from error
    if ended.returncode:
        last = ended.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["没有说明原因"]
        raise NotSealed(f"电子用印没有成功：{last[0][:200]}")
    if not ended.stdout.startswith(b"%PDF-") or len(ended.stdout) > MOST:
        raise NotSealed("电子用印程序给出的不是 PDF 文件，没有附上。")
    return ended.stdout
