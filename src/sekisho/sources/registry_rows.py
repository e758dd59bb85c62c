"""The rows of the registry of sources: addresses as read on 2026-11-21. An address that moved is mended in the settings."""

from __future__ import annotations

from typing import Any

_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
_CSL = "https://data.trade.gov/downloadable_consolidated_screening_list/v1"
_FSF = "https://webgate.ec.europa.eu/fsd/fsf/public/files"
_FSF_TOKEN = (
    "content?token=dG9rZW4tMjAxNw"  # the same for everybody; the Commission publishes it on its data portal
)
_UK = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List"
_METI = "https://www.meti.go.jp/english/policy/external_economy/trade_control/index.html"
_METI_LAW = "https://www.meti.go.jp/policy/anpo/law00.html"
_MOFCOM = "https://www.mofcom.gov.cn/zcfb/blgg/gg/{year}/index.html"
_LISTED_IN_CHINA = (
    r"列入.*(出口管制管控名单|管控名单|关注名单|不可靠实体清单)"
    r"|(移出|暂停|恢复|继续暂停|停止|取消|调整).*(管控名单|关注名单|不可靠实体清单)"
)


def _file(name: str, url: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "url": url, **more}


ROWS: tuple[dict[str, Any], ...] = (
    {
        "id": "us.csl",
        "authority": "US",
        "titles": {
            "en": "Consolidated Screening List (Commerce, State, Treasury)",
            "ja": "米国統合スクリーニングリスト（CSL）",
            "zh": "美国综合筛查清单（CSL）",
        },
        "page": "https://www.trade.gov/consolidated-screening-list",
        "lists": (
            "us.entity-list",
            "us.unverified-list",
            "us.meu-list",
            "us.denied-persons",
            "us.sdn",
            "us.cmic",
            "us.ssi",
            "us.mbs",
            "us.capta",
            "us.plc",
            "us.fse",
            "us.isn",
            "us.itar-debarred",
        ),
        "layouts": (
            ("csl_json", [_file("consolidated", f"{_CSL}/consolidated.json")]),
            ("csl_csv", [_file("consolidated", f"{_CSL}/consolidated.csv")]),
        ),
        "fewest": 20_000,
        "most": 80_000,
        "smallest": 5_000_000,
        "largest": 300_000_000,
        "stale_after": 3,
        "floors": {
            "us.entity-list": 2_500,
            "us.unverified-list": 100,
            "us.meu-list": 40,
            "us.denied-persons": 400,
            "us.sdn": 14_000,
            "us.cmic": 40,
            "us.isn": 50,
            "us.itar-debarred": 400,
        },
        "holds": ("further names", "addresses", "countries", "programmes"),
    },
    {
        "id": "us.ofac-sdn",
        "authority": "US",
        "titles": {
            "en": "OFAC: Specially Designated Nationals and Blocked Persons",
            "ja": "OFAC 特別指定国民・資産凍結対象者（SDN）",
            "zh": "OFAC 特别指定国民和被冻结人员名单（SDN）",
        },
        "page": "https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists",
        "lists": ("us.sdn",),
        "layouts": (
            ("ofac_xml", [_file("sdn_advanced", f"{_OFAC}/SDN_ADVANCED.XML")]),
            (
                "ofac_csv",
                [
                    _file("sdn", f"{_OFAC}/SDN.CSV"),
                    _file("alt", f"{_OFAC}/ALT.CSV"),
                    _file("add", f"{_OFAC}/ADD.CSV"),
                    _file("sdn_comments", f"{_OFAC}/SDN_COMMENTS.CSV", optional=True),
                ],
            ),
        ),
        "fewest": 12_000,
        "most": 60_000,
        "largest": 500_000_000,
        "stale_after": 3,
        "holds": ("further names", "addresses", "births", "identifiers"),
    },
    {
        "id": "us.ofac-nonsdn",
        "authority": "US",
        "titles": {
            "en": "OFAC: consolidated list of the parties that are not blocked",
            "ja": "OFAC 非SDN統合リスト",
            "zh": "OFAC 非SDN综合名单",
        },
        "page": "https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists",
        "lists": ("us.ssi", "us.cmic", "us.plc", "us.fse", "us.capta", "us.mbs"),
        "layouts": (
            ("ofac_xml", [_file("cons_advanced", f"{_OFAC}/CONS_ADVANCED.XML")]),
            (
                "ofac_csv",
                [
                    _file("cons_prim", f"{_OFAC}/CONS_PRIM.CSV"),
                    _file("cons_alt", f"{_OFAC}/CONS_ALT.CSV"),
                    _file("cons_add", f"{_OFAC}/CONS_ADD.CSV"),
                    _file("cons_comments", f"{_OFAC}/CONS_COMMENTS.CSV", optional=True),
                ],
            ),
        ),
        "fewest": 250,
        "most": 5_000,
        "stale_after": 3,
        "floors": {"us.cmic": 40, "us.ssi": 150},
        "holds": ("further names",),
    },
    {
        "id": "us.denied-persons",
        "authority": "US",
        "titles": {
            "en": "Denied Persons List (Bureau of Industry and Security)",
            "ja": "BIS 取引禁止者リスト（DPL）",
            "zh": "BIS 被拒绝人员清单（DPL）",
        },
        "page": "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
        "lists": ("us.denied-persons",),
        "layouts": (
            (
                "bis_dpl",
                [
                    _file(
                        "dpl",
                        "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
                        follow=(r"Export as CSV|dpl[^/]*\.csv",),
                    )
                ],
            ),
        ),
        "fewest": 250,
        "most": 5_000,
        "smallest": 10_000,
        "largest": 20_000_000,
        "holds": ("addresses", "countries"),
    },
    {
        "id": "eu.fsf",
        "authority": "EU",
        "titles": {
            "en": "EU: consolidated list of persons and entities under financial sanctions",
            "ja": "EU 金融制裁対象者統合リスト",
            "zh": "欧盟金融制裁综合名单",
        },
        "page": "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
        "lists": ("eu.sanctions",),
        "layouts": (
            ("eu_xml", [_file("xml", f"{_FSF}/xmlFullSanctionsList_1_1/{_FSF_TOKEN}")]),
            ("eu_csv", [_file("csv", f"{_FSF}/csvFullSanctionsList_1_1/{_FSF_TOKEN}")]),
        ),
        "fewest": 4_000,
        "most": 30_000,
        "smallest": 1_000_000,
        "stale_after": 7,
        "holds": ("further names", "births", "identifiers"),
    },
    {
        "id": "un.consolidated",
        "authority": "UN",
        "titles": {
            "en": "United Nations Security Council: consolidated list",
            "ja": "国連安全保障理事会 統合制裁リスト",
            "zh": "联合国安全理事会综合名单",
        },
        "page": "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
        "lists": ("un.consolidated",),
        "layouts": (
            (
                "un_xml",
                [_file("consolidated", "https://scsanctions.un.org/resources/xml/en/consolidated.xml")],
            ),
        ),
        "fewest": 600,
        "most": 5_000,
        "smallest": 200_000,
        "largest": 50_000_000,
        "holds": ("further names", "births", "countries"),
    },
    {
        "id": "gb.sanctions",
        "authority": "GB",
        "titles": {"en": "UK Sanctions List", "ja": "英国制裁リスト", "zh": "英国制裁名单"},
        "page": "https://www.gov.uk/government/publications/the-uk-sanctions-list",
        "lists": ("gb.sanctions",),
        "layouts": (
            ("uk_csv", [_file("csv", f"{_UK}.csv")]),
            ("uk_xml", [_file("xml", f"{_UK}.xml")]),
        ),
        "fewest": 4_000,
        "most": 30_000,
        "smallest": 1_000_000,
        "holds": ("further names", "births", "addresses"),
    },
    {
        "id": "jp.end-user-list",
        "authority": "JP",
        "titles": {
            "en": "METI: Foreign End User List",
            "ja": "経済産業省 外国ユーザーリスト",
            "zh": "日本经济产业省 外国最终用户清单",
        },
        "page": _METI,
        "lists": ("jp.foreign-end-user-list", "jp.foreign-end-user-list-cw"),
        "layouts": (
            (
                "meti_xlsx",
                [_file("xlsx", _METI_LAW, follow=(r"ユーザーリスト.*\.xlsx|/20\d{6}_\d+\.xlsx",))],
            ),
            (
                "meti_pdf",
                [_file("pdf", _METI, follow=(r"Review of the End User List", r"End User List.*\.pdf|\.pdf"))],
            ),
        ),
        "fewest": 600,
        "most": 3_000,
        "smallest": 20_000,
        "largest": 50_000_000,
        "stale_after": 60,
        "holds": ("further names", "countries"),
    },
    {
        "id": "cn.mofcom",
        "authority": "CN",
        "titles": {
            "en": "MOFCOM: control list, watch list and Unreliable Entity List announcements",
            "ja": "中国商務部 管控名単・関注名単・信頼できない実体リストの公告",
            "zh": "商务部 管控名单、关注名单、不可靠实体清单公告",
        },
        "page": "https://www.mofcom.gov.cn/zcfb/blgg/index.html",
        "lists": ("cn.control-list", "cn.watch-list", "cn.unreliable-entity-list"),
        "layouts": (
            (
                "mofcom_html",
                [_file("announcements", _MOFCOM, follow=(_LISTED_IN_CHINA,), every=True, since=2020)],
            ),
        ),
        "fewest": 100,
        "most": 5_000,
        "largest": 10_000_000,
        "stale_after": 3,
        "floors": {"cn.control-list": 50, "cn.watch-list": 10, "cn.unreliable-entity-list": 20},
        "fall": 0.0,
        "keeps": True,
    },
    {
        "id": "tw.entity-list",
        "authority": "TW",
        "titles": {
            "en": "Taiwan: SHTC entity list",
            "ja": "台湾 戦略性高科技貨品輸出実体管理名簿",
            "zh": "台湾 战略性高科技货品出口实体管理名单",
        },
        "page": "https://www.trade.gov.tw/",
        "lists": ("tw.entity-list",),
        "layouts": (("taiwan_csv", [_file("csv", "")]),),
        "fewest": 300,
        "most": 50_000,
        "smallest": 1_000,
        "largest": 50_000_000,
        "stale_after": 30,
    },
)
