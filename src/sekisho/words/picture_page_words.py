"""The words of pictures and of the pages that they stand on: history, destinations, print."""

from __future__ import annotations

from typing import Final

PICTURE_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "picture.and": ("; ", "、", "；"),
    "picture.today": ("today {0}", "本日 {0}", "今天 {0}"),
    "picture.checked": ("law confirmed {0}", "法令の最終確認 {0}", "法律核实于 {0}"),
    "picture.never-checked": ("law never confirmed", "法令は未確認", "法律从未核实"),
    "picture.suspended": (
        "suspended by {0}, {1} – {2}",
        "{0} により停止中（{1} – {2}）",
        "因{0}暂停实施（{1} – {2}）",
    ),
    "picture.history-summary": (
        "The answers of {0} authorities from {1} to {2}, with {3} changes; on {4}: {5}.",
        "{1} から {2} までの {0} 法域の結果（変化 {3} 回）。{4} 時点：{5}。",
        "{1} 至 {2} 期间 {0} 个法域的结果（变化 {3} 次）；{4} 当日：{5}。",
    ),
    "picture.on": ("{0}", "{0}", "{0}"),
    "picture.timeline-summary": (
        "{0} measures of {1} authorities from {2} to {3}: on {4} {5} are suspended and the state of {6} is open; {7} arrows show which answers which.",
        "{2} から {3} までの {1} 法域の措置 {0} 件。{4} 時点で停止中 {5} 件、効力未確認等 {6} 件。対抗関係の矢印 {7} 本。",
        "{2} 至 {3} 期间 {1} 个法域的措施 {0} 项；{4} 当日暂停实施 {5} 项、状态未定 {6} 项；回应关系箭头 {7} 条。",
    ),
    "picture.state-in-force": ("in force", "施行中", "已生效"),
    "picture.state-suspended": ("suspended", "停止中", "暂停实施"),
    "picture.state-unconfirmed": ("law unconfirmed", "効力未確認", "效力未核实"),
    "picture.state-published": ("published, not in force", "公布済み・未施行", "已公布、未生效"),
    "picture.state-deferred": ("deferred", "施行延期", "推迟施行"),
    "picture.state-not-enforced": (
        "in force, announced as not enforced",
        "施行中（執行しない旨の公表あり）",
        "已生效（已宣布暂不执行）",
    ),
    "picture.state-not-in-force": ("not in force", "施行されていない", "未施行"),
    "picture.state-recorded": (
        "recorded, law not modelled",
        "記録のみ（法令は未収録）",
        "仅作记录（法规未收录）",
    ),
    "picture.places-with": ("{0} places: {1}", "{0} か所：{1}", "{0} 个地点：{1}"),
    "picture.all-authorities": (
        "the gravest of all authorities",
        "全法域のうち最も重い結果",
        "各法域中最严的结果",
    ),
    "picture.tiles-summary": (
        "{0} destinations, {1}: {2}.",
        "仕向地 {0} か所（{1}）：{2}。",
        "{0} 个目的地（{1}）：{2}。",
    ),
    "picture.starts-here": (
        "the goods start here; not computed",
        "仕出地のため計算していない",
        "货物由此发出，未计算",
    ),
    "picture.part-africa": ("Africa", "アフリカ", "非洲"),
    "picture.part-americas": ("Americas", "南北アメリカ", "美洲"),
    "picture.part-asia": ("Asia", "アジア", "亚洲"),
    "picture.part-europe": ("Europe", "ヨーロッパ", "欧洲"),
    "picture.part-oceania": ("Oceania", "オセアニア", "大洋洲"),
    "picture.part-antarctica": ("Antarctica", "南極", "南极地区"),
    "picture.ownership-summary": (
        "Owners of {0}: {1} parties, {2} of them on a list, {3} places where an owner is not known.",
        "{0} の所有者：{1} 者、うちリスト掲載 {2} 者、所有者を確認できない箇所 {3} か所。",
        "{0} 的所有者：{1} 个，其中列入名单 {2} 个，所有者不明 {3} 处。",
    ),
    "picture.see-above": ("{0}: see above", "{0}：上記参照", "{0}：见上"),
    # what lines and patterns mean
    "picture.legend-decided": ("decided", "確定した結果", "已确定的结果"),
    "picture.legend-decided-after": (
        "decided, after the law was last confirmed",
        "確定した結果（法令の最終確認より後）",
        "已确定的结果（在法律最后核实之后）",
    ),
    "picture.legend-interval": (
        "what remains possible: facts are missing",
        "ありうる結果の範囲（事実が不足）",
        "可能的结果范围（事实不足）",
    ),
    "picture.legend-unconfirmed": (
        "what remains possible: the law is unconfirmed",
        "ありうる結果の範囲（法令の効力未確認）",
        "可能的结果范围（法律效力未核实）",
    ),
    "picture.legend-suspended": ("what would stand: suspended", "停止中の規制", "暂停实施的管制"),
    "picture.legend-today": ("today", "本日", "今天"),
    "picture.legend-checked": ("the law was last confirmed", "法令の最終確認日", "法律最后核实日"),
    "picture.legend-in-force": ("in force, confirmed", "施行中（確認済み）", "已生效（已核实）"),
    "picture.legend-bar-after": ("after the last confirmation", "最終確認より後", "最后核实之后"),
    "picture.legend-bar-unconfirmed": ("law unconfirmed", "効力未確認", "效力未核实"),
    "picture.legend-bar-suspended": ("suspended", "停止中", "暂停实施"),
    "picture.legend-published": ("published, not in force", "公布済み・未施行", "已公布、未生效"),
    "picture.legend-not-enforced": (
        "in force, announced as not enforced",
        "施行中（執行しない旨の公表あり）",
        "已生效（已宣布暂不执行）",
    ),
    "picture.legend-recorded": (
        "recorded; its law is not modelled",
        "記録のみ（法令は未収録）",
        "仅作记录（法规未收录）",
    ),
    "picture.legend-cut": ("began before the picture", "図の期間より前に開始", "始于图示期间之前"),
    "picture.legend-arrow": ("answered by, as a source states", "対抗措置（出典あり）", "回应措施（有出处）"),
    # tools of a picture
    "picture.zoom-in": ("Zoom in", "拡大", "放大"),
    "picture.zoom-out": ("Zoom out", "縮小", "缩小"),
    "picture.zoom-reset": ("Original size", "元の大きさ", "原始大小"),
    "picture.zoom-keys": (
        "Picture; arrow keys move it when it is enlarged, plus and minus change its size, 0 brings it back.",
        "図。拡大時は矢印キーで移動、＋と－で拡大・縮小、0 で元の大きさに戻る。",
        "图。放大后用方向键移动，加号和减号缩放，0 恢复原大小。",
    ),
    "picture.as-table": ("The same as a table", "同じ内容の表", "同样内容的表格"),
    "picture.what-marks-mean": ("What lines and patterns mean", "線と模様の意味", "线条与图案的含义"),
}
