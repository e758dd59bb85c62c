"""Transactions to begin with, shipped with Sekisho: one click opens each as a check."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

EXAMPLES: Final = (
    "etching-machine-shanghai",
    "dysprosium-magnet-japan",
    "chips-us-content",
    "university-release",
    "forwarders-booking",
)
"""Their names, in the order in which they are shown. Titles are words: `check.example-NAME`, `check.example-about-NAME`."""


_OWN_WORDS: Final = {
    "training of speech models in a data centre": ("データセンターでの音声モデルの学習", "数据中心的语音模型训练"),
    "accelerator boards with American processors": ("米国製プロセッサを載せたアクセラレータ基板", "装有美国处理器的加速卡"),
    "American processors": ("米国製プロセッサ", "美国处理器"),
    "traction motors of electric cars": ("電気自動車の駆動モーター", "电动汽车驱动电机"),
    "sintered NdFeB magnets with 2.5 % dysprosium": ("ジスプロシウム2.5％の焼結NdFeB磁石", "含镝2.5%的烧结钕铁硼磁体"),
    "production of logic chips": ("ロジック半導体の製造", "逻辑芯片生产"),
    "dry etching machine with fast gas valve and zoned electrostatic chuck": (
        "高速ガスバルブと多ゾーン静電チャックを備えたドライエッチング装置",
        "带高速气体阀和分区静电卡盘的干法刻蚀机",
    ),
    "American controller boards": ("米国製制御基板", "美国控制板"),
    "research on plasma etching within a doctoral programme": ("博士課程でのプラズマエッチングの研究", "博士课程中的等离子体刻蚀研究"),
    "process recipes and operating data of a dry etcher": ("ドライエッチング装置のレシピ・運転データ", "干法刻蚀机的工艺配方和运行数据"),
    "metal precision parts": ("金属 精密 部品", "金属 精密 零件"),
    "doctoral student": ("博士課程の学生", "博士生"),
}  # fmt: skip
"""What the person of an example wrote in free words, in Japanese and Chinese."""


def example_text(name: str, lang: str = "en") -> str:
    """The transaction of an example, its free words in a language. Raises LookupError for a name that is none."""
    if name not in EXAMPLES:
        raise LookupError(name)
    words = files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    if lang == "en":
        return words
    for english, others in _OWN_WORDS.items():
        own = others[("ja", "zh").index(lang)]
        words = re.sub(
            rf"((?:description|text|name): ){re.escape(english)}(?=[,}}\n])", rf"\g<1>{own}", words
        )
    return words
