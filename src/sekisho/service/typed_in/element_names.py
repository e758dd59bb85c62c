"""Chemical elements by their names in Chinese, Japanese and English: 镝 and ジスプロシウム are Dy."""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = (
    "H 氢 水素 hydrogen, He 氦 ヘリウム helium, Li 锂 リチウム lithium, Be 铍 ベリリウム beryllium, "
    "B 硼 ホウ素 boron, C 碳 炭素 carbon, N 氮 窒素 nitrogen, O 氧 酸素 oxygen, "
    "F 氟 フッ素 fluorine, Ne 氖 ネオン neon, Na 钠 ナトリウム sodium, "
    "Mg 镁 マグネシウム magnesium, Al 铝 アルミニウム aluminium, Si 硅 ケイ素 silicon, "
    "P 磷 リン phosphorus, S 硫 硫黄 sulfur, Cl 氯 塩素 chlorine, Ar 氩 アルゴン argon, "
    "K 钾 カリウム potassium, Ca 钙 カルシウム calcium, Sc 钪 スカンジウム scandium, "
    "Ti 钛 チタン titanium, V 钒 バナジウム vanadium, Cr 铬 クロム chromium, "
    "Mn 锰 マンガン manganese, Fe 铁 鉄 iron, Co 钴 コバルト cobalt, Ni 镍 ニッケル nickel, "
    "Cu 铜 銅 copper, Zn 锌 亜鉛 zinc, Ga 镓 ガリウム gallium, Ge 锗 ゲルマニウム germanium, "
    "As 砷 ヒ素 arsenic, Se 硒 セレン selenium, Br 溴 臭素 bromine, Kr 氪 クリプトン krypton, "
    "Rb 铷 ルビジウム rubidium, Sr 锶 ストロンチウム strontium, Y 钇 イットリウム yttrium, "
    "Zr 锆 ジルコニウム zirconium, Nb 铌 ニオブ niobium, Mo 钼 モリブデン molybdenum, "
    "Tc 锝 テクネチウム technetium, Ru 钌 ルテニウム ruthenium, Rh 铑 ロジウム rhodium, "
    "Pd 钯 パラジウム palladium, Ag 银 銀 silver, Cd 镉 カドミウム cadmium, "
    "In 铟 インジウム indium, Sn 锡 スズ tin, Sb 锑 アンチモン antimony, Te 碲 テルル tellurium, "
    "I 碘 ヨウ素 iodine, Xe 氙 キセノン xenon, Cs 铯 セシウム caesium, Ba 钡 バリウム barium, "
    "La 镧 ランタン lanthanum, Ce 铈 セリウム cerium, Pr 镨 プラセオジム praseodymium, "
    "Nd 钕 ネオジム neodymium, Pm 钷 プロメチウム promethium, Sm 钐 サマリウム samarium, "
    "Eu 铕 ユウロピウム europium, Gd 钆 ガドリニウム gadolinium, Tb 铽 テルビウム terbium, "
    "Dy 镝 ジスプロシウム dysprosium, Ho 钬 ホルミウム holmium, Er 铒 エルビウム erbium, "
    "Tm 铥 ツリウム thulium, Yb 镱 イッテルビウム ytterbium, Lu 镥 ルテチウム lutetium, "
    "Hf 铪 ハフニウム hafnium, Ta 钽 タンタル tantalum, W 钨 タングステン tungsten, "
    "Re 铼 レニウム rhenium, Os 锇 オスミウム osmium, Ir 铱 イリジウム iridium, "
    "Pt 铂 白金 platinum, Au 金 金 gold, Hg 汞 水銀 mercury, Tl 铊 タリウム thallium, "
    "Pb 铅 鉛 lead, Bi 铋 ビスマス bismuth, Po 钋 ポロニウム polonium, At 砹 アスタチン astatine, "
    "Rn 氡 ラドン radon, Fr 钫 フランシウム francium, Ra 镭 ラジウム radium, "
    "Ac 锕 アクチニウム actinium, Th 钍 トリウム thorium, Pa 镤 プロトアクチニウム protactinium, "
    "U 铀 ウラン uranium, Np 镎 ネプツニウム neptunium, Pu 钚 プルトニウム plutonium, "
    "Am 镅 アメリシウム americium, Cm 锔 キュリウム curium, Bk 锫 バークリウム berkelium, "
    "Cf 锎 カリホルニウム californium, Es 锿 アインスタイニウム einsteinium, "
    "Fm 镄 フェルミウム fermium, Md 钔 メンデレビウム mendelevium, No 锘 ノーベリウム nobelium, "
    "Lr 铹 ローレンシウム lawrencium"
)
"""Symbol, Chinese, Japanese, English (IUPAC), up to lawrencium; nobody ships the others."""
_SYMBOLS: Final = {name.casefold(): row.split()[0] for row in _NAMED.split(", ") for name in row.split()[1:]}
_MORE: Final = {
    "aluminum": "Al", "sulphur": "S", "cesium": "Cs", "アルミ": "Al", "珪素": "Si", "硼素": "B", "砒素": "As", "錫": "Sn",
    "弗素": "F", "ネオジウム": "Nd", "プラセオジウム": "Pr",
}  # fmt: skip


def element_symbol(word: str) -> str:
    """The symbol of an element that is written by its name; a word that is none stays as it is (a symbol keeps its letters)."""
    plain = word.strip()
    if re.fullmatch(r"[A-Z][a-z]?", plain):
        return plain
    bare = re.sub(r"(?<=[\u4e00-\u9fff])元素$", "", plain).casefold()
    return _SYMBOLS.get(bare) or _MORE.get(bare) or plain


def set_members(words: str, scheme: str = "") -> list[str]:
    """The members of a set as they were typed, with commas or blanks; elements by their symbols."""
    members = [part for part in re.split(r"[\s,、，;；]+", words) if part]
    return [element_symbol(one) for one in members] if scheme == "element" else members
