"""The fixed words of the official lists of parties: each key in English, Japanese and Chinese."""

from __future__ import annotations

from typing import Final

SOURCE_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "list-source": ("Source", "情報源", "来源"),
    "source-state": ("State", "状態", "状态"),
    "source-day": ("Fetched", "取得日", "获取日期"),
    "source-checked": ("Last seen to be the newest", "最新と確認した日", "最近确认为最新之日"),
    "source-count": ("Parties", "件数", "主体数"),
    "source-age": ("Days", "経過日数", "天数"),
    "source-current": ("current", "最新", "有效"),
    "source-stale": ("stale", "期限切れ", "已过期"),
    "source-missing": ("missing", "なし", "缺失"),
    "source-damaged": ("damaged", "破損", "已损坏"),
    "source-off": ("switched off", "無効に設定", "已停用"),
    "source-missing-said": ("{0} was never fetched.", "{0} は一度も取得されていません。", "{0} 从未获取。"),
    "source-damaged-said": ("{0} cannot be read.", "{0} は読めません。", "{0} 无法读取。"),
    "source-off-said": (
        "{0} is switched off in the settings.",
        "{0} は設定で無効です。",
        "{0} 已在设置中停用。",
    ),
    "source-uncovered": (
        "Of {0} only what the law itself names can be searched.",
        "{0} は、法令データに収録された者しか照会できません。",
        "{0} 只能查询法律数据本身所列的主体。",
    ),
    "source-covered": ("{0} also stands in {1}.", "{0} は {1} にもあります。", "{0} 也见于 {1}。"),
    "source-stale-said": (
        "{0} is stale: last seen to be the newest {1} days ago, {2} are allowed. Later listings are missing.",
        "{0} は期限切れです。最新と確認してから {1} 日（許容 {2} 日）。その後の掲載は含まれていません。",
        "{0} 已过期：距最近确认为最新已 {1} 天（允许 {2} 天）。此后的列入不在其中。",
    ),
    "source-all-current": (
        "Every list is there and current.",
        "すべてのリストがあり、最新です。",
        "所有清单齐备且有效。",
    ),
    "source-last-failure": (
        "{0}: the last sync ({1}) took nothing: {2}",
        "{0}：直近の同期（{1}）は不採用：{2}",
        "{0}：最近一次同步（{1}）未采用：{2}",
    ),
    "source-accepted": (
        "{0}: accepted by {1} ({2}) although: {3}",
        "{0}：{1} が採用（{2}）。指摘事項：{3}",
        "{0}：由 {1} 采用（{2}），尽管：{3}",
    ),
    "source-flaws": (
        "{0}: {1} places could not be read as meant",
        "{0}：{1} か所が正しく読めませんでした",
        "{0}：{1} 处未能正确读取",
    ),
    "source-folder": ("Archive", "保管場所", "存档位置"),
    "sync-new": (
        "{0}: new edition of {1}, {2} parties",
        "{0}：新しい版（{1}）、{2} 件",
        "{0}：新版本（{1}），{2} 个主体",
    ),
    "sync-changes": (
        "{0} added, {1} removed, {2} changed",
        "追加 {0}、削除 {1}、変更 {2}",
        "新增 {0}，移除 {1}，变更 {2}",
    ),
    "sync-first": ("first edition", "最初の版", "首个版本"),
    "sync-unchanged": (
        "{0}: unchanged since {1}, {2} parties",
        "{0}：{1} から変更なし、{2} 件",
        "{0}：自 {1} 起无变化，{2} 个主体",
    ),
    "sync-refused": (
        "{0}: REFUSED, the old edition stays in use",
        "{0}：不採用。前の版を引き続き使用します",
        "{0}：未采用，继续使用原版本",
    ),
    "sync-failed": (
        "{0}: FAILED, the old edition stays in use",
        "{0}：失敗。前の版を引き続き使用します",
        "{0}：失败，继续使用原版本",
    ),
    "sync-none-yet": (
        "There is no older edition: {0} cannot be searched.",
        "前の版はありません。{0} は照会できません。",
        "没有更早的版本：{0} 无法查询。",
    ),
    "sync-off": ("{0}: switched off in the settings", "{0}：設定で無効", "{0}：已在设置中停用"),
    "sync-may-accept": (
        "Look at the file. If it is whole all the same: sekisho sync {0} --accept --by NAME --why REASON",
        "ファイルを確認してください。それでも正しい場合：sekisho sync {0} --accept --by 氏名 --why 理由",
        "请查看文件。若确属完整：sekisho sync {0} --accept --by 姓名 --why 理由",
    ),
    "sync-stopped": (
        "Stopped. What was fetched so far is kept for the next sync.",
        "中止しました。取得済みの分は次回の同期に使われます。",
        "已停止。已获取的部分保留供下次同步使用。",
    ),
}
