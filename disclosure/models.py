"""The trace that changes of public content leave, so that every web process learns of them."""

from django.db import models


class ContentChange(models.Model):
    """One row for each transaction that wrote to a watched table; written by triggers (disclosure.content)."""

    id = models.BigAutoField(primary_key=True)

    class Meta:
        verbose_name = verbose_name_plural = "内容变动"
