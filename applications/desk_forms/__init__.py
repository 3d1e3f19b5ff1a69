"""Forms of the desk, one a verb; each says only what its verb needs."""

from applications.desk_forms.after import (
    AnswerChallengeForm,
    ListForm,
    ProposeForm,
    RecordChallengeForm,
    ResultForm,
)
from applications.desk_forms.fields import NoteForm, PlainForm, ReasonForm, VerbForm, day, long_text
from applications.desk_forms.intake import ConfirmForm, ReceiveForm
from applications.desk_forms.replying import (
    AttachForm,
    DraftForm,
    NoticeESealForm,
    NoticeSealForm,
    ReplyForm,
    SealedCopyForm,
    SignedSheetForm,
)
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
    "AnswerChallengeForm",
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
    "NoticeESealForm",
    "NoticeSealForm",
    "OpinionForm",
    "PaymentForm",
    "PlainForm",
    "ProposeForm",
    "ReasonForm",
    "ReceiveForm",
    "RecordChallengeForm",
    "ReplyForm",
    "ResultForm",
    "SealedCopyForm",
    "ServeForm",
    "SignedSheetForm",
    "SupplementForm",
    "VerbForm",
    "day",
    "long_text",
]
