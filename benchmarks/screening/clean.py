# ruff: noqa: SIM905, E501
"""Ordinary names of persons and made-up firms that stand on no list, made by rule from what is common in each country.

The generator is seeded, so the same names come every time. Given names and surnames are drawn by their usual shares; no
name is taken from a list of real persons.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from attrs import frozen

US_GIVEN = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas "
    "Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret Donald Ashley Steven Kimberly "
    "Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah Timothy Stephanie Ronald "
    "Rebecca Jason Sharon Edward Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Gary Kathleen Nicholas Angela Eric Shirley Jonathan "
    "Emma Stephen Brenda Larry Pamela Justin Nicole Scott Anna Brandon Samantha Benjamin Katherine Samuel Christine Gregory Debra "
    "Alexander Rachel Patrick Carolyn Frank Janet Raymond Maria Jack Olivia Dennis Heather Jerry Helen Tyler Catherine Aaron Diane "
    "Jose Julie Adam Victoria Nathan Joyce Henry Lauren Zachary Kelly Douglas Christina Peter Ruth Kyle Joan Noah Virginia Ethan "
    "Judith Jeremy Evelyn Christian Hannah Walter Andrea Keith Megan Austin Cheryl Roger Jacqueline Terry Madison Sean Teresa Gerald "
    "Abigail Carl Sophia Dylan Martha Harold Sara Jordan Gloria Jesse Janice Bryan Kathryn Lawrence Ann Arthur Isabella Gabriel Judy"
).split()
US_SURNAMES = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor "
    "Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott "
    "Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz "
    "Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed "
    "Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez "
    "Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes "
    "Fisher Vasquez Simmons Romero Jordan Patterson Hamilton Graham Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Gibson "
    "Ellis Medina Aguilar Stevens Murray Ford Owens Harrison McDonald Woods Washington Kennedy Wells Vargas Freeman Webb Tucker "
    "Whitfield Lockhart Pemberton Hollis Merriweather Kowalczyk Thibodeaux Fitzgerald Sorensen Haverford Langley Prescott Abernathy "
    "Whitaker Caldwell Ferris Goddard Hartwell Ingram Kessler Lindgren Mercer Northrup Oakley Pruitt Quimby Radford Stanton Trask"
).split()
CN_SURNAMES = (
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 邓 冯 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁"
).split()
CN_GIVEN = "伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国文辉红玉春梅林波志海云飞雪峰宇浩然晨欣怡佳子轩雨婷俊凯"
# The sounds of the characters above, in the same order.
CN_SURNAME_SOUNDS = (
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang xu han deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu yu du ye cheng wei su lv ding"
).split()
CN_GIVEN_SOUNDS = (
    "wei fang na min jing xiu ying li qiang lei jun yang yong yan jie juan tao ming chao lan xia ping gang gui hua jian guo wen hui hong yu chun mei lin bo zhi hai yun fei xue feng yu hao ran chen xin yi jia zi xuan yu ting jun kai"
).split()
FIRST = (
    "Pacific Bright Golden Silver Northern Blue Summit Evergreen Prime Apex Crown Delta Omega Nova Vertex Horizon Pioneer Sunrise "
    "Crystal Oriental Metro Titan Orion Lotus Maple Cedar Harbor Lakeside Redwood Ironbridge Kestrel Willow Sterling Beacon Granite"
).split()
TRADE = (
    "Trading Technology Electronics Logistics Machinery Instruments Materials Optics Precision Engineering Chemical Automation Systems "
    "Components Textile Foods Medical Software Supply Furniture Bakery Ceramics Packaging Lighting Plumbing Insurance Travel"
).split()
FORM = (
    "Co., Ltd.",
    "Ltd",
    "LLC",
    "Inc.",
    "Corporation",
    "GmbH",
    "Pte Ltd",
    "Limited",
    "Group",
    "B.V.",
    "Pvt Ltd",
)
CITY = (
    "Shenzhen Shanghai Beijing Guangzhou Suzhou Ningbo Dongguan Hangzhou Wuhan Tianjin Xiamen Qingdao".split()
)
SYLLABLE = "hua xin tai feng da rui xing long jin yuan heng sheng tong kai bo lian wei hong de li ming kang jia yi zhong mei".split()


SOUNDS = dict(zip((*CN_SURNAMES, *CN_GIVEN), (*CN_SURNAME_SOUNDS, *CN_GIVEN_SOUNDS), strict=True))


@frozen
class Clean:
    """A name that is on no list: its class is us-person, cn-person (Han), cn-pinyin or firm."""

    name: str
    kind: str
    group: str


def clean_names(each: int = 1000, seed: int = 20261122) -> Iterator[Clean]:
    """So many names of each class."""
    draw = random.Random(seed)
    for _ in range(each):
        # Surnames fall off with their rank: the first of the list is borne by twenty times as many as the last.
        surname = US_SURNAMES[min(int(draw.expovariate(1 / 60)), len(US_SURNAMES) - 1)]
        yield Clean(f"{draw.choice(US_GIVEN)} {surname}", "person", "us-person")
        han = CN_SURNAMES[min(int(draw.expovariate(1 / 14)), len(CN_SURNAMES) - 1)] + "".join(
            draw.choice(CN_GIVEN) for _ in range(draw.choice((1, 2, 2)))
        )
        yield Clean(han, "person", "cn-person")
        sounds = [SOUNDS[c] for c in han]
        given = "".join(sounds[1:]).title()
        order = (sounds[0].title(), given) if draw.random() < 0.6 else (given, sounds[0].title())
        yield Clean(" ".join(order), "person", "cn-pinyin")
        if draw.random() < 0.6:
            firm = f"{draw.choice(FIRST)} {draw.choice(FIRST)} {draw.choice(TRADE)} {draw.choice(FORM)}"
        else:
            brand = (draw.choice(SYLLABLE) + draw.choice(SYLLABLE)).title()
            firm = f"{draw.choice(CITY)} {brand} {draw.choice(TRADE)} Co., Ltd."
        yield Clean(firm, "organisation", "firm")
