"""The fixed words of every output, in English, Japanese and Chinese.

Law comes with its own words; what stands here is what Sekisho itself says. Each key has all three languages
(a test holds that). Where the words name an outcome they keep to the terms that practitioners use, with the
bracket that belongs to them: "no licence required" always stands on the facts given.
"""

from __future__ import annotations

from typing import Any, Final

LANGUAGES: Final = ("en", "ja", "zh")
SEVERITIES: Final = (
    "not-subject",
    "no-licence-required",
    "authorised",
    "notify",
    "licence-required",
    "prohibited",
)

CATALOGUE: Final[dict[str, tuple[str, str, str]]] = {
    # outcomes
    "not-subject": ("Not subject", "適用なし", "不适用"),
    "no-licence-required": (
        "No licence required (on the facts given)",
        "許可不要（現時点の事実による）",
        "无需许可（就已知事实）",
    ),
    "authorised": (
        "Within an exception or a licence held",
        "特例・取得済み許可の範囲内",
        "属例外或已有许可范围",
    ),
    "notify": ("Notification or report due", "届出・報告が必要", "须通知或报告"),
    "licence-required": ("Licence required", "許可必要", "需许可"),
    "prohibited": ("Prohibited", "禁止", "禁止"),
    "prohibited-with-door": (
        "Prohibited; a special application exists",
        "禁止（特別の申請あり）",
        "禁止（可特别申请）",
    ),
    "may-licence": (
        "Undetermined: may need a licence",
        "未確定：許可必要の可能性あり",
        "未定：可能需许可",
    ),
    "may-prohibited": (
        "Undetermined: may be prohibited",
        "未確定：禁止の可能性あり",
        "未定：可能被禁止",
    ),
    "may-up-to": ("Undetermined: up to “{0}”", "未確定：最大で「{0}」", "未定：最高至“{0}”"),
    "reach-open": (
        "No licence required (on the facts given); whether this law applies is open",
        "許可不要（現時点の事実による）・適用の有無は未確定",
        "无需许可（就已知事实）；是否适用未定",
    ),
    "floor-may": ("{0}; may be: {1}", "{0}（{1}の可能性あり）", "{0}（可能：{1}）"),
    "between": ("from “{0}” to “{1}”", "「{0}」から「{1}」まで", "从“{0}”到“{1}”"),
    "short-not-subject": ("not subject", "適用なし", "不适用"),
    "short-no-licence-required": (
        "no licence required (on the facts given)",
        "許可不要（現時点の事実による）",
        "无需许可（就已知事实）",
    ),
    "short-authorised": (
        "within an exception or a licence held",
        "特例・取得済み許可の範囲内",
        "属例外或已有许可范围",
    ),
    "short-notify": ("notification or report due", "届出・報告が必要", "须通知或报告"),
    "short-licence-required": ("licence required", "許可必要", "需许可"),
    "short-prohibited": ("prohibited", "禁止", "禁止"),
    # truth and how an application is judged
    "true": ("met", "満たす", "满足"),
    "false": ("not met", "満たさない", "不满足"),
    "unknown": ("open", "決まらない", "未定"),
    "presumption-of-approval": ("presumption of approval", "原則許可", "推定批准"),
    "case-by-case": ("case by case", "個別審査", "逐案审查"),
    "presumption-of-denial": ("presumption of denial", "原則不許可", "推定拒绝"),
    "policy-of-denial": ("policy of denial", "不許可の方針", "拒绝政策"),
    # what a reason is
    "rank.statute": ("statute", "法律", "法律"),
    "rank.order": ("order", "政令", "行政法规"),
    "rank.rule": ("rule", "省令・規則", "部门规章"),
    "rank.notice": ("notice", "告示・公告", "公告"),
    "rank.guidance": ("guidance", "通達・ガイダンス", "指南"),
    "rank.practice": ("practice", "運用", "实务做法"),
    # who is asked
    "who.exporter": ("exporter", "輸出者", "出口人"),
    "who.engineer": ("engineer", "技術担当", "技术人员"),
    "who.buyer": ("buyer", "買主", "买方"),
    "who.end-user": ("end user", "需要者", "最终用户"),
    "who.officer": ("export-control officer", "輸出管理担当", "出口管制负责人"),
    "who.counsel": ("counsel", "弁護士", "律师"),
    "who.forwarder": ("forwarder", "フォワーダー", "货运代理"),
    # lines of an answer
    "on": ("on {0}", "{0} 時点", "{0} 当日"),
    "known": ("law as known on {0}", "{0} に判明している法令", "按 {0} 已知的法律"),
    "after-checked": (
        "Warning: the law of {0} was last confirmed on {1}, and this answer is for {2}. "
        "What changed since then is not in it.",
        "警告：{0}の法令の最終確認は {1} であり、この回答は {2} 時点のものです。その後の改正は含まれません。",
        "警告：{0}的法律最后核实于 {1}，而本答复针对 {2}。此后的变化未包括在内。",
    ),
    "assumed": ("Assumed: {0}", "仮定：{0}", "假定：{0}"),
    "why": ("Why", "理由", "理由"),
    "could-be": ("Could be", "可能性", "可能"),
    "besides": ("Besides", "ほかに", "此外"),
    "conduct": ("Conduct", "行為義務", "行为义务"),
    "note": ("Note", "留意点", "提示"),
    "policy": ("Judged", "審査方針", "审查政策"),
    "path": ("Way to a licence", "許可申請", "许可途径"),
    "documents": ("documents", "提出書類", "文件"),
    "desk": ("file with", "提出先", "受理机关"),
    "time": ("time", "処理期間", "期限"),
    "validity": ("valid for", "有効期間", "有效期"),
    "door": ("Door", "特別の申請", "特别申请"),
    "ways": ("Ways", "利用しうる特例", "可用例外"),
    "way-claimed": ("claimed", "援用済み", "已主张"),
    "way-open-to-claim": ("not claimed", "未援用", "未主张"),
    "way-barred": ("shut by {0}", "{0} により不可", "因{0}不可用"),
    "asked": ("Ask", "確認事項", "待查明"),
    "asked-numbers": ("questions {0}", "問 {0}", "第 {0} 问"),
    "asked-below": ("questions {0} below", "下記の問 {0}", "见下列第 {0} 问"),
    "gaps": ("Law not read", "未収録の法令", "未收录的法规"),
    "gap-could": ("could be: {0}", "可能性：{0}", "可能：{0}"),
    "branches": ("If the law", "法令の場合分け", "法律分支"),
    "branch": ("{0}: then {1}", "{0} の場合：{1}", "如 {0}：{1}"),
    "ahead": ("Ahead", "今後の変更", "后续变化"),
    "sums-up": ("{0} of {1} {2}", "{1} 法域のうち {0}：{2}", "{1} 个法域中 {0} 个：{2}"),
    "group-duty": ("with duties or conditions", "義務・条件あり", "已有义务或条件"),
    "group-open": ("not settled", "結果が定まらない", "结果未定"),
    "group-none": (
        "no licence required on the facts given",
        "現時点の事実では許可を要しない",
        "就已知事实无需许可",
    ),
    "items": ("items {0}", "貨物 {0}", "物项 {0}"),
    "item": ("item {0}", "貨物 {0}", "物项 {0}"),
    "questions": ("What is asked, and of whom", "確認事項と確認先", "待查明事项及应问之人"),
    "more-questions": (
        "and {0} more, all of them with --json",
        "ほか {0} 件（--json ですべて表示）",
        "另有 {0} 项（--json 显示全部）",
    ),
    "if": ("if {0}: {1}", "{0} のとき：{1}", "若{0}：{1}"),
    "for": ("for {0}", "対象：{0}", "涉及：{0}"),
    "no-questions": (
        "No fact that could be given would change this answer.",
        "回答を変えうる未確認の事実はありません。",
        "没有可改变本答复的未知事实。",
    ),
    "conflicts": ("The duties conflict", "法の抵触", "法律冲突"),
    "findings": ("What does not fit", "食い違い", "不一致之处"),
    "words-of": ("On whose word", "根拠とした申告", "依据何人所述"),
    "word": ("{0}: {1}, {2}", "{0}：{1}、{2}", "{0}：{1}，{2}"),
    "no-word": (
        "The file does not say who stated the facts.",
        "事実を述べた者の記載がありません。",
        "文件未说明事实由何人陈述。",
    ),
    "nobody-named": ("nobody named", "述べた者の記載なし", "未注明陈述人"),
    "not-modelled": (
        "the law of {0}: not modelled here",
        "{0}の法令：未収録",
        "{0}的法律：尚未收录",
    ),
    "not-asked": (
        "the law of {0}: not asked for",
        "{0}の法令：今回の対象外",
        "{0}的法律：本次未询问",
    ),
    "not-examined": ("Not examined", "検討していない事項", "未审查事项"),
    "footer": (
        "Not legal advice. Law {0}, confirmed {1}. Sekisho {2}.",
        "法的助言ではありません。法令データ {0}、最終確認 {1}。Sekisho {2}。",
        "不构成法律意见。法律数据 {0}，最后核实 {1}。Sekisho {2}。",
    ),
    "and-more": ("and {0} more", "ほか {0} 件", "另有 {0} 项"),
    "and-more-explain": ("and {0} more: --explain", "ほか {0} 件：--explain", "另有 {0} 项：--explain"),
    "your-value": ("given: {0}", "事実：{0}", "事实：{0}"),
    "not-given": ("not given", "未提示", "未提供"),
    "as-above": ("as above", "上記のとおり", "同上"),
    "elsewhere": ("elsewhere", "その他の地域", "其他地方"),
    "yes": ("yes", "はい", "是"),
    "no": ("no", "いいえ", "否"),
    "legend": (
        "# decided   : possible   . ruled out   (from not subject to prohibited)",
        "# 確定   : 可能性あり   . なし   （左端は適用なし、右端は禁止）",
        "# 已定   : 可能   . 排除   （左端为不适用，右端为禁止）",
    ),
    "trace": ("The whole reason", "判断の全過程", "完整理由"),
    # history
    "history-title": (
        "The same transaction on every day on which the law changed",
        "法令が変わった各日における同じ取引",
        "同一交易在法律各变更日的结果",
    ),
    "history-none": (
        "The answer is the same on every day from {0} to {1}.",
        "{0} から {1} まで回答は変わりません。",
        "从 {0} 到 {1} 答复不变。",
    ),
    "history-note": (
        "Every fact is taken as the file gives it; "
        "days of the contract and of other steps move with the day of export.",
        "事実はファイルのとおりとし、契約その他の日付は輸出日とともに動かしています。",
        "事实以文件为准；合同等其他日期随出口日一同移动。",
    ),
    "history-tried": ("{0} days tried", "{0} 日を試算", "已试算 {0} 个日期"),
    "from-day": ("From", "開始", "起"),
    "authority": ("Authority", "法域", "法域"),
    "answer": ("Answer", "回答", "答复"),
    "because": ("Because", "変わった理由", "变化原因"),
    "starts": ("starts: {0}", "施行：{0}", "生效：{0}"),
    "ends": ("ends: {0}", "終了：{0}", "终止：{0}"),
    "changes": ("changes: {0}", "改正：{0}", "修改：{0}"),
    "suspends": ("suspended by {1}: {0}", "停止（{1}）：{0}", "暂停（{1}）：{0}"),
    "suspension-ends": ("suspension {1} ends: {0}", "停止 {1} の終了：{0}", "暂停 {1} 结束：{0}"),
    "first-day-tried": ("first day of the range", "期間の初日", "区间首日"),
    "no-change-of-law": ("a day in the facts", "事実の日付による", "事实中的日期"),
    "same-reasons": ("and {0} more", "ほか {0} 件", "另有 {0} 项"),
    # interview
    "by-needed": (
        "Who answers? Give a name (or --by NAME): ",
        "回答者の氏名（または --by 氏名）：",
        "由谁回答？请输入姓名（或用 --by）：",
    ),
    "interview-help": (
        "? hint   b back   q stop   u cannot be found out",
        "? ヒント   b 戻る   q 終了   u 確認できない",
        "? 提示   b 返回   q 停止   u 无法查明",
    ),
    "interview-open": ("{0} questions open", "未回答 {0} 件", "尚有 {0} 问"),
    "asked-because": ("Asked because of", "確認の理由", "提问依据"),
    "about": ("About", "対象", "关于"),
    "follows": ("What follows", "回答による結果", "结果"),
    "unit": ("Unit", "単位", "单位"),
    "choices": ("Choices", "選択肢", "选项"),
    "by-which": (
        "By what is it known: contract, document, message or press? ",
        "何により把握しましたか（contract 契約書、document 文書、message 連絡、press 報道）：",
        "由何得知（contract 合同、document 文件、message 来函、press 媒体）：",
    ),
    "since-when": (
        "Since which day (2026-11-21; Enter if not known)? ",
        "いつからですか（2026-11-21 の形式。不詳なら Enter）：",
        "自何日起（如 2026-11-21；不详则按 Enter）：",
    ),
    "one-of": ("one of {0}", "{0} のいずれか", "{0} 之一"),
    "no-declaration": (
        "no standing declaration answers {0}; record the fact in the file",
        "{0} に答える申告はありません。ファイルに事実を記入してください",
        "没有可回答 {0} 的声明；请在文件中记录事实",
    ),
    "paper-first": (
        "First find the paper that shows it; what follows is shown after the answer is recorded.",
        "まず根拠となる資料を確認してください。結果は回答の記録後に表示します。",
        "请先找到证明文件；记录答案后再显示结果。",
    ),
    "evidence": (
        "Paper or page that shows it (Enter for none): ",
        "根拠資料（なければ Enter）：",
        "证明文件（没有则按 Enter）：",
    ),
    "no-hint": ("There is no hint for this question.", "この問いのヒントはありません。", "此问没有提示。"),
    "at-first": ("This is the first question.", "最初の問いです。", "这是第一问。"),
    "taken-back": ("Taken back: {0}", "取り消しました：{0}", "已撤回：{0}"),
    "not-understood": ("That does not fit: {0}", "入力が合いません：{0}", "输入不符：{0}"),
    "saved": ("Saved to {0}.", "{0} に保存しました。", "已保存至 {0}。"),
    "stopped": ("Stopped.", "終了しました。", "已停止。"),
    "done": ("Nothing more is asked.", "確認事項はもうありません。", "没有更多问题。"),
    "changed": ("{0}: {1} → {2}", "{0}：{1} → {2}", "{0}：{1} → {2}"),
    "unchanged": ("The answer stays as it was.", "回答は変わりません。", "答复不变。"),
    "left-open": (
        "{0} questions are still open; what cannot be found out keeps the answer open.",
        "未解決の問い {0} 件。確認できない事項は未確定のまま残ります。",
        "仍有 {0} 问未决；无法查明的事项使答复保持未定。",
    ),
    "true-answer": ("yes", "はい", "是"),
    "false-answer": ("no", "いいえ", "否"),
    # law pages
    "id": ("Id", "ID", "编号"),
    "title": ("Title", "表題", "标题"),
    "citation": ("Citation", "典拠", "出处"),
    "native": ("Original name", "原名", "原文名称"),
    "kind": ("Kind", "種別", "类型"),
    "rank": ("Rank", "法形式", "效力层级"),
    "published": ("Published", "公布", "公布"),
    "in-force": ("in force", "施行中", "施行中"),
    "suspended": ("suspended", "停止中", "暂停实施"),
    "deferred": ("deferred", "施行延期", "推迟施行"),
    "not-enforced": (
        "in force, announced as not enforced",
        "施行中（執行しない旨の公表あり）",
        "已生效（已宣布暂不执行）",
    ),
    "unconfirmed": ("law unconfirmed", "効力未確認", "效力未核实"),
    "not-in-force": ("not in force", "施行されていない", "未施行或已终止"),
    "state-on": ("State on {0}", "{0} 時点の状態", "{0} 的状态"),
    "states": ("In force", "効力", "效力"),
    "since-until": ("{2} from {0} to {1}", "{0} から {1} まで {2}", "自 {0} 至 {1} {2}"),
    "since": ("{1} from {0}", "{0} から {1}", "自 {0} 起 {1}"),
    "until": ("{1} to {0}", "{0} まで {1}", "至 {0} {1}"),
    "always": ("{0} on every day", "全期間 {0}", "始终 {0}"),
    "first-day-unstated": (
        "the text does not say whether the first day counts",
        "初日を含むかは条文上明らかでない",
        "条文未说明首日是否计入",
    ),
    "last-day-unstated": (
        "the text does not say whether the last day counts",
        "末日を含むかは条文上明らかでない",
        "条文未说明末日是否计入",
    ),
    "made-by": ("by {0}", "{0} による", "依据 {0}"),
    "suspension": ("Suspension", "停止", "暂停"),
    "afterwards": ("afterwards: {0}", "その後：{0}", "此后：{0}"),
    "returns": ("it returns", "復活", "恢复"),
    "lapses": ("it lapses", "失効", "失效"),
    "reported": ("reported: until {0} ({1})", "報道：{0} まで（{1}）", "据报道：至 {0}（{1}）"),
    "sources": ("Sources", "出典", "来源"),
    "read": ("read", "確認済み", "已读"),
    "partial": ("partly read", "一部確認", "部分核实"),
    "recalled": ("from memory", "未照合", "凭记忆"),
    "checked": ("Last confirmed", "最終確認", "最后核实"),
    "relations": ("Relations", "関係", "关系"),
    "responds_to": ("responds to", "～への対応", "回应"),
    "amends": ("amends", "改正", "修改"),
    "suspends-relation": ("suspends", "停止", "暂停"),
    "supersedes": ("supersedes", "置換", "取代"),
    "folded_into": ("folded into", "編入先", "并入"),
    "implements": ("implements", "実施", "实施"),
    "see_also": ("see also", "参照", "参见"),
    "provisions": ("Provisions", "規定", "条款"),
    "entries": ("Entries", "項目", "条目"),
    "condition": ("Condition", "要件", "条件"),
    "condition-from": ("Condition from {0}", "{0} からの要件", "自 {0} 起的条件"),
    "applies-to": ("Speaks of", "対象", "适用对象"),
    "demands": ("Demands", "要求", "要求"),
    "licence": ("a licence", "許可", "许可"),
    "notification": ("a notification", "届出", "通知"),
    "prohibition": ("forbids it", "禁止", "禁止"),
    "requires-conduct": ("a duty of conduct", "行為義務", "行为义务"),
    "requires-finding": ("a finding", "指摘", "提示"),
    "becomes": ("Then", "効果", "效果"),
    "becomes-none": ("no requirement", "許可不要", "不再要求"),
    "becomes-authorised": ("within the exception", "特例の範囲内", "属例外范围"),
    "becomes-notification": ("a notification", "届出", "通知"),
    "becomes-licence": ("a licence of another kind", "別種の許可", "另一类许可"),
    "lifts": ("Lifts", "適用除外の対象", "适用于"),
    "reach": ("Reach", "適用範囲", "适用范围"),
    "yields": ("Gives way to", "優先する規定", "让位于"),
    "steps": ("Steps", "手順", "步骤"),
    "penalties": ("Penalties", "罰則", "罚则"),
    "notes": ("Notes", "注記", "说明"),
    "model": ("Modelled", "収録状況", "建模程度"),
    "model-full": ("in full", "全要件", "完整"),
    "model-person": ("a person has to judge part of it", "一部は人の判断", "部分须人工判断"),
    "model-pointer": ("known, not read in full", "未読の要件あり", "有未读要件"),
    "pointer": (
        "Law not read: see the original",
        "未収録（要原典確認）",
        "未收录（须查原文）",
    ),
    "cases": ("Cases that test it", "検証事例", "检验案例"),
    "no-cases": ("no case tests it", "検証事例なし", "没有检验案例"),
    "listed": ("Listed", "掲載", "列名"),
    "country": ("Country", "国", "国家"),
    "names": ("Names", "名称", "名称"),
    "date": ("Date", "日付", "日期"),
    "event": ("What happens", "事項", "事项"),
    "state": ("State", "状態", "状态"),
    "answers-to": ("Answers", "対応", "回应"),
    "source": ("Source", "出典", "来源"),
    "point": ("Point", "項目", "事项"),
    "before": ("On {0}", "{0}", "{0}"),
    "diff-none": (
        "Nothing changes between {0} and {1}.",
        "{0} から {1} までに変更はありません。",
        "{0} 至 {1} 没有变化。",
    ),
    "added": ("added", "追加", "新增"),
    "removed": ("removed", "削除", "删除"),
    "changed-word": ("changed", "変更", "变更"),
    "list-none": (
        "No instrument fits. Searched: {0} instruments of {1}.",
        "該当する法令はありません（{1} の {0} 件を検索）。",
        "没有符合的文件（已检索 {1} 的 {0} 份）。",
    ),
    "list-count": ("{0} of {1} instruments", "{1} 件中 {0} 件", "{1} 份中 {0} 份"),
    "lint-fine": (
        "The law files are in order: {0}.",
        "法令ファイルに問題はありません：{0}。",
        "法律文件无误：{0}。",
    ),
    "lint-errors": ("{0} errors, {1} warnings", "エラー {0} 件、警告 {1} 件", "{0} 个错误，{1} 个警告"),
    "cases-run": (
        "{0} cases, {1} as expected, {2} not",
        "{0} 例中 {1} 例一致、{2} 例不一致",
        "{0} 例，{1} 例符合，{2} 例不符",
    ),
    "expected": ("expected {0}", "期待 {0}", "预期 {0}"),
    "got": ("got {0}", "結果 {0}", "实际 {0}"),
    "full": ("full", "全部", "完整"),
    "person": ("person", "人の判断", "人工"),
    "pointers": ("pointer", "未読", "未读"),
    "total": ("total", "計", "合计"),
    "duties": ("duties read", "収録済みの義務", "已读义务"),
    "duty-pointers": ("duties not read", "未読の義務", "未读义务"),
    "law-or-list": (
        "Law or list, and what is missing of it",
        "法令・リストと未収録の内容",
        "法律或清单及未收录内容",
    ),
    "coverage-full": ("full", "全部", "完整"),
    "coverage-partial": ("partial", "一部", "部分"),
    "coverage-pointer": ("pointer", "未読", "未读"),
    "coverage-absent": ("absent", "なし", "无"),
    "not-recorded": ("nothing recorded", "記録なし", "无记录"),
    "diff-begins": ("begins", "施行", "生效"),
    "diff-ends": ("ends", "終了", "终止"),
    "diff-suspended": ("suspended", "停止", "暂停"),
    "diff-resumes": ("resumes", "再開", "恢复"),
    "diff-uncertain": ("state open", "効力未確認", "效力未核实"),
    "diff-words": ("changed", "改正", "修改"),
    "event-published": ("published", "公布", "公布"),
    "event-in-force": ("in force", "施行", "生效"),
    "event-ends": ("ends", "終了", "终止"),
    "event-suspended": ("suspended", "停止", "暂停"),
    "event-suspension-ends": ("suspension ends", "停止の終了", "暂停结束"),
    "group-not-subject": ("not subject", "適用なし", "不适用"),
    "way-may-be-barred": ("may be shut by {0}", "{0} により不可となりうる", "可能因{0}不可用"),
    "asked-as": ("Asked as", "確認事項", "询问"),
    "is-heading": ("a heading: one of its entries", "見出し：次のいずれかの項目", "标题：以下条目之一"),
    "heading": ("Heading", "見出し", "标题"),
    "related": ("Named by", "関連元", "被引用"),
    "instrument": ("Instrument", "法令", "文件"),
    "bars": ("Shuts", "適用不可とする対象", "禁止适用"),
    "serves": ("Serves", "対象", "适用于"),
}


def say(key: str, lang: str, *parts: object) -> str:
    """The fixed words for a key, with `parts` in their places; a key that is not in the catalogue stands
    for itself.
    """
    entry = CATALOGUE.get(key)
    if entry is None:
        return key
    words = entry[LANGUAGES.index(lang)]
    return words.format(*parts) if parts else words


def text(words: Any, lang: str) -> str:
    """Words that come with the law: those of the language, else the English, else any that there are."""
    if isinstance(words, dict):
        found = words.get(lang) or words.get("en") or next(filter(None, words.values()), "")
        return str(found)
    return "" if words is None else str(words)


def severity(word: str) -> int:
    """Where an outcome stands from 0 (not subject) to 5 (prohibited). Raises ValueError for another word."""
    return SEVERITIES.index(word)


def headline(at_least: str, at_most: str, lang: str, door: bool = False) -> str:
    """The outcome of an interval as it is named to the reader: an open one is named by its grave end.

    `door`: the prohibition leaves a special application open.
    """
    low, high = severity(at_least), severity(at_most)
    if low == high:
        return say("prohibited-with-door" if door and high == 5 else at_most, lang)
    if (low, high) == (0, 1):
        return say("reach-open", lang)
    if low >= 2:
        return say("floor-may", lang, say(at_least, lang), say(f"short-{at_most}", lang))
    if high == 4:
        return say("may-licence", lang)
    if high == 5:
        return say("may-prohibited", lang)
    return say("may-up-to", lang, say(f"short-{at_most}", lang))


def strip(at_least: str, at_most: str) -> str:
    """The interval as a row of six cells from not subject to prohibited, readable without colour."""
    low, high = severity(at_least), severity(at_most)
    cells = "".join(
        ("#" if low == high else ":") if low <= step <= high else "." for step in range(len(SEVERITIES))
    )
    return f"[{cells}]"
