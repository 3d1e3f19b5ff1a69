"""The desk's steps of a penalty that was changed or revoked: note it, then withdraw it with the note in its place."""

from django import forms

from publishing.actions.reversing import note_of
from publishing.forms import DateInput
from publishing.models import Publication, Reversal
from publishing.records.kinds import PENALTY


class ReversalForm(forms.Form):
    """What happened to a published penalty (行政处罚法 48)."""

    outcome = forms.ChoiceField(
        label="这份处罚决定被",
        choices=Reversal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "选择一种"},
    )
    on = forms.DateField(
        label="作出日期",
        widget=DateInput,
        help_text="从次日起 3 个工作日内撤回。",
        error_messages={"required": "填写作出日期", "invalid": "按“2026-03-05”的样子填写"},
    )
    by = forms.CharField(label="作出机关", max_length=200, error_messages={"required": "填写作出机关"})
    document = forms.CharField(label="文书号", max_length=100, required=False)
    reason = forms.CharField(
        label="理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="公众会看到。",
        error_messages={"required": "写明理由"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class WithdrawForm(forms.Form):
    """The note that stands in its place."""

    reason = forms.CharField(
        label="撤回说明",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="原地址上公众会看到这段话。",
        error_messages={"required": "写明撤回说明"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


def offered(publication: Publication, can: set[str]) -> list[tuple]:
    """(shown, heading, explanation, address name, form) as publishing.desk.steps has them."""
    if publication.record != PENALTY.name or publication.state != Publication.State.PUBLISHED:
        return []
    note = note_of(publication)
    return [
        (
            not note and "reverse_penalty" in can,
            "登记变更、撤销",
            "处罚决定被依法变更、撤销、确认违法或者无效的，登记后 3 个工作日内撤回并说明理由（行政处罚法第四十八条）。",
            "reverse",
            ReversalForm(),
        ),
        (
            bool(note) and "withdraw" in can,
            "撤回这份处罚决定",
            "已经登记变更、撤销，要在 3 个工作日内撤回。说明已经写好，可以改。",
            "take_back",
            WithdrawForm(initial={"reason": note}),
        ),
    ]
