"""Forms of intake: confirming receipt, writing down a paper or spoken request (Art 29, 31)."""

from django import forms

from applications import intake, receipt
from applications.choices import ApplicantKind, AttachmentKind, Channel, DeliveryMethod
from applications.desk_forms.fields import VerbForm, day, long_text
from applications.forms import AgencyChoice, ApplicantForm, PapersField
from applications.responsible import Suggestion


class ConfirmForm(VerbForm):
    on = day("确认收到的日期", "与申请人双方确认的那一天，期限从次日起算（第三十一条、第三十三条）")
    time = forms.TimeField(
        label="几点", required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "时间写成 10:20 的样子"},
    )  # fmt: skip
    how = forms.ChoiceField(
        label="怎样确认的", choices=list(receipt.CONFIRMED_BY.items()), widget=forms.RadioSelect,
        error_messages={"required": "选择是怎样与申请人确认的"},
    )  # fmt: skip
    contact = forms.CharField(
        label="联系时用的电话或者地址", max_length=120,
        help_text="当面的不填。电话号码、电子邮箱或者通信地址；加密保存，记录里只显示一部分",
        error_messages={"required": "填写联系时用的电话号码或者地址"},
    )  # fmt: skip
    spoke_with = forms.CharField(
        label="与谁确认", max_length=60, help_text="例如：本人、代理人、单位联系人",
        error_messages={"required": "写明是与谁确认的，例如：本人"},
    )  # fmt: skip
    note = forms.CharField(
        label="补充说明", help_text="例如：上午打不通，下午接通", required=False, max_length=300
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = receipt.CHANNELS[self.application.channel].why

    def clean(self) -> dict:
        data = super().clean()
        if data.get("how") == "counter":
            self.errors.pop("contact", None)
            data["contact"] = ""
        proof = {name: self.text(name) for name in ("how", "contact", "spoke_with")}
        self.wrong(receipt.confirmation_problems(self.application.channel, proof))
        time = data.get("time")
        return data | {"time": time.strftime("%H:%M") if time else ""}


class SplitForm(VerbForm):
    """One text, part by part, with a blank line between the parts."""

    parts = forms.CharField(
        label="各项内容", widget=forms.Textarea(attrs={"rows": 14}), max_length=intake.WANTED_LIMIT + 200,
        help_text="一项一段，每两项之间空一行；用申请人的原话。第一项留在本件，其余各成一件，收到日和凭证不变。",
        error_messages={"required": "写明怎样拆分", "max_length": "内容太长"},
    )  # fmt: skip
    note = forms.CharField(label="说明", required=False, max_length=300, help_text="例如：已电话告知申请人")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("parts", intake.proposed_parts(self.application.wanted))

    def clean_parts(self) -> list[str]:
        parts = intake.parts_of(self.cleaned_data["parts"])
        if problem := intake.split_problem(parts):
            raise forms.ValidationError(problem)
        return parts


class ReaddressForm(ConfirmForm):
    """To which agency, and how the applicant agreed."""

    to = AgencyChoice(
        label="转给哪个机关",
        error_messages={"required": "选择转给哪个机关", "invalid_choice": "选择列表中的一个机关"},
    )
    field_order = ("to", "on", "time", "how", "contact", "spoke_with", "note")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].grouped()
        self.fields["on"].label, self.fields["on"].help_text = "申请人同意的日期", ""
        self.fields["how"].label, self.fields["spoke_with"].label = "申请人怎样同意的", "谁同意的"

    def suggest(self, suggestion: Suggestion | None) -> None:
        """The agency that seems responsible (Art 10)."""
        self.choose("to", suggestion)


# (heading, when it is asked: "field=value|value" or "" for always, fields); what is not asked is left empty.
SECTIONS = (
    ("怎样收到的", "", ("agency", "channel", "on")),
    ("", "channel=post_registered", ("mail_number",)),
    ("", "channel=counter", ("spoken",)),
    ("", "spoken=on", ("read_back",)),
    ("申请人", "", ("kind",)),
    ("", "kind=citizen", ("name", "id_kind", "id_number")),
    (
        "",
        "kind=legal_person|organisation",
        ("org_name", "applicant_type", "credit_code", "no_code", "legal_rep", "contact_name"),
    ),
    ("身份证明", "", ("identity_files",)),
    ("联系方式", "", ("phone", "email", "address", "postcode")),
    ("代理人", "", ("by_agent",)),
    ("", "by_agent=on", ("agent_name", "agent_id_kind", "agent_id_number", "agent_phone", "mandate_files")),
    ("所需信息", "", ("title_or_number", "wanted", "time_range", "form", "delivery", "request_files")),
)


class ReceiveForm(ApplicantForm):
    """A request handed in on paper or spoken (Art 29, 31), written down by a clerk."""

    channel = forms.ChoiceField(
        label="收到的渠道", choices=[each for each in Channel.choices if each[0] != Channel.ONLINE],
        error_messages={"required": "选择收到的渠道"},
    )  # fmt: skip
    on = day(
        "收到的日期", "当面提交的填提交日，挂号信填签收日；平常信函、传真、邮件填收件日，随后与申请人确认"
    )
    mail_number = forms.CharField(
        label="邮件号",
        required=False,
        max_length=60,
        help_text="挂号信、特快专递的必填，在详情单或者签收单上",
    )
    spoken = forms.BooleanField(
        label="申请人口头提出，由工作人员代填", required=False,
        help_text="采用书面形式确有困难的，可以口头提出（第二十九条）",
    )  # fmt: skip
    read_back = forms.CharField(
        label="怎样向申请人确认的", required=False, max_length=300,
        help_text="口头提出的必填。例如：逐项宣读，申请人确认无误并按手印",
    )  # fmt: skip
    title_or_number = forms.CharField(label="名称或者文号", required=False, max_length=300)
    wanted = long_text("内容描述", rows=5)
    time_range = forms.CharField(label="时间范围", required=False, max_length=200)
    form = forms.ChoiceField(
        label="提供形式", choices=[("", "选择提供形式"), ("paper", "纸质"), ("electronic", "电子文档")],
        error_messages={"required": "选择提供形式"},
    )  # fmt: skip
    delivery = forms.ChoiceField(
        label="获取方式", choices=[("", "选择获取方式"), *DeliveryMethod.choices],
        error_messages={"required": "选择获取方式"},
    )  # fmt: skip

    request_files = PapersField("申请表和申请材料的扫描件", AttachmentKind.REQUEST)

    def __init__(self, *args, agencies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = forms.ModelChoiceField(
            label="受理机关",
            queryset=agencies,
            empty_label="选择受理机关" if agencies.count() > 1 else None,
            error_messages={"required": "选择受理机关", "invalid_choice": "选择列表中的一个机关"},
        )
        if not self.is_bound:
            self.initial.setdefault("on", self.on)
            self.initial.setdefault("kind", ApplicantKind.CITIZEN)
        self.fields["kind"].label, self.fields["by_agent"].label = "申请人是", "由代理人提出"
        self.order_fields([name for _, _, names in SECTIONS for name in names])

    def sections(self) -> list[tuple[str, str, list]]:
        """(heading, when, fields): what a clerk reads off the paper, part by part."""
        return [(title, when, [self[name] for name in names]) for title, when, names in SECTIONS]

    def clean(self) -> dict:
        data = super().clean()
        if problem := intake.form_problem(self.text("form"), self.text("delivery")):
            self.wrong({"delivery": problem})
        self.wrong(receipt.arrival_problems(self.text("channel"), {"mail_number": self.text("mail_number")}))
        if data.get("spoken") and not self.text("read_back"):
            self.wrong({"read_back": "写明怎样宣读、申请人怎样确认"})
        return data
