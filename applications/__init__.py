"""Requests for information (依申请公开), from the counter to the reply."""
