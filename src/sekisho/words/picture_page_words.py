"""The words of pictures and of the pages that they stand on: history, destinations, print."""

from __future__ import annotations

from typing import Final

PICTURE_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "picture.and": ("; ", "、", "；"),
    "picture.today": ("today {0}", "本日 {0}", "今天 {0}"),
    "picture.checked": ("law confirmed {0}", "法令の最終確認 {0}", "法律核实于 {0}"),
    "picture.never-checked": ("law never confirmed", "法令は未確認", "法律从未核实"),
    "picture.suspended": ("suspended by {0}, {1} – {2}", "{0} により停止中（{1} – {2}）", "因{0}暂停实施（{1} – {2}）"),
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
    "picture.state-not-enforced": ("in force, announced as not enforced", "施行中（執行しない旨の公表あり）", "已生效（已宣布暂不执行）"),
    "picture.state-not-in-force": ("not in force", "施行されていない", "未施行"),
    "picture.state-recorded": ("recorded, law not modelled", "記録のみ（法令は未収録）", "仅作记录（法规未收录）"),
}
