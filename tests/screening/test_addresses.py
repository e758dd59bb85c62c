"""Addresses of five scripts: what is read from them, and when two are the same building, street or town."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sekisho.screening.addresses import Address, compare, read
from sekisho.screening.addresses.comparing import same_number

PARTS = (
    "country",
    "region",
    "city",
    "district",
    "street",
    "number",
    "block",
    "building",
    "floor",
    "room",
    "postcode",
    "po_box",
)


def parts(address: Address) -> dict[str, str]:
    found = {}
    for name in PARTS:
        value = getattr(address, name)
        text = value if isinstance(value, str) else value.written
        if text:
            found[name] = text
    return found


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        (
            "No. 9, Gaoxin South 1st Road, Nanshan District, Shenzhen 518057",
            "CN",
            {
                "country": "CN", "city": "Shenzhen", "district": "nanshan", "street": "gaoxin south 1st",
                "number": "9", "postcode": "518057",
            },
        ),
        (
            "Tianhe Qu, Tianhe Bei Lu, 255 Hao, 1606 Fang, Guangzhou, China",
            "",
            {"country": "CN", "city": "Guangzhou", "district": "tianhe", "street": "tianhe bei", "number": "255", "room": "1606"},
        ),
        (
            "广东省深圳市南山区高新南一路9号B座12楼1203室",
            "",
            {
                "country": "CN", "region": "广东", "city": "深圳", "district": "南山", "street": "高新南一路", "number": "9",
                "block": "b", "floor": "12", "room": "1203",
            },
        ),
        (
            "北京市海淀区中关村大街27号",
            "CN",
            {"country": "CN", "region": "北京", "city": "北京", "district": "海淀", "street": "中关村大街", "number": "27"},
        ),
        (
            "Room 09/27F Ho King Commercial Centre 2-16 Fa Yuen Street Mongkok, Hong Kong, China",
            "",
            {
                "country": "HK", "city": "Hong Kong", "district": "Mong Kok", "street": "fa yuen", "number": "2-16",
                "building": "ho king comm", "floor": "27", "room": "9",
            },
        ),
        (
            "香港九龍觀塘觀塘道388號12樓1203室",
            "",
            {"country": "HK", "city": "香港", "district": "观塘", "street": "观塘道", "number": "388", "floor": "12", "room": "1203"},
        ),
        (
            "台北市信義區信義路五段7號89樓",
            "TW",
            {"country": "TW", "city": "台北", "district": "信义", "street": "信义路", "number": "7", "block": "5", "floor": "89"},
        ),
        (
            "〒107-0052 東京都港区赤坂1丁目2番3号 赤坂ビル5階",
            "",
            {
                "country": "JP", "region": "東京", "city": "東京", "district": "港", "street": "赤坂", "number": "1-2-3",
                "building": "赤坂", "floor": "5", "postcode": "1070052",
            },
        ),
        (
            "2-3, Akasaka 1-chome, Minato-ku, Tokyo 107-0052, Japan",
            "",
            {
                "country": "JP", "region": "Tokyo", "city": "Tokyo", "district": "Minato", "street": "Akasaka",
                "number": "1-2-3", "postcode": "1070052",
            },
        ),
        (
            "서울특별시 강남구 테헤란로 123, 4층 401호 (우) 06236",
            "",
            {
                "country": "KR", "region": "서울", "city": "서울", "district": "강남", "street": "테헤란로", "number": "123",
                "floor": "4", "room": "401", "postcode": "06236",
            },
        ),
        (
            "123456, г. Москва, ул. Ленина, д. 5, корп. 2, оф. 12",
            "RU",
            {"country": "RU", "city": "Moscow", "street": "lenina", "number": "5", "block": "2", "room": "12", "postcode": "123456"},
        ),
        (
            "d. 21 litera G, ul. Gzhatskaya, St. Petersburg 195220",
            "RU",
            {"country": "RU", "city": "Saint Petersburg", "street": "gzhatskaya", "number": "21", "block": "g", "postcode": "195220"},
        ),
        ("P.O. Box 61342, Jebel Ali, Dubai, UAE", "", {"country": "AE", "city": "Dubai", "po_box": "61342"}),
        ("Eglantierlaan 15, Antwerpen 2020", "BE", {"country": "BE", "street": "eglantierlaan", "number": "15", "postcode": "2020"}),
        (
            "10 Anson Road, 15-14 International Plaza, Singapore 079903",
            "SG",
            {
                "country": "SG", "city": "Singapore", "street": "anson", "number": "10", "building": "intl",
                "floor": "15", "room": "14", "postcode": "079903",
            },
        ),
    ],
)  # fmt: skip
def test_read(text: str, country: str, expected: dict[str, str]) -> None:
    assert parts(read(text, country)) == expected


SAME_BUILDING = [
    (
        "广东省深圳市南山区高新南一路9号B座12楼",
        "No. 9, Gaoxin South 1st Road, Nanshan District, Shenzhen, China",
    ),
    ("广东省深圳市南山区高新南一路9号", "9 Hao, Gao Xin Nan Yi Lu, Nanshan Qu, Shenzhen, China"),
    ("廣東省深圳市南山區高新南一路9號", "广东省深圳市南山区高新南一路9号"),
    ("四川省绵阳市绵山路64号", "64 Mianshan Rd., Mianyang, Sichuan, China"),
    (
        "香港九龍觀塘觀塘道388號創紀之城1期",
        "Millennium City 1, 388 Kwun Tong Rd, Kwun Tong, Kowloon, Hong Kong",
    ),
    (
        "香港軒尼詩道253-261號依時商業大廈",
        "Easey Commercial Building, Nos. 253-261 Hennessy Road, Wanchai, Hong Kong",
    ),
    ("香港皇后大道中99號", "99 Queen's Road Central, Hong Kong, China"),
    (
        "Rm 8 11/F Wang Fai Industrial Building, 29 Luk Hop St, San Po Kong, Hong Kong",
        "Wang Fai Ind. Bldg., 29 Luk Hop Street, Hong Kong",
    ),
    ("東京都港区赤坂1丁目2番3号", "2-3, Akasaka 1-chome, Minato-ku, Tokyo, Japan"),
    ("東京都港区赤坂一丁目2番3号", "東京都港区赤坂1-2-3"),
    ("서울특별시 강남구 테헤란로 123", "123, Teheran-ro, Gangnam-gu, Seoul, Republic of Korea"),
    ("г. Москва, ул. Вавилова, д. 24", "24 Vavilova Street, Moscow, Russia"),
    ("B-r Novinskii d. 31, Moscow, Russia", "31 Novinsky Boulevard, Moscow 123242, Russia"),
    ("Michurinskiy avenue, house 27, Moscow, Russia", "Michurinsky Prospekt, d. 27, Moscow, Russia"),
    ("5 Roosevelt Street, Yalta, Ukraine", "5, Roosevelt Str., Yalta 98600, Ukraine"),
    ("P.O. Box 61342, Jebel Ali, Dubai, UAE", "PO Box 61342, Dubai, United Arab Emirates"),
    ("北京市海淀区学院路37号", "37 Xueyuan Road, Haidian District, Beijing, China"),
    ("黑龙江省哈尔滨市南岗区西大直街92号", "92 West Dazhi Street, Nan Gang District, Harbin, China"),
    ("陕西省西安市友谊西路127号", "127 Youyi Xilu, Xi'an, China"),
    ("陕西省西安市友谊西路127号", "No. 127 West Youyi Road, Xi'an, Shaanxi, China"),
    ("江苏省南京市孝陵卫200号", "200 Xiaolingwei, Nanjing, Jiangsu, China"),
    ("四川省成都市成华区建设北路二段4号", "No.4, Section 2, North Jianshe Road, Chengdu, China"),
    ("上海市浦东新区祖冲之路887弄84号", "Building 84, Lane 887, Zuchongzhi Road, Pudong, Shanghai, China"),
    (
        "湖北省武汉市东湖新技术开发区未来三路88号",
        "No. 88 Weilai 3rd Road, East Lake High-tech Zone, Wuhan, China",
    ),
    (
        "香港新界葵涌葵昌路26-38號豪華工業大廈23樓",
        "Block A, Hover Industrial Building 26-38 Kwai Cheong Road, Hong Kong",
    ),
    ("台北市內湖區瑞光路513巷33號", "No. 33, Lane 513, Ruiguang Rd., Neihu Dist., Taipei, Taiwan"),
    ("高雄市前鎮區成功二路88號", "88 Chenggong 2nd Road, Kaohsiung, Taiwan"),
    ("神奈川県川崎市中原区上小田中4-1-1", "4-1-1 Kamikodanaka, Nakahara-ku, Kawasaki, Kanagawa, Japan"),
    ("東京都千代田区丸の内二丁目3番1号", "3-1, Marunouchi 2-chome, Chiyoda-ku, Tokyo, Japan"),
    ("大阪府大阪市北区梅田3-1-1", "3-1-1 Umeda, Kita-ku, Osaka, Japan"),
    ("愛知県豊田市トヨタ町1番地", "1 Toyota-cho, Toyota City, Aichi Prefecture, Japan"),
    ("경기도 수원시 영통구 삼성로 129", "129, Samsung-ro, Yeongtong-gu, Suwon-si, Gyeonggi-do, South Korea"),
    ("대전광역시 유성구 과학로 169-84", "169-84 Gwahak-ro, Yuseong-gu, Daejeon, South Korea"),
    ("г. Москва, ул. Тверская, д. 7, стр. 1", "7 bldg 1 Tverskaya ul., Moscow, Russian Federation"),
    ("220141, Республика Беларусь, г. Минск, ул. Купревича, 1/5", "1/5 Kuprevicha Street, Minsk, Belarus"),
    ("вул. Хрещатик, 22, Київ", "22 Khreshchatyk St, Kyiv, Ukraine"),
]


@pytest.mark.parametrize(("one", "two"), SAME_BUILDING)
def test_same_building(one: str, two: str) -> None:
    match = compare(one, two)
    assert match.verdict == "same-building", (match, read(one), read(two))
    assert match.worth >= 4
    assert match.reasons


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("No. 9 Gaoxin Nan 1 Road, Shenzhen, China", "No. 9 Gaoxin Nan 2 Road, Shenzhen, China", "same-city"),
        ("广东省深圳市南山区高新南一路9号", "广东省深圳市南山区高新南二路9号", "same-city"),
        ("广东省深圳市南山区高新南一路9号", "广东省深圳市南山区高新南一路11号", "same-street"),
        ("四川省绵阳市绵山路64号", "四川省绵阳市绵山路64号院", "same-building"),
        (
            "Nab. Krasnopresnenskaya d. 12, Moscow, Russia",
            "Nab. Presnenskaya d. 12, Moscow, Russia",
            "same-city",
        ),
        ("台北市信義區信義路五段7號", "台北市信義區信義路四段7號", "same-street"),
        ("東京都港区赤坂1-2-3", "東京都港区赤坂1-2-4", "same-street"),
        ("12 Main Street, London, United Kingdom", "12 Main Street, Boston, United States", "different"),
        ("北京市海淀区中关村大街27号", "上海市黄浦区南京东路27号", "same-country"),
        ("Lenina 5, Omsk, Russia", "ul. Lenina, 5, Tomsk, Russia", "same-country"),
        ("??", "10 Downing Street, London", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_verdicts(one: str, two: str, verdict: str) -> None:
    match = compare(one, two)
    assert match.verdict == verdict, (match, read(one), read(two))


def test_another_room_is_said_and_is_worth_less() -> None:
    base = "{}, Easey Commercial Building, 253-261 Hennessy Road, Hong Kong"
    same = compare(base.format("Room 1502, 15/F"), base.format("Rm. 1502, 15th Floor"))
    other = compare(base.format("Room 1502"), base.format("Room 604"))
    bare = compare(base.format("Room 1502"), "253-261 Hennessy Road, Hong Kong")
    assert same.verdict == other.verdict == bare.verdict == "same-building"
    assert same.worth > bare.worth > other.worth > 0
    assert any("another room: 1502 and 604" in reason for reason in other.reasons)


def test_without_a_town_a_street_and_number_say_less() -> None:
    town = compare("5 Lenina Street, Omsk, Russia", "ul. Lenina, d. 5, Omsk, Russia")
    without = compare("5 Lenina Street, Russia", "ul. Lenina, d. 5, Omsk, Russia")
    assert without.worth < town.worth


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("9", "9", True),
        ("9", "11", False),
        ("26-38", "30", True),
        ("26-38", "31", False),  # the other side of the street
        ("26-38", "40", False),
        ("2-16", "16", True),
        ("1-2-3", "1-2-3", True),
        ("1-2-3", "1-2", None),
        ("1-2-3", "2-2-3", False),
        ("40a", "40d", False),
        ("40a", "40", True),
        ("", "4", None),
    ],
)
def test_numbers(one: str, two: str, same: bool | None) -> None:
    assert same_number(one, two) is same
    assert same_number(two, one) is same


WORDS = st.sampled_from(
    ["No. 9", "Gaoxin", "Road", "Rd", "Shenzhen", "China", "Room 5", "12/F", "深圳市", "南山区", "路", "号", "9", "赤坂", "1丁目", "강남구",
     "ул.", "д. 5", "Hong Kong", "P.O. Box 7", ",", "518057", "Tower", "St.", "#", "-", "G/F", "東京都"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))
COUNTRIES = st.sampled_from(["", "CN", "HK", "JP", "KR", "RU", "SG", "US"])


@given(TEXTS, COUNTRIES)
@example("St.", "")
@example("，", "CN")
@example("丁目", "JP")
def test_any_text_is_read(text: str, country: str) -> None:
    address = read(text, country)
    assert isinstance(address.line, str)


@given(TEXTS, TEXTS, COUNTRIES)
def test_comparing_is_symmetric(one: str, two: str, country: str) -> None:
    a, b = read(one, country), read(two, country)
    assert compare(a, b).verdict == compare(b, a).verdict
    assert compare(a, b).worth == pytest.approx(compare(b, a).worth)


@given(TEXTS, COUNTRIES)
def test_an_address_is_in_its_own_building(text: str, country: str) -> None:
    address = read(text, country)
    if address.street.keys and address.number and address.city:  # "&" is no street
        assert compare(address, address).verdict == "same-building"
