"""Currency codes, so that a mistyped currency is an error and never a currency without a rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CURRENCIES: Final[frozenset[str]] = frozenset({
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLF", "CLP", "CNH", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK",
    "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD",
    "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
    "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
    "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR",
    "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR",
    "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP",
    "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD",
    "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XDR", "XOF", "XPF", "YER",
    "ZAR", "ZMW", "ZWG",
})  # fmt: skip
"""ISO 4217, with CNH (yuan traded offshore), which contracts name."""

THREE_DECIMALS: Final[frozenset[str]] = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies in which 12.000 may mean twelve."""

MEANT: Final[Mapping[str, str]] = {
    "RMB": "CNY", "YEN": "JPY", "NTD": "TWD", "NT$": "TWD", "US$": "USD", "EURO": "EUR", "€": "EUR",
    "£": "GBP", "円": "JPY", "人民币": "CNY", "元": "CNY", "₩": "KRW", "WON": "KRW", "HK$": "HKD",
    "UKP": "GBP", "YUAN": "CNY", "$": "USD, or the dollar that is meant", "¥": "JPY or CNY",
    "USDOLLAR": "USD", "STG": "GBP", "SFR": "CHF",
}  # fmt: skip
"""What people write, and the code that they probably mean."""
