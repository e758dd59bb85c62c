"""Places that people type where the law knows countries: ports, airports and cities of trade, with their country."""

from __future__ import annotations

import re
from typing import Final

CITIES: Final[dict[str, str]] = {
    name: code
    for code, names in {
        "CN": "Shanghai 上海 上海市 シャンハイ,Beijing 北京 北京市 ペキン,Shenzhen 深圳 深セン 深圳市,Guangzhou 广州 広州 廣州,"
        "Wuhan 武汉 武漢,Wuxi 无锡 無錫,Suzhou 苏州 蘇州,Nanjing 南京,Hangzhou 杭州,Ningbo 宁波 寧波,Tianjin 天津,Dalian 大连 大連,"
        "Qingdao 青岛 青島,Xiamen 厦门 アモイ 廈門,Chengdu 成都,Chongqing 重庆 重慶,Xi'an/Xian 西安,Hefei 合肥,Shenyang 沈阳 瀋陽,"
        "Ganzhou 赣州 贛州,Baotou 包头 包頭,Dongguan 东莞 東莞,Harbin 哈尔滨 ハルビン,Changsha 长沙 長沙,Zhengzhou 郑州 鄭州,"
        "Yantian 盐田,Jinan 济南 済南,Changchun 长春 長春,Fuzhou 福州,Foshan 佛山,Zhuhai 珠海",
        "JP": "Tokyo 東京 东京 東京都,Yokohama 横浜 横滨 橫濱,Osaka 大阪,Kobe 神戸 神户,Nagoya 名古屋,Narita 成田,Kumamoto 熊本,"
        "Fukuoka 福岡 福冈,Hakata 博多,Kyoto 京都,Sendai 仙台,Hiroshima 広島 广岛,Kawasaki 川崎,Chiba 千葉 千叶,Haneda 羽田,"
        "Kansai 関西 关西,Moji 門司,Sapporo 札幌,Niigata 新潟,Kitakyushu 北九州,Tsukuba つくば 筑波",
        "US": "New York ニューヨーク 纽约,Los Angeles ロサンゼルス 洛杉矶,San Francisco サンフランシスコ 旧金山,Chicago シカゴ 芝加哥,"
        "Seattle シアトル 西雅图,Houston ヒューストン 休斯敦,Dallas ダラス 达拉斯,Boston ボストン 波士顿,Long Beach ロングビーチ 长滩,"
        "San Jose サンノゼ 圣何塞,Phoenix フェニックス 凤凰城,Oakland",
        "KR": "Seoul ソウル 首尔 서울,Busan/Pusan 釜山 プサン 부산,Incheon 仁川 インチョン 인천,Suwon 水原 수원,Icheon 利川 이천,"
        "Pyeongtaek 平沢 平泽",
        "TW": "Taipei 台北 臺北,Kaohsiung 高雄,Hsinchu 新竹,Taichung 台中 臺中,Tainan 台南 臺南,Taoyuan 桃園 桃园,Keelung 基隆",
        "NL": "Rotterdam ロッテルダム 鹿特丹,Amsterdam アムステルダム 阿姆斯特丹,Veldhoven フェルトホーフェン 费尔德霍芬,"
        "Eindhoven アイントホーフェン 埃因霍温,Schiphol スキポール 史基浦",
        "DE": "Hamburg ハンブルク 汉堡,Frankfurt フランクフルト 法兰克福,Munich/München ミュンヘン 慕尼黑,Berlin ベルリン 柏林,"
        "Dresden ドレスデン 德累斯顿,Bremerhaven ブレーマーハーフェン",
        "GB": "London ロンドン 伦敦,Felixstowe フェリックストー,Southampton サウサンプトン 南安普敦,Manchester マンチェスター 曼彻斯特,"
        "Cambridge ケンブリッジ 剑桥",
        "BE": "Antwerp アントワープ 安特卫普,Leuven ルーヴェン 鲁汶", "FR": "Paris パリ 巴黎,Le Havre ルアーブル 勒阿弗尔",
        "IT": "Milan ミラノ 米兰,Genoa ジェノヴァ 热那亚", "AE": "Dubai ドバイ 迪拜,Jebel Ali ジュベル・アリ 杰贝阿里",
        "TH": "Bangkok バンコク 曼谷,Laem Chabang レムチャバン 林查班", "MY": "Penang ペナン 槟城,Kuala Lumpur クアラルンプール 吉隆坡,"
        "Port Klang ポートクラン 巴生港", "VN": "Hanoi ハノイ 河内,Ho Chi Minh City ホーチミン 胡志明市,Haiphong ハイフォン 海防",
        "IN": "Mumbai ムンバイ 孟买,Delhi デリー 德里,Bangalore/Bengaluru バンガロール 班加罗尔,Chennai チェンナイ 金奈",
        "ID": "Jakarta ジャカルタ 雅加达", "PH": "Manila マニラ 马尼拉", "TR": "Istanbul イスタンブール 伊斯坦布尔",
        "RU": "Moscow モスクワ 莫斯科,Vladivostok ウラジオストク 符拉迪沃斯托克,Saint Petersburg サンクトペテルブルク 圣彼得堡",
        "AU": "Sydney シドニー 悉尼,Melbourne メルボルン 墨尔本", "CA": "Vancouver バンクーバー 温哥华,Toronto トロント 多伦多",
        "IL": "Tel Aviv テルアビブ 特拉维夫,Haifa ハイファ 海法", "IR": "Tehran テヘラン 德黑兰", "PK": "Karachi カラチ 卡拉奇",
        "BR": "Sao Paulo サンパウロ 圣保罗", "MX": "Monterrey モンテレイ 蒙特雷", "KZ": "Almaty アルマトイ 阿拉木图",
        "KG": "Bishkek ビシュケク 比什凯克",
    }.items()
    for group in names.split(",")
    for name in re.split(r"\s+(?=[^\x00-\x7f])|/", group.strip())
}  # fmt: skip
