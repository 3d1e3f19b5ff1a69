"""Forms of the desk, one a verb; each says only what its verb needs."""

from applications.desk_forms.after import ListForm
from applications.desk_forms.fields import NoteForm, ReasonForm, VerbForm, day, long_text
from applications.desk_forms.intake import ConfirmForm, ReceiveForm
from applications.desk_forms.replying import AttachForm, DraftForm, ReplyForm
from applications.desk_forms.work import (
    AskSupplementForm,
    AssignForm,
    ConsultForm,
    ExtendForm,
    FeeForm,
    OpinionForm,
    PaymentForm,
    ServeForm,
    SupplementForm,
)

__all__ = [
    "AskSupplementForm",
    "AssignForm",
    "AttachForm",
    "ConfirmForm",
    "ConsultForm",
    "DraftForm",
    "ExtendForm",
    "FeeForm",
    "ListForm",
    "NoteForm",
    "OpinionForm",
    "PaymentForm",
    "ReasonForm",
    "ReceiveForm",
    "ReplyForm",
    "ServeForm",
    "SupplementForm",
    "VerbForm",
    "day",
    "long_text",
]
