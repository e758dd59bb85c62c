"""Words of the screening in English, Japanese and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]

WORDS: Mapping[str, Words] = {
    "nobody": {"en": "No match on the lists that were searched.", "ja": "照合したリストに該当候補はありません。", "zh": "已检索的清单中未发现匹配。"},
    "screening": {"en": "Screening of the parties", "ja": "当事者の照合", "zh": "当事方筛查"},
    "possible": {"en": "possible", "ja": "要確認", "zh": "待核实"},
    "confirmed": {"en": "confirmed", "ja": "該当（確定）", "zh": "已确认"},
    "refuted": {"en": "another party", "ja": "別人・別法人", "zh": "非同一主体"},
    "score": {"en": "how often such a match is right", "ja": "この種の一致が正しい割合", "zh": "此类匹配为真的比例"},
    "entry": {"en": "entry", "ja": "掲載", "zh": "条目"},
    "lists": {"en": "lists", "ja": "リスト", "zh": "清单"},
    "listing": {"en": "listing", "ja": "掲載内容", "zh": "条目内容"},
    "shuts": {"en": "exceptions shut", "ja": "許可例外の適用不可", "zh": "不得适用许可例外"},
    "words": {"en": "words", "ja": "語", "zh": "词语"},
    "facts": {"en": "facts", "ja": "属性", "zh": "属性"},
    "settles": {"en": "would settle it", "ja": "確定に必要な情報", "zh": "可用以判定的信息"},
    "means": {"en": "on this list", "ja": "掲載の効果", "zh": "列入的后果"},
    "owner": {"en": "as owner", "ja": "所有者として", "zh": "作为所有人"},
    "decided": {"en": "decided", "ja": "判断", "zh": "判断"},
    "reopened": {"en": "open again, changed since", "ja": "再確認（変更あり）", "zh": "需重新判断，已变更"},
    "gone": {"en": "left the list after", "ja": "掲載終了日", "zh": "移出清单日期（最后一日）"},
    "address": {"en": "address", "ja": "住所", "zh": "地址"},
    "bare": {"en": "a listed address: a licence is needed for whoever is there", "ja": "住所自体が掲載：同所の者は許可対象", "zh": "该地址本身被列入：位于该处者均须许可"},
    "shared": {"en": "address of a listed party: a red flag", "ja": "掲載者の住所：懸念情報", "zh": "被列名者的地址：危险信号"},
    "searched": {"en": "searched", "ja": "照合済み", "zh": "已检索"},
    "missing": {"en": "NOT SEARCHED, no edition at hand", "ja": "未照合（版がありません）", "zh": "未检索（无可用版本）"},
    "bare-address": {"en": "NOT CLEARED: some of its entries are bare addresses; state the party's address, and sync the list", "ja": "判定不可：住所のみの掲載があります。当事者の住所を記載し、リストを同期してください", "zh": "无法排除：清单中有仅列地址的条目，请填写当事方地址并同步清单"},
    "nameless": {"en": "NOT SEARCHED: no name was given", "ja": "未照合（名称がありません）", "zh": "未检索（未提供名称）"},
    "crowded": {"en": "NOT ANSWERED: too many matches elsewhere; name the party more fully", "ja": "判定不可：候補が多すぎます。名称をより詳しく入力してください", "zh": "无法判断：匹配过多，请提供更完整的名称"},
    "stale": {"en": "old", "ja": "古い版", "zh": "版本陈旧"},
    "as-of": {"en": "as of", "ja": "時点", "zh": "截至"},
    "sync": {"en": "`sekisho sync` brings the lists up to date.", "ja": "`sekisho sync` でリストを更新します。", "zh": "`sekisho sync` 可更新清单。"},
    "screened": {"en": "{0} parties screened, {1} to look at", "ja": "{0}件を照合、要確認{1}件", "zh": "已筛查{0}个，待核实{1}个"},
    "added": {"en": "came on a list", "ja": "新規掲載", "zh": "新列入"},
    "changed": {"en": "listing changed", "ja": "掲載内容の変更", "zh": "条目变更"},
    "removed": {"en": "left its list", "ja": "掲載終了", "zh": "移出清单"},
    "touched": {"en": "{0} changes since {1}; they can touch {2} of {3} parties", "ja": "{1}以後の変更{0}件。影響し得る当事者は{3}件中{2}件", "zh": "自{1}以来变更{0}项，可能涉及{3}个当事方中的{2}个"},
    "no-owners": {"en": "The file states no owners of any party.", "ja": "ファイルに所有者の記載がありません。", "zh": "文件未列明任何当事方的所有人。"},
    "truth-true": {"en": "YES", "ja": "該当", "zh": "是"},
    "truth-false": {"en": "no", "ja": "非該当", "zh": "否"},
    "truth-unknown": {"en": "OPEN", "ja": "未確定", "zh": "未定"},
    "cite": {"en": "provision", "ja": "根拠", "zh": "依据"},
    "sum": {"en": "listed owners hold", "ja": "掲載者の持分合計", "zh": "被列名者合计持股"},
    "chain": {"en": "chain", "ja": "経路", "zh": "持股链"},
    "why": {"en": "why", "ja": "理由", "zh": "理由"},
    "flag": {"en": "note", "ja": "留意点", "zh": "提示"},
    "line": {"en": "line", "ja": "行", "zh": "行"},
    "affiliation": {"en": "affiliation", "ja": "所属", "zh": "所属单位"},
    "for": {"en": "for", "ja": "裏付け", "zh": "支持"},
    "against": {"en": "against", "ja": "反証", "zh": "不支持"},
    "silent": {"en": "not known", "ja": "不明", "zh": "未知"},
    "country": {"en": "country", "ja": "国", "zh": "国家"},
    "birth": {"en": "birth", "ja": "生年月日", "zh": "出生日期"},
    "identifier": {"en": "number", "ja": "登録番号", "zh": "登记号码"},
    "kind": {"en": "kind", "ja": "種別", "zh": "类型"},
    "native-name": {"en": "name in its own script", "ja": "原語表記", "zh": "本国文字名称"},
}  # fmt: skip

RELATIONS: Mapping[str, Words] = {
    "as-written": {"en": "the same", "ja": "同一", "zh": "相同"},
    "folded": {"en": "the same", "ja": "同一", "zh": "相同"},
    "transliteration": {"en": "transliteration", "ja": "翻字", "zh": "转写"},
    "pinyin": {"en": "pinyin", "ja": "ピンイン", "zh": "拼音"},
    "polyphone": {"en": "other reading", "ja": "別の読み", "zh": "多音字"},
    "wade-giles": {"en": "Wade-Giles", "ja": "ウェード式", "zh": "威妥玛拼音"},
    "cantonese": {"en": "Cantonese", "ja": "広東語", "zh": "粤语拼写"},
    "romaji": {"en": "romaji", "ja": "ローマ字", "zh": "罗马字"},
    "kanji-reading": {"en": "reading of the characters", "ja": "漢字の読み", "zh": "汉字读音"},
    "revised-romanisation": {"en": "Korean romanisation", "ja": "ローマ字（文化観光部式）", "zh": "韩文罗马字"},
    "mccune-reischauer": {"en": "McCune-Reischauer", "ja": "マッキューン・ライシャワー式", "zh": "马科恩-赖肖尔拼写"},
    "usual-spelling": {"en": "usual spelling", "ja": "慣用表記", "zh": "惯用拼写"},
    "hanja": {"en": "hanja", "ja": "漢字（韓国語読み）", "zh": "韩文汉字读音"},
    "translation": {"en": "translation", "ja": "訳語", "zh": "译词"},
    "abbreviation": {"en": "abbreviation", "ja": "略語", "zh": "缩写"},
    "number": {"en": "number", "ja": "番号", "zh": "编号"},
    "typing-error": {"en": "typing error", "ja": "誤記", "zh": "拼写差错"},
    "transposed": {"en": "letters exchanged", "ja": "文字の入れ替わり", "zh": "字母颠倒"},
    "joined": {"en": "joined", "ja": "連結", "zh": "连写"},
    "split": {"en": "split", "ja": "分割", "zh": "分写"},
    "initial": {"en": "initial", "ja": "頭文字", "zh": "首字母"},
    "missing": {"en": "not in the listed name", "ja": "掲載名にない", "zh": "条目中无"},
    "extra": {"en": "only in the listed name", "ja": "掲載名のみ", "zh": "仅条目中有"},
    "native": {"en": "own script", "ja": "原語表記", "zh": "本国文字"},
}  # fmt: skip


def say(key: str, lang: str) -> str:
    """A word in the language of the output; the key itself where there is none."""
    words = WORDS.get(key) or RELATIONS.get(key) or {}
    return words.get(lang) or words.get("en") or key
