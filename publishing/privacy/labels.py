"""What the words before a number say it is."""

import re

REACH = 18  # characters before a number in which its label stands
PAGE = 400  # characters before a table row in which the table's head may stand

IDENTITY = re.compile(
    r"身份证|公民身份|身份号|居民证|证件号|驾驶证|户口|居住证|残疾人?证|学籍|身份信息|ID ?(?:card|No)", re.I
)
PHONE = re.compile(r"手机|电话|联系方式|联系人|移动|微信|tel|mobile|phone|致电|拨打|短信|联系", re.I)
ACCOUNT = re.compile(
    r"卡号|信用卡|借记卡|账号|帐号|账户|帐户|银行|开户|储蓄|一卡通|信用社|打卡|卡内|card", re.I
)
PASSPORT = re.compile(r"护照|通行证|证件|回乡证|台胞证|出入境|出境|出国|居留|passport|旅行证", re.I)
# A number that names a thing, not a person.
THING = re.compile(
    r"编[号码]|代码|流水|单号|文号|字号|批次|追溯|登记号|登记证|备案|受理|报建|图斑|宗地|地号|不动产|项目|标段|条码|条形码|序列号|"
    r"识别号|许可|发票|保单|保险单|订单|运单|合同|票号|计划号|准考证|工号|设备号|IMEI|ICCID|MD5|批准|标识码|索引号|"
    r"营业执照|执照号|注册号|组织机构|信用代码|资质|证书|产权|房权|土地证|使用证|运输证|版本|型号|规格|文件|案号|总机|"
    r"产品|批号|期号|刊号|ISBN|ISSN|坐标|经度|纬度|二维码|网址|税号|字第|字\[|第$",
    re.I,
)
STOP = re.compile(r"[，。；;,、\n\t!?！？|]")


def before(text: str, start: int, reach: int = REACH) -> str:
    """The words of the same clause that stand before start, at most reach characters."""
    words = text[max(0, start - reach) : start]
    stops = [stop.end() for stop in STOP.finditer(words.rstrip("：: "))]
    return words[stops[-1] :] if stops else words


def last(pattern: re.Pattern, words: str) -> int:
    """Where the last match of pattern ends in words, or -1."""
    at = -1
    for match in pattern.finditer(words):
        at = match.end()
    return at


def says(text: str, start: int, person: re.Pattern) -> bool | None:
    """True: the nearest label names a person's number of that sort; False: it names a thing; None: no label."""
    words = before(text, start)
    own, other = last(person, words), last(THING, words)
    if own < 0 and other < 0:
        return None
    return own >= other


def headed(text: str, start: int, person: re.Pattern, reach: int = PAGE) -> bool:
    """Is there such a label anywhere shortly before, as the head of a table would be?"""
    return bool(person.search(text, max(0, start - reach), start))
