"""Open points of law in Japanese and Chinese: what a law file says in English only, of a text that was not read or a question that
no text settles. Whoever adds such a point to the law finds here the form that readers of the other languages see; what is
not here stays English, which is never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from .coverage_words import COVERAGE_WHY

OPEN_LAW: Final[dict[str, tuple[str, str]]] = {
    "which items, EAR99 too, and which equipment the paragraph of 2022 named": ("2022年の条項が対象とした品目（EAR99 を含む）と装置の範囲", "2022年条款所涉物项（含 EAR99）和设备的范围"),
    "paragraph (c)(2)(iii) as it stood before 2023-11-17 (3B090 with its software and technology)": ("2023-11-17 より前の (c)(2)(iii) 項（3B090 とそのソフトウェア・技術）", "2023-11-17 之前的 (c)(2)(iii) 款（3B090 及其软件、技术）"),
    "Does a firm count that a listed party holds through another firm?": ("掲載者が他社を通じて保有する企業も対象か", "被列入方通过其他企业持有的企业是否计入"),
    "Are the shares of several listed owners added up?": ("複数の掲載者の持分を合算するか", "多个被列入方的持股是否合并计算"),
    "Articles 20 to 22 of Order 803": ("第803号令第20条から第22条", "第803号令第二十条至第二十二条"),
    "the catalogue of precursors for certain countries": ("特定国向け前駆物質の目録", "向特定国家出口的易制毒化学品目录"),
    "which member states have a law under Article 4(3) (Information Note C/2024/5881)": ("第4条第3項に基づく国内法を持つ加盟国（情報通知 C/2024/5881）", "哪些成员国依第4条第3款制定了法律（信息通告 C/2024/5881）"),
    "which member states have a law under Article 5(3)": ("第5条第3項に基づく国内法を持つ加盟国", "哪些成员国依第5条第3款制定了法律"),
    "which member states use Article 11(2), and how": ("第11条第2項を用いる加盟国とその方法", "哪些成员国适用第11条第2款及其方式"),
    "Regulation 833/2014, Articles 2, 2a, 3k and following with their exemptions": ("規則833/2014 第2条・第2a条・第3k条以下とその適用除外", "第833/2014号条例第2、2a、3k条及以下各条及其豁免"),
    "the regulation on this place": ("この地域に関する規則", "关于该地区的条例"),
    "the catch-all tests for technology (ordinance on invisible trade, Art. 9) and the places they reach": ("技術に関するキャッチオール要件（貿易外省令第9条）と対象地域", "技术的兜底管制要件（贸易外省令第9条）及其适用地区"),
    "Articles 8 to 14: time of the exemption, fines for false reports and for obeying a blocked measure": ("第8条から第14条：免除の期間、虚偽の報告や禁止された措置に従うことへの制裁", "第八条至第十四条：豁免期限、虚假报告和遵守被禁措施的处罚"),
    "from which content the precursor regulations reach a mixture with gamma-butyrolactone": ("γ-ブチロラクトンを含む混合物に前駆物質の規制が及ぶ含有率", "前体管制自何种含量起适用于含γ-丁内酯的混合物"),
    "Does the customs code fit a good of this kind?": ("税番はこの種別の貨物に合っているか", "税则号列与该种类货物是否相符"),
    "Article 7: single decisions of the authorities, extension to unlisted items by member states": ("第7条：当局の個別決定、加盟国による非リスト品目への拡張", "第7条：主管机关的个别决定、成员国对未列物项的扩展"),
    "which tungsten and antimony products are under state trading": ("国営貿易の対象となるタングステン・アンチモン製品の範囲", "哪些钨、锑产品属于国营贸易"),
    "which specific items MOFCOM admits to the registration route (Article 19), and what it calls a reasonable time": ("商務部が登録方式（第19条）を認める品目と「合理的な期間」の意味", "商务部准许以登记方式（第十九条）出口的特定物项，以及“合理期限”的含义"),
    "which processes 3E901.b names (granulation, continuous graphitisation, liquid-phase coating at second hand)": ("3E901.b が掲げる工程（二次資料では造粒・連続黒鉛化・液相被覆）", "3E901.b 所列工艺（据转述为造粒、连续石墨化、液相包覆）"),
    "which other targets part 2 of annex 1 names": ("附属書1第2部が掲げるその他のターゲット", "附件1第2部分所列其他靶材"),
    "which ores 1C914.a names (bastnaesite, monazite and ion-adsorption ore at second hand)": ("1C914.a が掲げる鉱石（二次資料ではバストネサイト・モナザイト・イオン吸着型鉱）", "1C914.a 所列矿石（据转述为氟碳铈矿、独居石、离子吸附型矿）"),
    "which of these materials 1C913.a names, and their sub-codes": ("1C913.a が掲げる材料とその細分コード", "1C913.a 所列材料及其子编码"),
    "which isostatic presses fall under 2B104 instead": ("2B104 に該当する等方圧加圧装置の範囲", "哪些等静压机改归 2B104"),
    "which graphite products Announcement 50 of 2006 held, and their limits": ("2006年第50号公告が掲げた黒鉛製品とその規制値", "2006年第50号公告所列石墨制品及其限值"),
    "whether Announcement 27 of 2023 asks for all or for any of the four features of the laser": ("2023年第27号公告がレーザーの4特性のすべてを求めるか、いずれかで足りるか", "2023年第27号公告要求同时满足激光器四项特性，还是满足其一即可"),
    "what the Cryptography Law of 2020 and Announcement 63 of 2020 left of Article 13": ("2020年の暗号法と同年第63号公告の後に第13条のうち残るもの", "2020年密码法和2020年第63号公告之后第十三条的剩余适用"),
    "the working temperature in 2B902.h (320 to 650 degrees at second hand)": ("2B902.h の使用温度（二次資料では320～650度）", "2B902.h 的工作温度（据转述为320至650度）"),
    "the second kind of furnace in 2B902.o": ("2B902.o の二番目の炉の種類", "2B902.o 所列第二种炉"),
    "the output of the motors in 2B902.g (5.5 to 37 kW at second hand)": ("2B902.g の電動機の出力（二次資料では5.5～37 kW）", "2B902.g 的电机功率（据转述为5.5至37 kW）"),
    "the precursor catalogues of earlier years": ("過年の前駆物質目録", "以往年份的易制毒化学品目录"),
    "the precursor catalogue beyond the substances named here": ("ここに掲げた物質以外の前駆物質目録", "此处所列物质以外的易制毒化学品目录"),
    "the other limits of fine-grain graphite in the missile list of 2002": ("2002年ミサイル・リストの細粒黒鉛のその他の規制値", "2002年导弹清单中细晶粒石墨的其他限值"),
    "the nuclear, missile, chemical, biological, electronics, sensor, marine, aerospace and information-security entries of the list": ("リストのうち原子力・ミサイル・化学・生物・電子・センサー・海洋・航空宇宙・情報セキュリティの項目", "清单中的核、导弹、化学、生物、电子、传感器、船舶、航空航天和信息安全条目"),
    "the metal fuels of the missile list of 2002": ("2002年ミサイル・リストの金属燃料", "2002年导弹清单中的金属燃料"),
    "the limits of inertial equipment as Announcement 31 of 2024 printed them, before the list": ("リスト施行前に2024年第31号公告が掲げた慣性機器の規制値", "清单施行前2024年第31号公告所列惯性设备限值"),
    "Is a listed exporter or broker a party to the transaction in the sense of § 734.9(e), (g), whose examples are purchasers, consignees and end users?": ("掲載者が輸出者又は仲介者の場合、§734.9(e)・(g)にいう取引の当事者（例示は購入者・荷受人・需要者）に当たるか", "被列名者为出口商或中介时，是否属于§734.9(e)、(g)所称交易当事方（所举为购买方、收货人、最终用户）"),
    "Is the bundled US software, assessed by itself, subject to the EAR and in need of a licence? Enter it as an item of its own": ("同梱の米国製ソフトウェアが単独でEARの対象となり許可を要するか（独立の品目として入力する）", "所捆绑的美国软件单独看是否受EAR管辖且需许可（请作为单独物项填写）"),
    "the customs codes of ten digits, and the kinds of oil and gas, that the row names": ("この行が挙げる10桁の税番と石油・ガスの種類", "该行所列的十位税则号列及石油、天然气种类"),
    "Is the user one that § 744.22(f)(2) names (its list is whole for users outside the countries of the section)?": ("需要者が§744.22(f)(2)に列挙された者か（同条の対象国以外の者については同リストが全て）", "用户是否为§744.22(f)(2)所列者（对该条所列国家以外的用户，该名单即为全部）"),
    "Do the owners' rows, taken together, reach this item?": ("所有者の各行を合わせると、この品目に及ぶか", "各所有人所在行合并后是否涵盖该物项"),
    "Which dealings are still allowed where they are strictly limited?": ("取引が厳しく制限される場合、なお認められる取引は何か", "交易受严格限制时，仍允许哪些交易"),
    "General Licences 11 (2016-12-20) and 1B (2021-03-02) of the Treasury, which the rows name": ("各行が挙げる米財務省の一般許可11号（2016年12月20日）・1B号（2021年3月2日）", "各行所提美国财政部第11号（2016-12-20）和第1B号（2021-03-02）通用许可"),
    "Does the broker act for a principal party to effect delivery, and thereby as an intermediate consignee (§ 748.5(d))?": ("仲介者は当事者のために引渡しを行い、中間荷受人（§748.5(d)）に当たるか", "中介是否代表主要当事方交付货物，因而属于中间收货人（§748.5(d)）"),
    "is the purchaser's country under an arms embargo (China: declaration of 1989)?": ("購入者の国は武器禁輸の対象か（中国：1989年宣言）", "购买方所在国是否受武器禁运（中国：1989年声明）"),
    "is this place under an arms embargo (China: declaration of 1989)?": ("この地は武器禁輸の対象か（中国：1989年宣言）", "该地是否受武器禁运（中国：1989年声明）"),
    "is this destination under an arms embargo?": ("この仕向地は武器禁輸の対象か", "该目的地是否受武器禁运"),
    "Which weapon is meant, and does § 744.6(b) name it for this country?": ("どの兵器か。§744.6(b)はこの国について掲げているか", "所指为何种武器，§744.6(b)是否就该国列明"),
    "whether hollow hemispheres and combinations have hollow cylindrical symmetry": ("中空半球体とその組合せが中空円筒対称に当たるか", "空心半球体及其组合是否属于空心圆柱对称"),
    "whether the inner diameter also limits hollow hemispheres and combinations": ("内径の要件が中空半球体とその組合せにも及ぶか", "内径要求是否也适用于空心半球体及其组合"),
    "Article 6(2) to (4): decisions and extensions of the member states": ("第6条2項～4項：加盟国による決定・拡張", "第6条第2至4款：成员国的决定与扩展"),
    "Article 8(2), (4) and (5): decisions and extensions of the member states": ("第8条2項・4項・5項：加盟国による決定・拡張", "第8条第2、4、5款：成员国的决定与扩展"),
    "Strategic Services Act": ("戦略的サービス法", "《战略服务法》"),
    "whether hydrogen mixed with ammonia counts": ("水素とアンモニアの混合ガスが含まれるか", "氢与氨的混合气体是否计入"),
    "whether the ordinance on invisible trade counts the user test for brokering": ("貿易関係貿易外取引等に関する省令が仲介取引に需要者要件を適用するか", "无形贸易省令是否将用户要件适用于中介交易"),
    "Supplement 2 as it stood before 2026-07-23": ("2026年7月23日より前の補足2", "2026年7月23日之前的补编2"),
    "whether weights and collimators are let out, as in the European list": ("EUリストと同様に、おもりとコリメータが除かれるか", "是否如欧盟清单一样排除配重和准直器"),
    "whether dosimeters are let out, as in the European list": ("EUリストと同様に、線量計が除かれるか", "是否如欧盟清单一样排除剂量计"),
    "whether foil of 0.10 mm or less is let out, as in the European list": ("EUリストと同様に、厚さ0.10mm以下の箔が除かれるか", "是否如欧盟清单一样排除厚度不大于0.10mm的箔"),
    "whether devices with less than 1 g are let out, as in the European list": ("EUリストと同様に、1g未満を含む装置が除かれるか", "是否如欧盟清单一样排除含量少于1g的装置"),
    "how low a pressure is high vacuum": ("高真空とは何Pa以下か", "高真空指多低的压力"),
    "the words of 1C351.d.24 (neosaxitoxin)": ("1C351.d.24（ネオサキシトキシン）の文言", "1C351.d.24（新石房蛤毒素）的文字"),
    "Are parties of Hong Kong, Macau and Taiwan foreign organisations and persons in the sense of Article 2?": ("香港・マカオ・台湾の者は第2条にいう外国の組織・個人に当たるか", "香港、澳门、台湾的主体是否属于第二条所称外国组织和个人"),
    "nuclear explosives in a Supplement 3 country are not within § 744.2, other weapons of mass destruction are within §§ 744.3 and 744.4": ("補足3の国における核爆発装置は§744.2の対象外、その他の大量破壊兵器は§744.3・§744.4の対象", "补编3国家的核爆炸装置不在§744.2范围内，其他大规模杀伤性武器属§744.3、§744.4"),
    "what the catalogue says of mixtures with precursors": ("前駆物質を含む混合物についての目録の記載", "目录对含前体混合物的规定"),
    "what the announcement says of mixtures with piperidones": ("ピペリドン類を含む混合物についての公告の記載", "公告对含哌啶酮混合物的规定"),
    "Is a finished lens or window of germanium still germanium metal? The 2026 catalogue prints numbers of headings 9001 and 9002 beside the entry.": ("完成品のゲルマニウム製レンズ・窓は金属ゲルマニウムに当たるか（2026年目録は9001・9002項の番号を併記）", "制成的锗透镜或窗口是否仍属金属锗（2026年目录并列9001、9002品目编号）"),
    "Is anode material that mixes artificial graphite with natural flake graphite a product of natural flake graphite?": ("人造黒鉛と天然鱗片状黒鉛を混合した負極材は、天然鱗片状黒鉛の製品に当たるか", "人造石墨与天然鳞片石墨混合的负极材料是否属于天然鳞片石墨制品"),
    "Does 1C210 reach fabrics and chopped fibre, whose customs numbers stand beside it?": ("1C210は、税番が併記された織物・短繊維にも及ぶか", "1C210是否涵盖并列税号的织物和短切纤维"),
    "Does helium of natural composition count as a mixture that contains helium-3?": ("天然組成のヘリウムはヘリウム3を含む混合物に当たるか", "天然组成的氦是否属于含氦-3的混合物"),
    "Does an alloy with further elements beside those named count as one of those named?": ("列挙された元素以外も含む合金は、列挙の合金に当たるか", "含所列以外元素的合金是否属于所列合金"),
    "Does a target with further elements beside those named count as one of those named?": ("列挙された元素以外も含むターゲットは、列挙のターゲットに当たるか", "含所列以外元素的靶材是否属于所列靶材"),
    "Does an assembly that holds such magnets count as permanent magnet material?": ("その磁石を組み込んだ組立品は永久磁石材料に当たるか", "装有此类磁体的组件是否属于永磁材料"),
    "Does a worked material, a phosphor, a catalyst or an ore in which the element is bound count as a compound or mixture?": ("加工品・蛍光体・触媒・鉱石など元素が結合したものは、化合物又は混合物に当たるか", "该元素以结合态存在的加工品、荧光粉、催化剂或矿石是否属于化合物或混合物"),
    "Does a worked material, a magnet of another kind (nitride, intermetallic), a phosphor, a catalyst or an ore in which the element is bound count as a compound or mixture?": ("加工品・他種の磁石（窒化物・金属間化合物）・蛍光体・触媒・鉱石など元素が結合したものは、化合物又は混合物に当たるか", "该元素以结合态存在的加工品、其他种类磁体（氮化物、金属间化合物）、荧光粉、催化剂或矿石是否属于化合物或混合物"),
    "Is finished equipment that holds such magnets one of the parts, components and assemblies that contain them?": ("その磁石を組み込んだ完成機器は、これを含む部品・組立品に当たるか", "装有此类磁体的整机是否属于含有该磁体的零件、部件和组件"),
    "what the authority decides after the exporter's notice": ("輸出者の届出後の当局の決定", "出口商通知后主管部门的决定"),
    "limits of the Dutch annex of 2024-10-11": ("2024年10月11日のオランダ附属書の規制値", "2024年10月11日荷兰附件的限值"),
    "operation circular, interpretations before 2026-02-14": ("運用通達の解釈（2026年2月14日より前）", "运用通达的解释（2026年2月14日之前）"),
    "the circular as it stood before 2026-02-14": ("2026年2月14日より前の通達", "2026年2月14日之前的通达"),
    "matrix A of the Bulk Licence Guidelines for this entry": ("包括許可取扱要領の別表A（この項番）", "综合许可办理要领附表A（该项）"),
    "which circuits are unembargoed": ("規制対象外とされる回路の範囲", "哪些电路不受禁运"),
    "the codes and scope of footnote 1 before 2024-12-02": ("2024年12月2日より前の脚注1の番号と範囲", "2024年12月2日之前脚注1的编码与范围"),
    "the codes of footnote 4 before 2024-12-02": ("2024年12月2日より前の脚注4の番号", "2024年12月2日之前脚注4的编码"),
    "the destination scope of § 734.9(h) before 2023-11-17": ("2023年11月17日より前の§734.9(h)の仕向地の範囲", "2023年11月17日之前§734.9(h)的目的地范围"),
    "Is the leave of the working mechanism still needed while the measures are suspended?": ("措置の停止中も作業機構の許可を要するか", "措施暂停期间是否仍需工作机制许可"),
}  # fmt: skip
"""By the English words of the law: Japanese, Chinese. A test holds that each stands in the law."""

_LISTS: Final = {
    "us.ccl": ("米国規制品目リスト（CCL）", "美国商业管制清单（CCL）"),
    "eu.annex1": ("EU規則附属書I", "欧盟条例附件一"),
    "jp.table1": ("輸出令別表第一", "日本出口令附表1"),
    "gb.list": ("英国戦略輸出規制リスト", "英国战略出口管制清单"),
}
_LAYERS: Final = {
    "gallium nitride": ("窒化ガリウム", "氮化镓"),
    "gallium oxide": ("酸化ガリウム", "氧化镓"),
    "gallium phosphide": ("リン化ガリウム", "磷化镓"),
    "gallium arsenide": ("ヒ化ガリウム", "砷化镓"),
    "indium gallium arsenide": ("ヒ化インジウムガリウム", "铟镓砷"),
    "gallium selenide": ("セレン化ガリウム", "硒化镓"),
    "gallium antimonide": ("アンチモン化ガリウム", "锑化镓"),
}


def _classified_only(found: re.Match[str]) -> tuple[str, str]:
    ja, zh = _LISTS.get(found[1], (found[1], found[1]))
    return f"{ja}：該非判定の結果によってのみ決まる項目", f"{zh}：只能依判定结果确定的条目"


def _limits(found: re.Match[str]) -> tuple[str, str]:
    if found[2]:
        return (
            f"{found[1]} の規制値（許可目録にのみ見られる番号）",
            f"{found[1]} 的限值（仅见于许可证目录的编号）",
        )
    return f"{found[1]} の規制値", f"{found[1]} 的限值"


def _layer(found: re.Match[str]) -> tuple[str, str]:
    ja, zh = _LAYERS.get(found[1], (found[1], found[1]))
    return (
        f"他の材料の基板上の{ja}層が{ja}に当たるか（公告はウエハーとエピタキシャルウエハーを挙げ、説明がない）",
        f"其他材料衬底上的{zh}层是否属于{zh}（公告列有晶片和外延片，未作说明）",
    )


_THINGS: Final = {
    "furnaces": ("炉", "炉"),
    "parts": ("部品", "零部件"),
    "equipment": ("装置", "设备"),
    "other equipment": ("その他の装置", "其他设备"),
}

_SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...]] = (
    (re.compile(r"([a-z]{2}\.[a-z0-9\-]+): entries that are met by classification only"), _classified_only),
    (re.compile(r"(?:the )?limits of ([\w.]+)(, a code seen in the licence catalogue only)?(?: are not modelled)?"), _limits),
    (re.compile(r"Does a layer of (.+) on a wafer of another material count as \1\? The announcement names wafers and "
                r"epitaxial wafers without saying\."), _layer),
    (re.compile(r"([\w.]+)(?: \([^)]*\))? is not modelled"),
     lambda found: (f"{found[1]}（規制値は未収録）", f"{found[1]}（限值未收录）")),
    (re.compile(r"what ([\w.]+) says of mixtures(?: and solutions)?"),
     lambda found: (f"{found[1]} の混合物・溶液の扱い", f"{found[1]} 对混合物、溶液的规定")),
    (re.compile(r"([\w.]+) was read only in a second-hand summary"),
     lambda found: (f"{found[1]} は二次的な要約でのみ確認", f"{found[1]} 仅见于二手摘要（原文未核对）")),
    (re.compile(r"which (furnaces|parts|equipment|other equipment) ([\w.]+) names"),
     lambda found: (f"{found[2]} が掲げる{_THINGS[found[1]][0]}の範囲", f"{found[2]} 所列{_THINGS[found[1]][1]}的范围")),
    (re.compile(r"the parameters of ([\w.]+)"), lambda found: (f"{found[1]} の仕様値", f"{found[1]} 的参数")),
    (re.compile(r"the other control points of ([\w.]+)"),
     lambda found: (f"{found[1]} のその他の規制事項", f"{found[1]} 的其他控制要点")),
    (re.compile(r"the mixture rule of ([\w.]+)"), lambda found: (f"{found[1]} の混合物の規則", f"{found[1]} 的混合物规则")),
    (re.compile(r"which (?:units|equipment) (?:are|is) specially designed for ([\w.]+)"),
     lambda found: (f"{found[1]} のために特に設計されたものの範囲", f"哪些为 {found[1]} 专门设计")),
)  # fmt: skip


@lru_cache(maxsize=4096)
def open_law(words: str, lang: str) -> str:
    """An open point of law in a language; the English words where nobody has put it into that language."""
    known = OPEN_LAW.get(words) or COVERAGE_WHY.get(words)
    if known is None:
        for shape, told in _SHAPES:
            found = shape.fullmatch(words)
            if found is not None:
                known = told(found)
                break
    return words if known is None else known[0] if lang == "ja" else known[1]
