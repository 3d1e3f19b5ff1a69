"""Private e-mail addresses; those of offices are meant to be public."""

import re

from publishing.privacy import labels
from publishing.privacy.finding import Finding

LOCAL = re.compile(r"([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})\s{0,2}$")
DOMAIN = re.compile(r"\s{0,2}((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}) ?\. ?){1,5}[A-Za-z]{2,10})(?![A-Za-z0-9])")
OFFICE_DOMAIN = re.compile(r"(?:^|\.)(?:gov|mil)\.cn$|^12\d{3}\.(?:cn|com|gov\.cn)$", re.I)
OFFICE_NAME = re.compile(
    r"(?:^|[._-])(?:jubao|xinfang|bangongshi|bgs|office|service|webmaster|admin|info|contact|zwgk|xxgk|zfxxgk|press|kefu|support|"
    r"tousu|jiandu|zhaobiao|yijian|postmaster|noreply|no-reply|hotline|help|feedback)(?:$|[._\d-])",
    re.I,
)
OFFICE_LABEL = re.compile(
    r"(?:举报|监督|投诉|受理|征集|办公|值班|咨询|信息公开|公共|单位|机关|官方|工作|反馈|报名|投稿|公开)(?:电子)?(?:邮箱|信箱|邮件|E-?mail)",
    re.I,
)
# Where papers are to be sent, or beside the telephone of an office: a mail box of the office.
OFFICE_USE = re.compile(
    r"(?:报送|发送|上报|投递|提交|报名|寄送|传送|反馈|发)[^。；\n]{0,20}$|(?:0\d{2,3}[ )-]{1,2})\d{7,8}[^。；\n]{0,25}$"
)


def emails(text: str):
    """name@host; blanks around the sign are allowed, mail boxes of offices are left alone."""
    at = text.find("@")
    while at >= 0:
        finding = _around(text, at)
        if finding is not None:
            yield finding
        at = text.find("@", at + 1)


def _around(text, at):
    local = LOCAL.search(text, max(0, at - 66), at)
    domain = DOMAIN.match(text, at + 1)
    if not local or not domain or _office(text, local, domain):
        return None
    return Finding("email", local.start(1), domain.end(1))


def _office(text, local, domain) -> bool:
    host = domain[1].replace(" ", "").lower()
    if OFFICE_DOMAIN.search(host) or OFFICE_NAME.search(local[1]):
        return True
    words = text[max(0, local.start(1) - 50) : local.start(1)]
    return bool(OFFICE_LABEL.search(labels.before(text, local.start(1))) or OFFICE_USE.search(words))
