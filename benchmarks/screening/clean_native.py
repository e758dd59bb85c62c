# ruff: noqa: SIM905, E501
"""Ordinary Korean, Persian and Arabic names in their own scripts that were made by rule; some are namesakes of listed persons.

Surnames and given names are drawn by about their usual shares, from general knowledge; the generator is seeded.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.screening.clean import Clean

KR_SURNAMES = (
    "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 주 우 구"
).split()
KR_SHARES = [
    21.5,
    14.7,
    8.4,
    4.7,
    4.3,
    2.4,
    2.1,
    2.1,
    2.0,
    1.7,
    1.6,
    1.5,
    1.5,
    1.5,
    1.4,
    1.4,
    1.4,
    1.4,
    1.1,
    1.1,
    0.9,
    0.9,
    0.9,
    0.9,
    0.9,
    0.8,
    0.8,
    0.7,
    0.6,
    0.5,
    0.5,
    0.5,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
    0.4,
]
KR_GIVEN = (
    "민준 서준 도윤 예준 시우 하준 주원 지호 지후 준우 준서 도현 건우 현우 우진 지훈 선우 유준 서진 민재 현준 연우 정우 승우 승현 시윤 준혁 은우 지환 승민 지우 유찬 윤우 "
    "민성 준영 시후 진우 지원 수현 재윤 시현 동현 수호 태윤 민규 재원 민우 재민 은찬 한결 서연 서윤 하은 지유 민서 하윤 수아 채원 지민 다은 은서 예은 수빈 소율 지안 예린 "
    "유진 수민 가은 윤서 영수 영호 정훈 성호 성민 영희 정숙 미경 경희 은주 은영 현주 미영 지영 선영 혜진 동훈 상훈 재호 철수 진호 기영 명숙 순자 영자 정희 경숙 상철 종수 "
    "병호 광수 영철 성수 용수 태호 재영 인호 창호 기호 상현 성진 영민 경수 현수 종호 승호"
).split()
IR_GIVEN = (
    "محمد علی حسین رضا مهدی حسن احمد محمود ابراهیم عباس سعید حمید مجید مسعود امیر فرهاد بهرام بهروز "
    "کامران سیاوش آرش پیمان نیما مهران شهرام بابک داریوش کوروش فرشید فاطمه زهرا مریم زینب معصومه سکینه "
    "لیلا نرگس الهام مهسا نازنین شیرین پریسا سارا ندا نسرین فریبا محمدرضا علیرضا غلامرضا حمیدرضا "
    "امیرحسین محمدعلی عبدالله جواد هادی مصطفی مرتضی محسن اکبر اصغر یوسف اسماعیل رسول ناصر منصور داود "
    "کاظم صادق"
).split()
IR_SURNAMES = (
    "محمدی حسینی احمدی رضایی کریمی موسوی جعفری صادقی رحیمی ابراهیمی حیدری علی‌زاده قاسمی اکبری هاشمی "
    "مرادی رستمی یوسفی نوری سلیمانی قربانی کاظمی امینی حسنی باقری طاهری میرزایی نظری فتحی شریفی کرمی "
    "ملکی اسدی زارع نجفی رحمانی صالحی امیری عباسی بهرامی عزیزی اسماعیلی خانی جلالی فرهادی یزدانی عظیمی "
    "تقوی شفیعی نیک‌پور طهماسبی خسروی پورمحمدی رنجبر دهقان سالاری کیانی مقدم بیات شیرازی اصفهانی تهرانی "
    "زمانی حسن‌زاده غفاری نادری فلاحی سعیدی میرزاده"
).split()
AR_GIVEN = (
    "محمد أحمد علي حسن حسين محمود خالد عمر يوسف إبراهيم مصطفى عبدالله عبد_الرحمن عبد_العزيز عبد_الله "
    "سعيد سامي كريم طارق ياسر هشام وليد ماجد فهد سلطان ناصر فيصل بدر سعد صالح عادل جمال كمال رامي زياد "
    "باسم نبيل فاطمة مريم عائشة زينب سارة نورة هدى منى ليلى سلمى رانيا دينا هند أمل سمير عماد أشرف حازم "
    "شريف أيمن بلال أنس حمزة عمار"
).split()
AR_SURNAMES = (
    "الأحمد العلي الحسن المصري الشامي الحربي القحطاني الغامدي الزهراني العتيبي الشمري الدوسري المطيري "
    "العنزي السبيعي حداد خوري نجار صباغ عطية منصور سليمان إسماعيل عثمان الطيب بن_علي بوزيد بلقاسم السيد "
    "عبدالرحمن حمدان زيدان شاهين عيسى موسى داود يونس قاسم صالح ناصر سالم عوض حجازي الجبوري العبيدي "
    "التميمي الدليمي الساعدي الخطيب العمري الشريف البنا النجار الحداد الخالدي البكري الفاسي التونسي "
    "بنجلون"
).split()


def native_clean_names(each: int = 1000, seed: int = 20261123) -> Iterator[Clean]:
    """So many names of Koreans, Persians and Arabs ("_" in the tables is a blank)."""
    draw = random.Random(seed)

    def early(names: list[str]) -> str:
        return names[min(int(draw.expovariate(3 / len(names))), len(names) - 1)]

    for _ in range(each):
        yield Clean(
            draw.choices(KR_SURNAMES, KR_SHARES)[0] + draw.choice(KR_GIVEN), "person", "kr-person, hangul"
        )
        yield Clean(f"{early(IR_GIVEN)} {early(IR_SURNAMES)}", "person", "ir-person, Persian")
        parts = [
            draw.choice(AR_GIVEN),
            *([draw.choice(AR_GIVEN)] if draw.random() < 0.6 else []),
            draw.choice(AR_SURNAMES),
        ]
        yield Clean(" ".join(parts).replace("_", " "), "person", "ar-person, Arabic")
