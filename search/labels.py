"""Chinese names of what stands in the index."""

KINDS = {
    "policy": "政策文件",
    "interpretation": "政策解读",
    "publication": "公开信息",
    "item": "公开事项",
    "agency": "机关",
    "file": "附件",
    "answer": "办理结果",
}
VALIDITY = {
    "in_force": ("现行有效", "ok"),
    "not_yet": ("尚未施行", "info"),
    "amended": ("已修改", "warn"),
    "repealed": ("已废止", "bad"),
    "lapsed": ("已失效", "bad"),
}
FACETS = {
    "kind": "类型",
    "agency": "机关",
    "domain": "领域",
    "topic": "主题",
    "year": "年份",
    "validity": "有效性",
    "interpreted": "解读",
}
INTERPRETED = {"yes": "有解读", "no": "没有解读"}
SORTS = {"relevance": "相关", "newest": "最新"}


def value_label(facet: str, value: str) -> str:
    """How a facet's value reads on a page."""
    if facet == "kind":
        return KINDS.get(value, value)
    if facet == "validity":
        return VALIDITY.get(value, (value, ""))[0]
    if facet == "interpreted":
        return INTERPRETED.get(value, value)
    return f"{value}年" if facet == "year" else value
