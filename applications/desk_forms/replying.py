"""Forms of the reply: only what the chosen outcome asks (Art 36-40)."""

from django import forms

from agencies.models import Agency
from applications import giving, intake, outcomes, posting, receipt
from applications.choices import DeliveryMethod, Form
from applications.desk_forms.fields import Section, VerbForm, day, long_text
from applications.models import Letter
from applications.responsible import Suggestion
from publishing import grounds


def scan(label: str, hint: str) -> forms.FileField:
    """A scanned proof, not required."""
    return forms.FileField(
        label=label, help_text=hint, required=False, error_messages={"empty": "文件是空的"}
    )


PROVEN = (DeliveryMethod.POST, *posting.SIGNED_FOR)  # handed over with a number of the mail or a signature


class ReplyForm(VerbForm):
    on = day("答复日期", "直接送达以签收日、邮寄以交邮日、网上以可以查看之日计（国办公开办函〔2016〕235号）")
    method = forms.ChoiceField(label="送达方式", choices=DeliveryMethod.choices)
    carrier = forms.ChoiceField(
        label="邮政企业", required=False, choices=[("", "不是邮寄"), *((name, name) for name in receipt.POSTAL_ENTERPRISES)],
        help_text="邮寄的必须选择；没有公文寄递资格的快递不能用，也不能到付",
    )  # fmt: skip
    proof = forms.CharField(
        label="邮件号或者签收人", required=False, max_length=200, help_text="邮寄的写邮件号，直接送达、现场查阅的写签收人"
    )  # fmt: skip
    file = scan("送达凭证", "收寄回单、送达回证、查阅登记的扫描件（PDF、JPG、PNG），可以以后再登记")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("method", self._way())

    def _way(self) -> str:
        """The way that the letter names, else the one that was asked for (Art 40)."""
        letter = self.application.letters.filter(frozen_at=None).first()
        return (letter and letter.data.get(giving.WAY)) or self.application.delivery

    def sections(self) -> list[Section]:
        """What only post or a signature needs is asked for these ways alone."""
        return [
            Section("", "", [self["on"], self["method"]]),
            Section("", "method=post", [self["carrier"]]),
            Section("", f"method={'|'.join(PROVEN)}", [self["proof"], self["file"]]),
        ]

    def clean(self) -> dict:
        data = super().clean()
        scanned = bool(data.get("file"))
        self.wrong(
            posting.problems(
                data.get("method", ""), self.text("carrier"), self.text("proof"), scanned=scanned
            )
        )
        return data


class SendAgainForm(ReplyForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "再次送出的日期"
        self.fields["on"].help_text = "答复日仍是第一次送出的那一天"


class DeliveredForm(VerbForm):
    on = day("送达日期")
    proof = forms.CharField(
        label="凭证", required=False, max_length=200, help_text="例如：本人 3 月 16 日签收"
    )
    file = scan("凭证的扫描件", "送达回证、投递记录等，PDF、JPG、PNG")


class ReturnForm(VerbForm):
    on = day("退回的日期")
    reason = forms.CharField(
        label="退回的原因", max_length=200, help_text="照退批条填写，例如：地址不详、查无此人、逾期未领",
        error_messages={"required": "写明退回的原因"},
    )  # fmt: skip
    file = scan("退批条的扫描件", "PDF、JPG、PNG")


class AttachForm(VerbForm):
    file = forms.FileField(
        label="附件", error_messages={"required": "选择要添加的文件", "empty": "文件是空的"}
    )


class SealedCopyForm(VerbForm):
    file = forms.FileField(
        label="盖章件",
        help_text="签发、用印以后的扫描件（PDF、JPG、PNG），或者电子签章后的版式文件（PDF、OFD）。附上以后不能替换",
        error_messages={"required": "选择盖章件", "empty": "文件是空的"},
    )


class NoticeSealForm(SealedCopyForm):
    """Which of the letters that went out without a sealed copy."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"] = unsealed_letters(self.application)
        self.order_fields(["letter", "file"])


class NoticeESealForm(VerbForm):
    """Which of them the service is to seal."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"] = unsealed_letters(self.application)


def unsealed_letters(application) -> forms.ModelChoiceField:
    """The letters of a case that went out without a sealed copy."""
    return LetterChoice(
        label="哪一份文书",
        queryset=application.letters.exclude(frozen_at=None).filter(sealed_at=None),
        empty_label=None,
        error_messages={"required": "选择文书", "invalid_choice": "选择一份还没有盖章件的文书"},
    )


class LetterChoice(forms.ModelChoiceField):
    def label_from_instance(self, letter) -> str:
        return f"{letter.title}　{letter.number}"


class SignedSheetForm(VerbForm):
    """A 呈批单 that was signed on paper."""

    signer = forms.CharField(
        label="签批人", max_length=40, help_text="在呈批单上签字的负责人，不能是起草人",
        error_messages={"required": "写明签批人的姓名"},
    )  # fmt: skip
    on = day("签批日期")
    file = forms.FileField(
        label="签批的呈批单", help_text="扫描件，PDF、JPG 或者 PNG",
        error_messages={"required": "选择呈批单的扫描件", "empty": "文件是空的"},
    )  # fmt: skip
    note = long_text("批示意见", required=False, rows=2)


def asking(field: outcomes.Field) -> forms.Field:
    """The form's field for something that an outcome asks; what may stay empty is for `outcomes.problems` to say."""
    if field.kind == "check":
        return forms.BooleanField(label=field.label, help_text=field.hint, required=False)
    if field.kind == "day":
        return day(field.label, field.hint, required=False)
    if field.kind == "line":
        return forms.CharField(label=field.label, help_text=field.hint, required=False, max_length=200)
    return long_text(field.label, field.hint, required=False)


class DraftForm(VerbForm):
    """What the chosen outcome asks, and nothing else."""

    number = forms.CharField(
        label="文号",
        required=False,
        max_length=60,
        help_text="不填的，按本机关当年顺序编号；也可以填公文系统的文号",
    )
    # Filled by a choice from a list, or by another field: these may stay empty, the others are marked as demanded.
    OTHERWISE = ("responsible_unknown", *outcomes.RESPONSIBLE, "earlier", "earlier_letter")

    def __init__(self, *args, outcome: outcomes.Outcome, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        if outcome.needs_ground:
            self.fields["ground"] = self._grounds(outcome.grounds)
        self.objected = self.application.third_party_objected()
        for name in outcomes.asked(outcome.code, objected=self.objected):
            self.fields[name] = asking(outcomes.FIELDS[name])
            spare = outcome.code == "partial" and name in ("harm", "override")
            self.fields[name].demanded = name not in self.OTHERWISE and not spare
        if outcome.code in outcomes.RELEASING:
            self._giving()
        if outcome.code == "partial":
            self._further_parts()
        self._choices()
        if "facts" not in outcome.asks and outcome.code == "granted":
            self.fields["facts"] = long_text("查明的事实", required=False)
        self.order_fields([*[name for name in self.fields if name != "number"], "number"])

    def _giving(self) -> None:
        """As it was asked for, unless something else is chosen (Art 40)."""
        asked = (self.application.form, self.application.delivery)
        rows = ((giving.FORM, "提供的形式", Form), (giving.WAY, "提供的方式", DeliveryMethod))
        for (name, label, choices), wanted in zip(rows, asked, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices.choices, required=False, initial=wanted,
                help_text=f"申请人要求的是“{choices(wanted).label}”",
            )  # fmt: skip
            self.fields[name].demanded = True
        self.fields[giving.WHY] = long_text(
            "不按申请人要求的形式提供的原因",
            "形式、方式与申请人要求不同的才填：按要求提供可能危及政府信息载体安全、公开成本过高，或者申请人同意改变（第四十条）",
            required=False,
            rows=2,
        )

    def _further_parts(self) -> None:
        """Up to four more parts, each withheld on its own ground; empty ones are none (Art 37)."""
        for number in outcomes.FURTHER_PARTS:
            names = outcomes.part_fields(number)
            fields = {name: asking(outcomes.FIELDS[name]) for name in outcomes.PART if name != "ground"}
            fields["ground"] = self._grounds(self.outcome.grounds, required=False)
            for plain, name in names.items():
                fields[plain].label = f"第 {number} 部分：{fields[plain].label}"
                self.fields[name] = fields[plain]

    def sections(self) -> list[Section]:
        """A partial reply is asked part by part, what is withheld on another ground behind its own heading."""
        if self.outcome.code != "partial":
            return super().sections()
        rows = [outcomes.part_fields(number) for number in outcomes.FURTHER_PARTS]
        first = outcomes.part_fields(1)
        apart = {*first.values(), *(name for row in rows for name in row.values()), "number"}
        return [
            Section("", "", [field for field in self if field.name not in apart]),
            Section("不予公开的部分", "", [self[name] for name in first.values()]),
            *(self._folded(number, row) for number, row in zip(outcomes.FURTHER_PARTS, rows, strict=True)),
            Section("", "", [self["number"]]),
        ]

    def _folded(self, number: int, names: dict[str, str]) -> Section:
        fields = [self[name] for name in names.values()]
        title = f"不予公开的第 {number} 部分（依据不同的，分开填写；没有的不填）"
        return Section(title, "", fields, True, any(field.value() or field.errors for field in fields))

    def clean_number(self) -> str:
        number = self.text("number")
        kept = number == self.initial.get("number")
        if not kept and (problem := intake.letter_number_problem(number)):
            raise forms.ValidationError(problem)
        return number

    def _choices(self) -> None:
        """Lists to choose from, which fill in what would have to be typed."""
        if "responsible_name" in self.fields:
            self.fields["responsible_agency"] = forms.ModelChoiceField(
                label="负责的机关在下面的列表里", required=False, to_field_name="slug",
                queryset=Agency.objects.active().exclude(pk=self.application.agency_id),
                empty_label="不在列表里，自己填写", help_text="选择以后，名称、地址、电话自动填好",
                error_messages={"invalid_choice": "选择列表中的一个机关，或者自己填写"},
            )  # fmt: skip
        if "earlier" in self.fields:
            self.fields["earlier_request"] = forms.ChoiceField(
                label="同一申请人以前的申请", required=False, choices=[("", "不在列表里，自己填写"), *self._earlier()],
                help_text="选择以后，编号、文号自动填好", error_messages={"invalid_choice": "选择列表中的一份申请"},
            )  # fmt: skip
        first = ("ground", "responsible_agency", "earlier_request")
        self.order_fields([*(name for name in first if name in self.fields), *self.fields])

    def suggest(self, suggestion: Suggestion | None) -> None:
        """The agency that seems responsible (Art 10, 36(5)); what was drafted before stays."""
        if not any(self.initial.get(name) for name in outcomes.RESPONSIBLE):
            self.choose("responsible_agency", suggestion)

    def _earlier(self) -> list[tuple[str, str]]:
        """(the letter's key, words) of replies to other requests of the same applicant to the same agency."""
        key = self.application.person_key
        rows = (
            Letter.objects.exclude(frozen_at=None).exclude(outcome="").exclude(application=self.application)
        )
        rows = (
            rows.filter(application__person_key=key, agency=self.application.agency) if key else rows.none()
        )
        return [
            (str(row.pk), f"{row.application.number}　{row.number}　{row.application.short_text}")
            for row in rows.select_related("application").order_by("-pk")[:20]
        ]

    def _chosen(self, data: dict) -> dict:
        """What a choice from a list stands for."""
        told = {}
        if agency := data.get("responsible_agency"):
            phone = agency.disclosure_phone or agency.phone
            told |= dict(zip(outcomes.RESPONSIBLE, (agency.name, agency.address, phone), strict=True))
            told["responsible_agency"] = agency.slug
        if key := data.get("earlier_request"):
            letter = Letter.objects.select_related("application").get(pk=key)
            told |= {"earlier": letter.application.number, "earlier_letter": letter.number}
        return told

    @staticmethod
    def _grounds(allowed: tuple[str, ...], *, required: bool = True) -> forms.ChoiceField:
        rows = [choice for choice in grounds.CHOICES if choice[0] in allowed]
        if len(rows) > 1:
            rows = [("", "选择依据"), *rows]
        return forms.ChoiceField(
            label="不予公开的依据", choices=rows, required=required,
            error_messages={"required": "选择不予公开的依据", "invalid_choice": "选择列表中的一条依据"},
        )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        data |= self._chosen(data)
        found = outcomes.problems(self.outcome.code, data, objected=self.objected)
        if self.outcome.code in outcomes.RELEASING:
            found |= giving.problems(data, self.application.form, self.application.delivery)
        if data.get("earlier") == self.application.number:
            found["earlier"] = "这是正在办理的申请，填写以前的申请编号"
        if data.get("search_on") and data["search_on"] > self.on:
            found["search_on"] = "检索日期不能晚于今天"
        self.wrong({name: sentence for name, sentence in found.items() if name in self.fields})
        return {name: "" if value in (None, False) else value for name, value in data.items()}
