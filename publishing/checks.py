"""The portal refuses to start without its secrecy and privacy gates (Art 15, 17)."""

from django.conf import settings
from django.core.checks import Error, register

from publishing import rules

NEEDED = {
    "publishing.gates.public_attribute": "公开属性",
    "publishing.gates.secrecy_reviewed": "保密审查（第十七条）",
    "publishing.gates.privacy_checked": "个人信息检查（第十五条）",
}


@register()
def index_rule_serves(app_configs, **kwargs) -> list[Error]:
    """The county's rule for index numbers gives every agency and serial a number of its own (Art 12)."""
    try:
        rules.index_number(settings.INDEX_RULE, "CX000", 2026, 1)
    except ValueError as error:
        return [
            Error(f"环境变量 INDEX_RULE 的值“{settings.INDEX_RULE}”不对：{error}。", id="publishing.E010")
        ]
    return []


@register()
def gates_present(app_configs, **kwargs) -> list[Error]:
    """One error for each gate that settings.PUBLICATION_GATES must have and has not."""
    return [
        Error(
            f"发布关口缺少“{label}”，门户不能启动。",
            hint=f"在 settings.PUBLICATION_GATES 中加回 {path}。",
            id=f"publishing.E{number:03d}",
        )
        for number, (path, label) in enumerate(NEEDED.items(), 1)
        if path not in settings.PUBLICATION_GATES
    ]
