"""Forms for what follows a reply: the public log."""

from django import forms

from applications.desk_forms.fields import VerbForm, long_text


class ListForm(VerbForm):
    summary = long_text("公开的摘要", "写明申请什么、结果怎样；不写申请人的任何信息", rows=3)
    reviewed = forms.BooleanField(
        label="已经完成保密审查和个人信息审查", error_messages={"required": "先完成审查，再勾选"}
    )
