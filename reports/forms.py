"""Forms of the report: what was carried over, and why a signed report is made again."""

from django import forms

from applications.forms import StepForm
from reports import rows
from reports.actions import LARGEST


class CarriedForm(StepForm):
    """上年结转 by column; all left empty: it is read from the cases."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code, name in rows.COLUMNS:
            self.fields[code] = forms.IntegerField(
                label=name, required=False, min_value=0, max_value=LARGEST,
                error_messages={"invalid": "填写整数", "min_value": "不能小于 0", "max_value": "数字太大，请核对"},
            )  # fmt: skip

    def carried(self) -> list[int]:
        """Six counts, or nothing when every field is empty."""
        typed = [self.cleaned_data.get(code) for code, _ in rows.COLUMNS]
        return [number or 0 for number in typed] if any(number is not None for number in typed) else []


class ReviseForm(StepForm):
    reason = forms.CharField(
        label="更正的理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "写明为什么更正", "max_length": "最多 500 字"},
    )  # fmt: skip
