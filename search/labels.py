"""Chinese names of what stands in the index."""

KINDS = {
    "policy": "政策文件",
    "interpretation": "政策解读",
    "publication": "公开信息",
    "item": "公开事项",
    "agency": "机关",
    "answer": "答复",
}
VALIDITY = {
    "in_force": ("现行有效", "ok"),
    "not_yet": ("尚未施行", "info"),
    "amended": ("已修改", "warn"),
    "repealed": ("已废止", "bad"),
    "lapsed": ("已失效", "bad"),
}
FACETS = {"kind": "类型", "agency": "机关", "domain": "领域", "year": "年份", "validity": "有效性"}
SORTS = {"relevance": "相关", "newest": "最新"}


def value_label(facet: str, value: str) -> str:
    """How a facet's value reads on a page."""
    if facet == "kind":
        return KINDS.get(value, value)
    if facet == "validity":
        return VALIDITY.get(value, (value, ""))[0]
    return f"{value}年" if facet == "year" else value
