"""Short words that the law files carry in English alone – whom a duty binds, what a ban's door is – in Japanese and Chinese.

A test holds that every such word of the law stands here, so that a new one is translated with its provision.
"""

from __future__ import annotations

from typing import Final

BINDS: Final[dict[str, tuple[str, str, str]]] = {
    "any organisation or individual": ("any organisation or individual", "あらゆる組織・個人", "任何组织和个人"),
    "any organisation or individual, abroad too": ("any organisation or individual, abroad too", "あらゆる組織・個人（国外を含む）", "任何组织和个人（包括境外）"),
    "any organisation or individual, foreign buyers and auditors too": ("any organisation or individual, foreign buyers and auditors too", "あらゆる組織・個人（外国の買主・監査人を含む）", "任何组织和个人（包括外国买方和审计人员）"),
    "citizens, legal persons and organisations of China": ("citizens, legal persons and organisations of China", "中国の公民・法人・組織", "中国公民、法人和组织"),
    "consignor": ("the consignor", "荷送人", "发货人"),
    "consignor, customs agent": ("the consignor, the customs agent", "荷送人・通関代理人", "发货人、报关代理"),
    "end-user": ("the end user", "需要者", "最终用户"),
    "everybody": ("everybody", "何人も", "任何人"),
    "exporter": ("the exporter", "輸出者", "出口经营者"),
    "exporter, importer": ("the exporter, the importer", "輸出者・輸入者", "出口经营者、进口商"),
    "firms in China": ("firms in China", "中国国内の企業", "中国境内企业"),
    "foreign organisations and individuals": ("foreign organisations and individuals", "外国の組織・個人", "外国组织和个人"),
    "foreign organisations and persons": ("foreign organisations and persons", "外国の組織・個人", "外国组织和个人"),
    "foreign-exporter": ("exporters abroad", "国外の輸出者", "境外出口经营者"),
    "foreign-supplier": ("suppliers abroad", "国外の供給者", "境外供应商"),
    "importer, end-user": ("the importer, the end user", "輸入者・需要者", "进口商、最终用户"),
    "organisations and individuals in China": ("organisations and individuals in China", "中国国内の組織・個人", "中国境内的组织和个人"),
    "prc-person": ("Chinese citizens, legal persons and organisations", "中国の公民・法人・組織", "中国公民、法人和组织"),
    "re-exporter": ("the re-exporter", "再輸出者", "再出口者"),
    "service-provider": ("service providers", "役務提供者", "服务提供者"),
    "us-person": ("US persons", "米国人", "美国人"),
}  # fmt: skip
"""Whom a duty binds, by the word of the law files."""

_TABLES_5_AND_6 = (
    "別表第五・第六の貨物（旅行者の携帯品、公館用品、救じゅつ品など。見本は含まない）は承認不要",
    "附表第五、第六的货物（旅客物品、使领馆物品、救济品等，样品除外）无需承认",
)
_LUXURY = ("郵便物・船員等の貨物で奢侈品に当たるものは除かれない", "属奢侈品的邮包和船员物品不在此列")

DOORS: Final[dict[str, tuple[str, str]]] = {
    "a licence or authorisation of BIS as the denial order allows": ("取引禁止命令が認める範囲での BIS の許可・承認", "拒绝令所允许的 BIS 许可或授权"),
    "an application to MOFCOM, in principle refused": ("商務部への申請（原則として不許可）", "向商务部申请（原则上不予许可）"),
    "application to the working mechanism to deal with the listed party": ("掲載された者との取引について工作機制への申請", "就与列名主体的交易向工作机制提出申请"),
    "approval of METI, in principle refused, humanitarian and like goods apart; none is needed for goods of Appended Tables 5 and 6 (travellers' own things, embassy goods, relief goods and others, but no samples); parcels and crew goods are out where they are luxury goods": (
        f"経済産業大臣の承認（人道物資等を除き原則として不承認）。{_TABLES_5_AND_6[0]}。{_LUXURY[0]}",
        f"经济产业大臣的承认（人道物资等除外，原则上不予承认）；{_TABLES_5_AND_6[1]}；{_LUXURY[1]}",
    ),
    "approval of METI, in principle refused, never for luxury goods; none is needed for goods of Appended Tables 5 and 6 (travellers' own things, embassy goods, relief goods and others, but no samples); parcels and crew goods are out where they are luxury goods": (
        f"経済産業大臣の承認（原則として不承認、奢侈品には認められない）。{_TABLES_5_AND_6[0]}。{_LUXURY[0]}",
        f"经济产业大臣的承认（原则上不予承认，奢侈品一律不予）；{_TABLES_5_AND_6[1]}；{_LUXURY[1]}",
    ),
    "approval of METI, in principle refused; none is needed for goods of Appended Tables 5 and 6 (travellers' own things, embassy goods, relief goods and others, but no samples)": (
        f"経済産業大臣の承認（原則として不承認）。{_TABLES_5_AND_6[0]}",
        f"经济产业大臣的承认（原则上不予承认）；{_TABLES_5_AND_6[1]}",
    ),
    "authorisation of BIS": ("BIS の承認", "BIS 的授权"),
    "authorisation of the Office of Foreign Assets Control": ("米国財務省外国資産管理局（OFAC）の承認", "美国财政部外国资产控制办公室（OFAC）的授权"),
    "authorisation of the national authority on the grounds of the regulation": ("規則の定める理由による加盟国当局の許可", "成员国主管机关依条例所定理由的授权"),
    "be entered on the list for the next period": ("次の期間の名簿への登載", "列入下一期名单"),
    "consent of the Minister of Economic Affairs, who may block or reverse decisions": ("経済大臣の同意（大臣は決定を差し止め又は取り消すことができる）", "经济事务大臣的同意（其可阻止或撤销决定）"),
    "exceptional licence from MOFCOM (the text says: in principle)": ("商務部の例外的な許可（条文は「原則として」とする）", "商务部的例外许可（条文用语为“原则上”）"),
    "licence of OFSI, or of the department for trade, on the grounds of the regulations": ("規則の定める理由によるOFSI又は貿易担当省の許可", "OFSI或贸易主管部门依条例所定理由的许可"),
    "exemption granted by MOFCOM": ("商務部による適用除外", "商务部给予的豁免"),
    "exemptions and authorisations of the regulation (not read)": ("規則の適用除外・許可（未収録、要原典確認）", "条例规定的豁免和授权（未收录，须查原文）"),
    "export through a designated unit": ("指定機関を通じた輸出", "由指定单位出口"),
    "export through a military trading company": ("軍品貿易会社を通じた輸出", "由军品贸易公司出口"),
    "licence of METI, in principle refused; humanitarian and like goods apart": ("経済産業大臣の許可（人道物資等を除き原則として不許可）", "经济产业大臣的许可（人道物资等除外，原则上不予许可）"),
    "licence of the Office of Foreign Assets Control": ("米国財務省外国資産管理局（OFAC）の許可", "美国财政部外国资产控制办公室（OFAC）的许可"),
    "licence that the authority may ask for before it prohibits": ("当局が禁止の前に求めうる許可", "主管机关在禁止之前可要求的许可"),
    "since 2025-03-23, special circumstances with the consent of the department that decided (Order 803, Article 16)": ("2025-03-23 以降、特別な事情があり決定した部門の同意がある場合（国務院令第803号第16条）", "自 2025-03-23 起，有特殊情况并经作出决定的部门同意（国务院令第803号第十六条）"),
    "special application to MOFCOM": ("商務部への特別の申請", "向商务部提出特别申请"),
    "special circumstances with the consent of the department that decided (Order 803, Article 16)": ("特別な事情があり決定した部門の同意がある場合（国務院令第803号第16条）", "有特殊情况并经作出决定的部门同意（国务院令第803号第十六条）"),
}  # fmt: skip
"""The door of a ban, by its English words in the law files: Japanese, Chinese."""


def binds_words(word: str, lang: str) -> str:
    """Whom a duty binds, in the reader's language; a word that is not in the table stands for itself."""
    found = BINDS.get(word)
    return word if found is None else found[("en", "ja", "zh").index(lang)]


def door_words(door: str, lang: str) -> str:
    """The door of a ban in the reader's language; words that are not in the table stand for themselves."""
    found = DOORS.get(door)
    return door if found is None or lang == "en" else found[("ja", "zh").index(lang)]
