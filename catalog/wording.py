"""Bring a cell of a published table to one spelling, so that rules can read it. Pure."""

import re
import unicodedata

TRADITIONAL = str.maketrans(
    "個內開變實啟擬徵時項會議決罰獲關機構長對處應當據標準補償證認請務業農產規劃頒發佈後從員與為織單導縣鄉鎮級",
    "个内开变实启拟征时项会议决罚获关机构长对处应当据标准补偿证认请务业农产规划颁发布后从员与为织单导县乡镇级",
)
_PINYIN = re.compile(r"\([a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]+\)")
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMERAL = re.compile(
    r"([零〇一二两三四五六七八九十百]+)(?=个?(?:工作日|自然日|日历日|日|天|小时|星期|周|月|年)|次)"
)


def normalise(text: str) -> str:
    """NFKC, simplified characters, no blanks, line breaks or pinyin notes, Arabic numerals before units."""
    text = unicodedata.normalize("NFKC", text or "").translate(TRADITIONAL)
    text = re.sub(r"[\s|　…]+", "", _PINYIN.sub("", text))
    text = re.sub(r",{2,}", ",", text.replace("半年", "6个月"))
    return _NUMERAL.sub(lambda m: str(numeral(m[1])), text)


def numeral(word: str) -> int:
    """A Chinese numeral below one thousand: 二十 -> 20, 十五 -> 15, 一百二十 -> 120."""
    total = 0
    current = 0
    for char in word:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _DIGITS[char]
    return total + current
