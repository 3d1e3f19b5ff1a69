"""Forms of the reply: only what the chosen outcome asks (Art 36-40)."""

from django import forms

from applications import intake, outcomes
from applications.choices import DeliveryMethod
from applications.desk_forms.fields import VerbForm, day, long_text
from publishing import grounds


class ReplyForm(VerbForm):
    on = day("答复日期", "直接送达以签收日、邮寄以交邮日、网上以可以查看之日计（国办公开办函〔2016〕235号）")
    method = forms.ChoiceField(label="送达方式", choices=DeliveryMethod.choices)
    proof = forms.CharField(
        label="送达凭证", required=False, max_length=200, help_text="邮件号、签收人等；邮寄的必填"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("method", self.application.delivery)


class AttachForm(VerbForm):
    file = forms.FileField(
        label="附件", error_messages={"required": "选择要添加的文件", "empty": "文件是空的"}
    )


class DraftForm(VerbForm):
    """What the chosen outcome asks, and nothing else."""

    number = forms.CharField(
        label="文号",
        required=False,
        max_length=60,
        help_text="不填的，按本机关当年顺序编号；也可以填公文系统的文号",
    )

    def __init__(self, *args, outcome: outcomes.Outcome, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        if outcome.needs_ground:
            self.fields["ground"] = self._grounds(outcome.grounds)
        self.objected = self.application.third_party_objected()
        for name in outcomes.asked(outcome.code, objected=self.objected):
            field = outcomes.FIELDS[name]
            self.fields[name] = long_text(field.label, field.hint)
            self.fields[name].error_messages["required"] = field.sentence
        if "facts" not in outcome.asks and outcome.code == "granted":
            self.fields["facts"] = long_text("查明的事实", required=False)
        self.order_fields([*[name for name in self.fields if name != "number"], "number"])

    def clean_number(self) -> str:
        number = self.text("number")
        kept = number == self.initial.get("number")
        if not kept and (problem := intake.letter_number_problem(number)):
            raise forms.ValidationError(problem)
        return number

    @staticmethod
    def _grounds(allowed: tuple[str, ...]) -> forms.ChoiceField:
        rows = [choice for choice in grounds.CHOICES if choice[0] in allowed]
        if len(rows) > 1:
            rows = [("", "选择依据"), *rows]
        return forms.ChoiceField(
            label="不予公开的依据", choices=rows, error_messages={"required": "选择不予公开的依据"}
        )

    def clean(self) -> dict:
        data = super().clean()
        found = outcomes.problems(self.outcome.code, data, objected=self.objected)
        self.wrong({name: sentence for name, sentence in found.items() if name in self.fields})
        return data
