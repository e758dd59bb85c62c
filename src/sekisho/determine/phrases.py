"""Fixed words of questions and steps, in English, Japanese and Chinese."""

from __future__ import annotations

from sekisho.law.model import Text

COMPLETE: dict[str, Text] = {
    "parties": {"en": "Are these all the parties to the transaction?", "ja": "取引の当事者はこれで全てですか。", "zh": "交易当事方是否已全部列出？"},
    "owners": {"en": "Are these all the owners of the party?", "ja": "この当事者の所有者はこれで全てですか。", "zh": "该当事方的所有人是否已全部列出？"},
    "content": {"en": "Are these all the parts and materials that the item contains?", "ja": "含有する部品・材料はこれで全てですか。", "zh": "所含零部件和材料是否已全部列出？"},
    "made_with": {"en": "Is this all the technology, software, plant and equipment with which the item was made?", "ja": "製造に用いた技術・ソフトウェア・設備はこれで全てですか。", "zh": "制造所用的技术、软件、设备是否已全部列出？"},
    "notices": {"en": "Are these all the notices that an authority gave?", "ja": "当局からの通知はこれで全てですか。", "zh": "主管部门的通知是否已全部列出？"},
    "red_flags": {"en": "Are these all the red flags that are known?", "ja": "把握している懸念情報はこれで全てですか。", "zh": "已知的危险信号是否已全部列出？"},
    "via": {"en": "Are these all the places on the way?", "ja": "経由地はこれで全てですか。", "zh": "途经地是否已全部列出？"},
    "contract_items": {"en": "Is this all that the contract holds?", "ja": "同一契約の他の貨物はこれで全てですか。", "zh": "合同所含物项是否已全部列出？"},
    "licences": {"en": "Are these all the licences put forward?", "ja": "提示する許可証はこれで全てですか。", "zh": "所提交的许可证是否已全部列出？"},
    "items": {"en": "Are these all the items?", "ja": "貨物はこれで全てですか。", "zh": "物项是否已全部列出？"},
}  # fmt: skip
SCREENED: Text = {
    "en": "Was the party screened against {0} on or after the list's last change, and with which result?",
    "ja": "当事者を{0}（最終改正日以後の版）と照合しましたか。結果はどうでしたか。",
    "zh": "是否已按{0}的最新版本筛查该当事方？结果如何？",
}
POSSIBLE: Text = {
    "en": "The screening met {1} on {0}: is it this party? Compare address, register number, date of birth or country; say who decided, and why.",
    "ja": "照合で{0}の{1}が候補に挙がりました。この当事者ですか。住所、法人番号等の登録番号、生年月日、国を比べ、判断した人と理由を記録してください。",
    "zh": "筛查在{0}中发现可能匹配：{1}。是否为该当事方？请比对地址、登记号码、出生日期或国别，并记录判断人和理由。",
}
KNOWN: Text = {
    "en": "What do the contract, the documents held, the messages and notices show about this: {0} Is a declaration in date?",
    "ja": "契約書、保有文書、連絡、当局の通知は次の点について何を示していますか：{0} 有効な申告はありますか。",
    "zh": "合同、所持文件、往来信息及主管部门通知对下列事项有何显示：{0} 是否有有效声明？",
}
RATE: Text = {
    "en": "The price is stated in {0}, the limit is in another currency: what is the rate of the contract's period (`rates`), or the price in the currency of the limit?",
    "ja": "価格は{0}で記載されていますが、基準額は別の通貨です。契約時の換算率（`rates`）又は基準額の通貨による価格はいくらですか。",
    "zh": "价格以{0}列明，而限额为另一币种：合同所属期间的汇率（`rates`）或以限额币种表示的价格是多少？",
}
CLASSIFIED: Text = {
    "en": "Under which entries of {0} was the item classified, by whom and on which day? None is an answer.",
    "ja": "{0}について該非判定の結果（該当項番、判定者、判定日）はどうですか。非該当も回答です。",
    "zh": "按{0}的归类结果如何（条目、判定人、判定日期）？“不属于”也是答案。",
}
LICENCE: dict[str, Text] = {
    "valid": {"en": "From which day until which day is the licence valid?", "ja": "許可証の有効期間はいつからいつまでですか。", "zh": "许可证的有效期起止日期是什么？"},
    "revoked": {"en": "Has the licence been revoked?", "ja": "許可証は取り消されていますか。", "zh": "许可证是否已被撤销？"},
    "covers": {"en": "Which items, parties and quantity does the licence cover?", "ja": "許可証が対象とする貨物、当事者、数量は何ですか。", "zh": "许可证涵盖哪些物项、当事方和数量？"},
}  # fmt: skip
PLACE: dict[str, Text] = {
    "place": {"en": "Which place on the way is it?", "ja": "経由地はどこですか。", "zh": "途经地是哪里？"},
    "from": {"en": "From where does it leave?", "ja": "仕出地はどこですか。", "zh": "起运地是哪里？"},
    "to": {"en": "Where does it go?", "ja": "仕向地はどこですか。", "zh": "运往哪里？"},
    "final": {
        "en": "Where will it finally be used?",
        "ja": "最終仕向地はどこですか。",
        "zh": "最终目的地是哪里？",
    },
}
STEP: dict[str, Text] = {
    "force": {"en": "in force on {0}", "ja": "{0}に施行されているか", "zh": "于{0}是否有效"},
    "entry": {"en": "entry {0}", "ja": "{0}", "zh": "{0}"},
    "member": {
        "en": "there may be one more that is not named",
        "ja": "記載のない対象があり得る",
        "zh": "可能还有未列明者",
    },
    "provision": {"en": "{0}", "ja": "{0}", "zh": "{0}"},
    "relief": {"en": "relief: {0}", "ja": "特例：{0}", "zh": "例外：{0}"},
    "bar": {"en": "shut by: {0}", "ja": "適用除外：{0}", "zh": "排除适用：{0}"},
    "licence": {"en": "licence put forward: {0}", "ja": "提示された許可：{0}", "zh": "所提交的许可：{0}"},
    "yields": {"en": "gives way if this holds: {0}", "ja": "次が優先する場合：{0}", "zh": "让位于：{0}"},
}
