"""Fixed words of the screening, in English, Japanese and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from sekisho.law.model import Text

TITLES: Mapping[str, Text] = {
    "us.ssi": {"en": "Sectoral Sanctions Identifications (SSI) List", "ja": "分野別制裁対象者（SSI）リスト", "zh": "行业制裁识别（SSI）名单"},
    "us.mbs": {"en": "Non-SDN Menu-Based Sanctions (NS-MBS) List", "ja": "メニュー型制裁（NS-MBS）リスト", "zh": "非SDN菜单式制裁（NS-MBS）名单"},
    "us.capta": {"en": "CAPTA List (correspondent accounts)", "ja": "コルレス口座制裁（CAPTA）リスト", "zh": "代理账户制裁（CAPTA）名单"},
    "us.plc": {"en": "Palestinian Legislative Council (PLC) List", "ja": "パレスチナ立法評議会（PLC）リスト", "zh": "巴勒斯坦立法委员会（PLC）名单"},
    "us.fse": {"en": "Foreign Sanctions Evaders (FSE) List", "ja": "外国制裁回避者（FSE）リスト", "zh": "外国制裁规避者（FSE）名单"},
    "us.isn": {"en": "Nonproliferation Sanctions (ISN)", "ja": "不拡散制裁（国務省ISN）", "zh": "防扩散制裁（国务院ISN）"},
    "us.itar-debarred": {"en": "Parties debarred under the ITAR", "ja": "ITAR資格剥奪者", "zh": "ITAR被取消资格者"},
}  # fmt: skip
"""Names of lists that the law data does not speak of."""
