"""The pages of the desk's verbs: the form of each, and the action it calls; in the groups of `verbs`."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.verbs import Verb
from applications import actions, desk_forms, verbs


@dataclass(frozen=True)
class Page:
    """A verb, its form, and `run(application, actor, data, at)`."""

    verb: Verb
    form: type
    run: Callable
    explanation: str = ""


def _plain(action: Callable) -> Callable:
    """Runs an action with the form's fields as its keyword arguments."""
    return lambda application, actor, data, at: action(application, actor, at=at, **data)


INTAKE = (
    Page(
        verbs.CONFIRM,
        desk_forms.ConfirmForm,
        _plain(actions.confirm),
        "确认以后开始计算 20 个工作日，并生成登记回执。",
    ),
    Page(
        verbs.WITHDRAW,
        desk_forms.NoteForm,
        _plain(actions.withdraw),
        "申请人书面要求撤回的，登记后不再办理，不能恢复。",
    ),
    Page(
        verbs.SPLIT,
        desk_forms.SplitForm,
        _plain(actions.split),
        "一份申请里有几项互不相干的内容时，可以分开办理、分开答复。申请人用原来的查询码看得到每一件。",
    ),
    Page(
        verbs.READDRESS,
        desk_forms.ReaddressForm,
        _plain(actions.readdress),
        "还没有确认收到、明显寄错机关的，经申请人同意转给负责的机关，由它与申请人确认收到。申请人不同意的，确认收到后以“不属于本机关负责”答复（第三十六条第五项）。",
    ),
)

WORK = (
    Page(verbs.ASSIGN, desk_forms.AssignForm, _plain(actions.assign)),
    Page(
        verbs.ASK_SUPPLEMENT,
        desk_forms.AskSupplementForm,
        _plain(actions.ask_supplement),
        "只能告知一次，收到申请后 7 个工作日内发出。发出后停止计时，收到补正的次日重新起算。",
    ),
    Page(
        verbs.SUPPLEMENT,
        desk_forms.SupplementForm,
        _plain(actions.supplement),
        "补正收到后，期限重新计算。",
    ),
    Page(
        verbs.CONSULT,
        desk_forms.ConsultForm,
        _plain(actions.consult),
        "发出以后暂停计时；对方送达后 15 个工作日内答复。同时生成告知申请人的文书。",
    ),
    Page(verbs.EXTEND, desk_forms.ExtendForm, _plain(actions.extend), "在原期限届满前决定，并告知申请人。"),
    Page(
        verbs.NOTIFY_FEE,
        desk_forms.FeeForm,
        _plain(actions.notify_fee),
        "数量、频次明显超过合理范围的才可以收；发出后停止计时，缴费的次日重新起算（第四十二条，国办函〔2020〕109号）。",
    ),
    Page(
        verbs.TAKE_PAYMENT,
        desk_forms.PaymentForm,
        _plain(actions.take_payment),
        "缴费的次日起重新计算期限。",
    ),
    Page(
        verbs.OBJECT_FEE,
        desk_forms.ObjectionForm,
        _plain(actions.object_fee),
        "提出异议不影响缴费期限的计算；由公开工作机构负责人答复。",
    ),
    Page(
        verbs.ANSWER_OBJECTION,
        desk_forms.AnswerObjectionForm,
        _plain(actions.answer_objection),
        "撤销收费的，期限从次日起重新计算；维持的，仍按原来的缴费期限。",
    ),
    Page(
        verbs.ASK_REASONS,
        desk_forms.AskReasonsForm,
        _plain(actions.ask_reasons),
        "数量、频次明显超过合理范围的，书面要求说明理由（第三十五条）。答复期限照常计算。",
    ),
    Page(verbs.TAKE_REASONS, desk_forms.ReasonsForm, _plain(actions.take_reasons)),
    Page(
        verbs.DELAY,
        desk_forms.DelayForm,
        _plain(actions.delay),
        "理由合理，但是不能按期答复的，确定延迟答复的合理期限，并在原期限届满前告知申请人（第三十五条）。",
    ),
    Page(verbs.GIVE_BACK, desk_forms.ReasonForm, _plain(actions.give_back), "退回以后由负责人重新交办。"),
    Page(verbs.NOTE, desk_forms.TextForm, _plain(actions.note), "只给同事看，申请人看不到。"),
    Page(
        verbs.ASK_HELP,
        desk_forms.HelpForm,
        _plain(actions.ask_help),
        "请本机关其他科室查找、判断。答复期限照常计算；协办人员只看得到申请内容，看不到申请人。",
    ),
    Page(
        verbs.SUGGEST,
        desk_forms.SuggestForm,
        _plain(actions.suggest),
        "申请人书面提出的，登记在这里（第四十四条）。",
    ),
    Page(
        verbs.ANSWER_SUGGESTION,
        desk_forms.AnswerSuggestionForm,
        _plain(actions.answer_suggestion),
        "采纳的，先由信息发布公开；办理结果告知申请人（第四十四条）。",
    ),
)

REPLYING = (
    Page(
        verbs.ATTACH,
        desk_forms.AttachForm,
        _plain(actions.attach),
        "提供给申请人的文件。涉及不予公开的内容，先作区分处理。",
    ),
    Page(
        verbs.APPROVE,
        desk_forms.NoteForm,
        _plain(actions.approve),
        "同意以后，由经办人用印、发出；依照第十四条至第十六条不予公开的，还要由另一位负责人复核。",
    ),
    Page(
        verbs.COUNTERSIGN,
        desk_forms.NoteForm,
        _plain(actions.countersign),
        "依照第十四条至第十六条不予公开的答复，由起草人、审批人以外的人复核以后才能用印。",
    ),
    Page(
        verbs.RECORD_APPROVAL,
        desk_forms.SignedSheetForm,
        _plain(actions.record_approval),
        "呈批单打印、签字以后在这里登记；依照第十四条至第十六条不予公开的，审批、复核各登记一次。起草人不能登记。",
    ),
    Page(verbs.SEND_BACK, desk_forms.ReasonForm, _plain(actions.send_back)),
    Page(verbs.DECLINE, desk_forms.ReasonForm, _plain(actions.decline), "退回经办人重新起草。"),
    Page(
        verbs.ATTACH_SEALED_COPY,
        desk_forms.SealedCopyForm,
        _plain(actions.attach_sealed_copy),
        "盖章件原样保存，记下摘要，发给申请人，任何人都可以凭文号和摘要核对。",
    ),
    Page(
        verbs.E_SEAL,
        desk_forms.PlainForm,
        _plain(actions.e_seal),
        "由县里的电子印章服务用印，盖章件随即附上，最多等一分钟。",
    ),
    Page(verbs.E_SEAL_NOTICE, desk_forms.NoticeESealForm, _plain(actions.e_seal_notice)),
    Page(
        verbs.SEAL_NOTICE,
        desk_forms.NoticeSealForm,
        _plain(actions.seal_notice),
        "已经发出的告知书、回执等补附盖章件，不影响它的日期。",
    ),
    Page(
        verbs.REPLY,
        desk_forms.ReplyForm,
        _plain(actions.reply),
        "发出以后文书不能再改，申请人可以在网上看到；选电子邮件的，平台把盖章件和附件一起寄到申请人的邮箱。",
    ),
    Page(
        verbs.DELIVER,
        desk_forms.DeliveredForm,
        _plain(actions.deliver),
        "签收记录、送达回证等以后才拿到的，在这里登记。",
    ),
    Page(
        verbs.RECORD_RETURN,
        desk_forms.ReturnForm,
        _plain(actions.record_return),
        "邮件退回不改变答复日；登记以后用“再次送达”换一种方式或者地址送出。",
    ),
    Page(verbs.SEND_AGAIN, desk_forms.SendAgainForm, _plain(actions.send_again)),
)

AFTER = (
    Page(verbs.CLOSE, desk_forms.NoteForm, _plain(actions.close), "答复已经送达，材料归档（第四十五条）。"),
    Page(
        verbs.PROPOSE_LISTING,
        desk_forms.ProposeForm,
        _plain(actions.propose_listing),
        "默认不公开。拟出摘要以后，由另一位同事做保密审查和个人信息审查，再公开；只公开摘要和结果。",
    ),
    Page(
        verbs.LIST_PUBLICLY,
        desk_forms.ListForm,
        _plain(actions.list_publicly),
        "公开的是下面这段摘要、答复的类型和日期。摘要不合适的，请经办人重新拟。",
    ),
    Page(
        verbs.UNLIST,
        desk_forms.ReasonForm,
        _plain(actions.unlist),
        "撤下以后公众看不到；再公开要重新拟摘要、重新审查。",
    ),
    Page(
        verbs.RECORD_CHALLENGE,
        desk_forms.RecordChallengeForm,
        _plain(actions.record_challenge),
        "复议在收到副本后 10 个工作日内答复（复议法第四十八条、第八十八条），诉讼在 15 日内答辩（行诉法第六十七条）。",
    ),
)

PAGES = {page.verb.name: page for page in (*INTAKE, *WORK, *REPLYING, *AFTER)}
