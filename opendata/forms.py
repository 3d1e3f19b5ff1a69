"""The form of the public deadline calculator."""

from django import forms

from opendata.views.days import LONGEST


class DeadlineForm(forms.Form):
    """From which day, and how many working days."""

    received = forms.DateField(
        label="起算日",
        help_text="例如收到申请的日期、发布的日期。当天不算，从第二天开始数。",
        widget=forms.DateInput(
            attrs={"type": "date", "min": "2000-01-01", "max": "2090-12-31"}, format="%Y-%m-%d"
        ),
        error_messages={"required": "请填写起算日。", "invalid": "起算日无效，请写成 2026-09-10 的样子。"},
    )
    days = forms.IntegerField(
        label="工作日数",
        help_text=f"1 到 {LONGEST} 之间的整数。答复政府信息公开申请是 20 个工作日。",
        initial=20,
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "required": "请填写工作日数。",
            "invalid": "工作日数应为整数，例如 20。",
            "min_value": "工作日数至少为 1。",
            "max_value": f"工作日数最多为 {LONGEST}。",
        },
    )

    def clean_received(self):
        received = self.cleaned_data["received"]
        if not 2000 <= received.year <= 2090:
            raise forms.ValidationError("起算日的年份应在 2000 到 2090 之间。")
        return received
