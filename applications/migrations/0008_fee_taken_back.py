"""A fee notice that was taken back is an event of its own: nobody paid."""

from django.db import migrations, models


def renamed(apps, schema_editor) -> None:
    events = apps.get_model("applications", "Event").objects
    events.filter(kind="fee_paid", data__fee="cancelled").update(kind="fee_cancelled")


def back(apps, schema_editor) -> None:
    apps.get_model("applications", "Event").objects.filter(kind="fee_cancelled").update(kind="fee_paid")


class Migration(migrations.Migration):

    dependencies = [
        ('applications', "0007_sealed_digest_index"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='event',
            name='applications_event_kind_known',
        ),
        migrations.AlterField(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[('submitted', '提交申请'), ('received', '确认收到'), ('assigned', '交办'), ('supplement_asked', '要求补正'), ('supplement_received', '收到补正'), ('consult_sent', '征求意见'), ('consult_served', '征求意见书送达'), ('consult_answered', '收到意见'), ('extended', '延长答复期限'), ('delayed', '确定延迟答复期限'), ('fee_notified', '收费通知'), ('fee_paid', '收到缴费'), ('fee_cancelled', '收费通知撤销'), ('drafted', '拟出答复'), ('sent_back', '退回修改'), ('approved', '审批同意'), ('replied', '作出答复'), ('countersigned', '复核同意'), ('sealed', '附上盖章件'), ('delivered', '送达'), ('mail_returned', '邮件退回'), ('withdrawn', '撤回申请'), ('readdressed', '转至其他机关'), ('split', '拆分申请'), ('closed', '办结归档'), ('listing_proposed', '拟公开办理结果'), ('listed', '公开办理结果'), ('unlisted', '撤下公开的办理结果'), ('given_back', '退回分办'), ('noted', '内部备注'), ('help_asked', '请求协办'), ('help_given', '协办答复'), ('reasons_asked', '要求说明理由'), ('reasons_given', '收到说明的理由'), ('suggested', '建议主动公开'), ('suggestion_answered', '答复主动公开的建议'), ('challenged', '登记复议、诉讼'), ('challenge_answered', '提交复议答复、答辩'), ('challenge_decided', '登记复议、诉讼结果')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['submitted', 'received', 'assigned', 'supplement_asked', 'supplement_received', 'consult_sent', 'consult_served', 'consult_answered', 'extended', 'delayed', 'fee_notified', 'fee_paid', 'fee_cancelled', 'drafted', 'sent_back', 'approved', 'replied', 'countersigned', 'sealed', 'delivered', 'mail_returned', 'withdrawn', 'readdressed', 'split', 'closed', 'listing_proposed', 'listed', 'unlisted', 'given_back', 'noted', 'help_asked', 'help_given', 'reasons_asked', 'reasons_given', 'suggested', 'suggestion_answered', 'challenged', 'challenge_answered', 'challenge_decided'])), name='applications_event_kind_known'),
        ),
        migrations.RunPython(renamed, back),
    ]
