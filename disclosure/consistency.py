"""Does everything that was promised together stand together? Read after a fault, and whenever in doubt."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage
from django.db import connection
from django.db.models import Count, F, Q

from applications.models import Application, CorrectionFile, DraftFile
from applications.models import Attachment as Paper
from audit.models import Entry
from duties.models import Duty, Notice, Reminder
from outbox.models import Message
from publishing.models import Attachment, Publication

UNSEALED = timedelta(minutes=10)
SETTLED = timedelta(days=1)  # a file younger than this may belong to something that is being done
ENTRY_OF = {"publishing.publication": Publication, "applications.application": Application}


def faults(at: datetime) -> Iterator[str]:
    """Every disagreement as a sentence; nothing when all is well."""
    yield from _doubled("申请编号", Application, "number")
    yield from _doubled("索引号", Publication.objects.exclude(index_number=None), "index_number")
    yield from _doubled("提醒", Reminder, "duty", "step", "due_on")
    yield from _doubled("工作提醒", Notice, "reminder", "user")
    yield from _without_entry()
    yield from _untold()
    yield from _without_files()
    yield from _without_rows(at)
    if late := Entry.objects.unsealed().filter(at__lt=at - UNSEALED).count():
        yield f"{late} 条审计记录超过 10 分钟没有封存"


def _doubled(label: str, rows, *fields: str) -> Iterator[str]:
    rows = rows if hasattr(rows, "values") else rows.objects
    for row in rows.values(*fields).annotate(found=Count("pk")).filter(found__gt=1).order_by():
        yield f"{label}重复：{'、'.join(str(row[name]) for name in fields)}"


def _without_entry() -> Iterator[str]:
    """Everything recorded has its entry in the log; imports are recorded as one."""
    for kind, model in ENTRY_OF.items():
        known = Entry.objects.filter(subject_type=kind).values_list("subject_id", flat=True).distinct()
        rows = model.objects.exclude(origin="import") if model is Publication else model.objects.all()
        lost = set(map(str, rows.values_list("pk", flat=True))) - set(known)
        for pk in sorted(lost)[:20]:
            yield f"{model._meta.verbose_name} {pk} 没有审计记录"


def _untold() -> Iterator[str]:
    """Every reminder that goes out has its messages, and no message speaks of a reminder that is not there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id FROM outbox_message m LEFT JOIN duties_reminder r ON r.id = (m.payload->>'reminder')::bigint"
            " WHERE m.handler IN ('duties.mail', 'duties.command') AND r.id IS NULL LIMIT 20"
        )
        for (pk,) in cursor.fetchall():
            yield f"消息 {pk} 说的提醒不存在"
    told = Message.objects.filter(handler="duties.mail").values("payload__reminder").annotate(n=Count("pk"))
    for row in told.filter(n__gt=1).order_by()[:20]:
        yield f"提醒 {row['payload__reminder']} 的邮件写了 {row['n']} 次"
    closed = Duty.objects.filter(closed_at__lt=F("opened_at"))
    for duty in closed.filter(~Q(closed_at=None))[:20]:
        yield f"期限 {duty.pk} 在开始以前就结束了"


def _without_files() -> Iterator[str]:
    """Every file that a row names can be opened: of publications, of requests, of corrections, of unfinished forms."""
    for model in (Attachment, Paper, CorrectionFile, DraftFile):
        for row in model.objects.exclude(file="").only("name", "file").iterator(chunk_size=500):
            if not row.file.storage.exists(row.file.name):
                yield f"附件 {row.pk}（{row.name}）的文件不在"


def _without_rows(at: datetime) -> Iterator[str]:
    """No file of a request, a correction or an unfinished form that no row names: it would outlive every limit of keeping."""
    for model in (Paper, CorrectionFile, DraftFile):
        folder = model.file.field.upload_to.split("/")[0]
        named = set(model.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
        storage = model.file.field.storage
        for name in _files_in(storage, folder):
            if name not in named and storage.get_modified_time(name) < at - SETTLED:
                yield f"文件 {name} 没有记录，不属于任何申请"


def _files_in(storage: Storage, folder: str) -> Iterator[str]:
    """Names of everything stored below a folder; nothing where there is none yet."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files_in(storage, f"{folder}/{name}")
