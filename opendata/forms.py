"""The form of the public deadline calculator: everything in the address, so that a result can be shared."""

from datetime import date

from django import forms

from opendata.reckoning import CONSULTATIONS
from opendata.views.days import LONGEST

FIRST_YEAR, LAST_YEAR = 2000, 2090
REPLY_DAYS = 20


class PlainDay(forms.DateField):
    """A day that may be left out, in the years that the calculator knows."""

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": f"{label}无效，请写成 2026-09-10 的样子。"},
        )

    def clean(self, value) -> date | None:
        day = super().clean(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
        return day


class DeadlineForm(forms.Form):
    """From which day, and how many working days; and what happened to a request on the way (Art 30, 33)."""

    use_required_attribute = False

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

    supplement_asked = PlainDay("告知补正的日期", "告知以后停止计时（第三十条）")
    supplement_received = PlainDay("收到补正的日期", "从次日起重新计算")
    extended_on = PlainDay("决定并告知延长的日期", "在原期限届满前（第三十三条）")
    extended = forms.IntegerField(
        label="延长几个工作日", required=False, min_value=1, max_value=20, help_text="合计不超过 20 个工作日",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "填写 1 到 20 之间的整数。"),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for number in CONSULTATIONS:
            self.fields[f"sent{number}"] = PlainDay("征求意见书发出的日期", "从次日起暂停计时（第三十三条）")
            self.fields[f"served{number}"] = PlainDay("送达的日期", "最多暂停到送达后第 15 个工作日")
            self.fields[f"answered{number}"] = PlainDay("收到意见的日期", "到当日为止不计入")

    @property
    def happened(self) -> bool:
        """Whether anything besides the first day is told."""
        return any(
            self.data.get(name, "").strip() for name in self.fields if name not in ("received", "days")
        )

    @property
    def on_the_way(self) -> list[tuple[str, list]]:
        """Headings with their fields, for the page."""
        rows = [("补正", ["supplement_asked", "supplement_received"])]
        rows += [
            (f"征求意见（第 {n} 处）", [f"sent{n}", f"served{n}", f"answered{n}"]) for n in CONSULTATIONS
        ]
        rows.append(("延长答复期限", ["extended_on", "extended"]))
        return [(heading, [self[name] for name in names]) for heading, names in rows]

    def clean(self) -> dict:
        data = super().clean()
        if self.happened and data.get("days") not in (None, REPLY_DAYS):
            self.add_error(
                "days",
                f"有补正、征求意见、延长的，按答复申请的 {REPLY_DAYS} 个工作日计算，请填 {REPLY_DAYS}。",
            )
        for number in CONSULTATIONS:
            told = data.get(f"served{number}") or data.get(f"answered{number}")
            if told and not data.get(f"sent{number}") and f"sent{number}" not in self.errors:
                self.add_error(f"sent{number}", "请填写征求意见书发出的日期。")
        for first, second in (("extended_on", "extended"), ("extended", "extended_on")):
            if data.get(first) and not data.get(second) and second not in self.errors:
                self.add_error(second, f"请填写{self.fields[second].label}。")
        arrived = data.get("supplement_received") and not data.get("supplement_asked")
        if arrived and "supplement_asked" not in self.errors:
            self.add_error("supplement_asked", "请填写告知补正的日期。")
        return data

    def clean_received(self):
        received = self.cleaned_data["received"]
        if not FIRST_YEAR <= received.year <= LAST_YEAR:
            raise forms.ValidationError("起算日的年份应在 2000 到 2090 之间。")
        return received
