"""Citations of Chinese law as a Chinese reader writes them: “Article 12(3)” is 第12条(3), “Announcement 18 of 2025” is
2025年第18号公告.

The law files carry one citation in English. It is put into Chinese only where every word of it is known here; else the
reader gets the English as it stands, so that a place in a text is never half translated. Bracketed numbers stay as
they are, because the English does not say which of 款 and 项 they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NUMBER: Final = r"\d+(?:\(\d+\))*\d*(?:\(\d+\))*"
_MORE: Final = rf"(?:(?:, | and | to |, and )(?:{_NUMBER}|(?:\(\d+\))+))*(?![\d-])"
_WHO: Final = {
    "MOFCOM and GACC ": "商务部 海关总署", "MOFCOM and MOST ": "商务部 科技部", "MOFCOM ": "商务部", "GACC ": "海关总署",
    "Foreign Ministry ": "外交部", "UEL Working Mechanism ": "不可靠实体清单工作机制",
}  # fmt: skip
_TYPES: Final = {
    "A (systems, equipment, components)": "A 系统、设备和部件",
    "B (test, inspection, production equipment)": "B 测试、检测和生产设备",
    "C (materials)": "C 材料",
    "D (software)": "D 软件",
    "E (technology)": "E 技术",
}
_PHRASES: Final = {
    "Unreliable Entity List mechanism, ": "不可靠实体清单工作机制公告", "Unreliable Entity List ": "不可靠实体清单工作机制公告",
    "the announcement that lists the party": "列名公告", "the decision that lists the party": "列名决定",
    "the decisions that list the parties": "列名决定", "the notice that lists the party": "列名通知",
    "the notices of the working mechanism": "工作机制的公告", "end-use clause": "最终用途条款",
    "paragraph after item": "其后一段：第", "closing paragraphs": "结尾各段", "last paragraph": "末段",
    "first half": "前半", "second half": "后半",
    "Foreign Ministry Orders 14 of 2024, 17 and 18 of 2025": "外交部令2024年第14号、2025年第17、18号",
    "(MOFCOM, GACC, SASTIND, CMC-EDD)": "（商务部、海关总署、国家国防科工局、中央军委装备发展部）",
    "(MOFCOM, GACC, CMC-EDD)": "（商务部、海关总署、中央军委装备发展部）", "unified list, category 0 (ten)": "统一清单 第0类",
    "first sentence; second sentence for supply from third countries": "第一句；自第三国提供适用第二句",
    "exemption and suits: ": "豁免和诉讼：", "first day in ": "起算日见", "general notes of the list": "清单总注释",
    "list of qualified exporters of December 2025": "2025年12月符合条件的出口企业名单",
    "MOFCOM spokesperson, ": "商务部新闻发言人 ", "customs notice of June 2026": "2026年6月海关通知",
    "press reports of December 2025": "2025年12月媒体报道", "MOFCOM notice of ": "商务部通知 ", "MOFCOM, ": "商务部 ",
    "Taiwan Affairs Office, statements of ": "国务院台湾事务办公室 ", "decision of ": "决定 ",
    "Cryptography Law, as the State Cryptography Administration explains it": "密码法（国家密码管理局解读）",
    "Regulations on Technology Import and Export, definition": "技术进出口管理条例 定义",
    "Regulations on Industrial and Supply Chain Security": "国务院关于产业链供应链安全的规定",
    "Regulations on Countering Improper Extraterritorial Jurisdiction of Foreign States": "反外国不当域外管辖条例",
    "Export Control Law": "出口管制法", "Anti-Foreign Sanctions Law": "反外国制裁法", "FAQ no. 5": "常见问题解答之五",
    "Regulations": "条例", "import and export chapter": "进出口章",
    "licence catalogue of 2026": "2026年许可证管理目录", "precursors": "易制毒化学品", "as Announcement 39 of 2023 names it": "2023年第39号公告所称",
    "Announcement of six departments of June 2025": "2025年6月六部门公告", "Announcement of January 2024": "2024年1月公告",
    "taken over as ": "沿用为 ", "missile list of 2002": "2002年导弹清单", "nuclear dual-use list": "核两用品清单",
    "the lists of the four older regulations": "原四部条例的清单", "unified list": "统一清单", "until 2024-11-30 ": "至 2024-11-30：",
    "Catalogue 2023": "2023年目录", "prohibited part": "禁止出口部分", "restricted part": "限制出口部分",
    "non-ferrous metallurgy entry": "有色金属冶炼条目", "control point ": "控制要点", "entry ": "编号", "annex": "附件", "Annex": "附件",
    "organic compounds": "有机化合物", "purity on the inorganic-element basis": "纯度以无机元素计", "indium antimonide": "锑化铟",
    "superhard materials": "超硬材料", "rare earths": "稀土", "antimony": "锑", "tungsten": "钨", "molybdenum": "钼",
    "tellurium": "碲", "bismuth": "铋", "indium": "铟", "hydride": "氢化物", "oxides": "氧化物", "metal": "金属", "ore": "矿",
    "technology": "技术", "second-hand": "据转述", "extracts": "节录", "number not read": "编号未核对", "original not opened": "未核对原文",
    "temporary control on some UAVs": "部分无人机临时管制", "as summarised": "据摘要", "(reports)": "（据报道）", "(title)": "（仅标题）",
    "(all)": "（同时满足）", "(any)": "（满足其一）", "note": "注", "Law, ": "法", "Law ": "法", "of those regulations": "该条例",
}  # fmt: skip


@lru_cache(4096)
def chinese_citation(cite: str) -> str:
    """A citation of Chinese law in Chinese; "" where some of its words are not known here."""
    words = cite
    for english, chinese in _TYPES.items():
        words = re.sub(
            rf"unified list, category (\d)(?: \(ten\))?, type {re.escape(english)}: ",
            rf"统一清单 第\1类 {chinese} ",
            words,
        )
    words = re.sub(r"as (\d[A-Z]\d+[\w.]*) of the unified list continues it", r"统一清单 \1 沿用", words)
    words = re.sub(r"paragraph after item (\d+)", r"第\1项之后一段", words)
    words = re.sub(r"(?:of )?(\d{4}) No\. (\d+)", r"〔\1〕\2号", words)
    words = re.sub(r"Article (\d+) of the Provisions", r"规定 第\1条", words)
    for phrase in _WHOLE:
        words = words.replace(phrase, _PHRASES[phrase])
    for pattern, make in _RULES:
        words = pattern.sub(make, words)
    for english in sorted(_PHRASES, key=len, reverse=True):
        words = words.replace(english, _PHRASES[english])
    words = re.sub(r",? and (?=\w)", "、", words)
    words = re.sub(r"; ?", "；", words)
    words = re.sub(r",\s*", "，", words)
    words = re.sub(r"\s*\((?=[^\d)])", "（", words)
    words = re.sub(r"(（[^（）()]*)\)", r"\1）", words)
    words = re.sub(r"\s+(?=（)", "", words).strip()
    return "" if re.search(r"(?<![A-Za-z0-9.])[A-Za-z]{2,}(?![\w])", words) else words


def _many(listed: str, unit: str) -> str:
    """ "4, 6(3) and 11" as 第4、6(3)、11条: one unit for the list, as Chinese citations are written."""
    rows = re.sub(r",? and |, ", "、", listed).replace(" to ", "至")
    if unit != "条":
        return f"第{rows}{unit}"
    return "、".join(_article(one) for one in rows.split("、"))


def _article(one: str) -> str:
    match = re.fullmatch(r"(\d+(?:至\d+)?)(.*)", one)
    return one if match is None else f"第{match[1]}条{match[2]}"


def _announcement(match: re.Match[str]) -> str:
    numbers = re.sub(r",? and |, ", "、", match["numbers"])
    kind = {"Announcement": "公告", "Order": "令"}[match["kind"].rstrip("s")]
    who = _WHO.get(match["who"] or "", "")
    return f"{who}{kind}{match['year']}年第{numbers}号" if who else f"{match['year']}年第{numbers}号{kind}"


_WHOLE: Final = tuple(
    one for one in _PHRASES if one.startswith(("Foreign Ministry Orders 14", "(MOFCOM", "as Ann"))
)
"""What has to be put into Chinese before the rules take it apart."""
_RULES: Final = (
    (
        re.compile(
            rf"(?P<who>{'|'.join(map(re.escape, _WHO))})?(?P<kind>Announcements?|Orders?) (?:No\. )?"
            r"(?P<numbers>\d+(?:(?:, | and |, and )\d+)*) of (?P<year>\d{4})"
        ),
        _announcement,
    ),
    (re.compile(r"State Council Order No\. (\d+)"), r"国务院令第\1号"),
    (re.compile(r"\bOrder (?:No\. )?(\d+)"), r"第\1号令"),
    (re.compile(rf"\bArticles? ({_NUMBER}{_MORE})"), lambda match: _many(match[1], "条")),
    (
        re.compile(rf"\bparagraphs? ({_NUMBER}{_MORE}) of (?=\d)"),
        lambda match: _many(match[1], "部分") + "：",
    ),
    (re.compile(rf"\bparagraphs? ({_NUMBER}{_MORE})"), lambda match: _many(match[1], "部分")),
    (re.compile(rf"\bclauses? ({_NUMBER}{_MORE})"), lambda match: _many(match[1], "款")),
    (re.compile(rf"\bitems? ({_NUMBER}{_MORE})"), lambda match: _many(match[1], "项")),
    (re.compile(r"\bpart (\d+)"), r"第\1部分"),
    (re.compile(r"\banswers (\d+) to (\d+)"), r"答\1至\2"),
    (re.compile(r"\b([Aa])nnex (\d+)"), r"附件\2"),
)


def place_in(cite: str, native: str) -> str:
    """A citation without what the instrument's own name says already: 第7项之后一段 beside 商务部 海关总署公告2025年第18号."""
    words = chinese_citation(cite)
    match = re.match(r"(?:[^\d，；]*公告)?(\d{4})年第(\d+)号(?:公告)?(?:，|$)", words)
    if match is not None and f"{match[1]}年第{match[2]}号" in native:
        return words[match.end() :]
    return words
