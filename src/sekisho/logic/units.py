"""Units of measurement as the trade writes them, and exact conversion between them.

Common units convert by an exact table of fractions; pint, which is slow to import, is asked only for the
others. Both
give the same numbers. Sources: the SI brochure (prefixes, units and their symbols), CODATA 2018 for the
electronvolt.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Dimension: TypeAlias = tuple[tuple[str, int], ...]  # base quantity to its power, in alphabetical order

DIGITS: Final = 40
"""Significant digits that survive a conversion which is not finite in decimals (1 km/h = 0.2777… m/s)."""

PREFIXES: Final[Mapping[str, int]] = {
    "q": -30, "r": -27, "y": -24, "z": -21, "a": -18, "f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "c": -2,
    "d": -1, "da": 1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21, "Y": 24, "R": 27,
    "Q": 30,
}  # fmt: skip

# symbol: (factor, base quantities); L length m, M mass kg, T time s, I current A, H temperature K, N amount
# mol, J candela.
_PREFIXED: Final[Mapping[str, tuple[str, str]]] = {
    "m": ("1", "L"), "g": ("1/1000", "M"), "s": ("1", "T"), "A": ("1", "I"), "K": ("1", "H"),
    "mol": ("1", "N"), "cd": ("1", "J"), "Hz": ("1", "T-1"), "N": ("1", "L M T-2"), "Pa": ("1", "L-1 M T-2"),
    "J": ("1", "L2 M T-2"), "W": ("1", "L2 M T-3"), "VA": ("1", "L2 M T-3"), "V": ("1", "L2 M T-3 I-1"),
    "C": ("1", "T I"), "F": ("1", "L-2 M-1 T4 I2"), "ohm": ("1", "L2 M T-3 I-2"), "S": ("1", "L-2 M-1 T3 I2"),
    "T": ("1", "M T-2 I-1"), "Wb": ("1", "L2 M T-2 I-1"), "Vs": ("1", "L2 M T-2 I-1"),
    "H": ("1", "L2 M T-2 I-2"), "Gy": ("1", "L2 T-2"), "Sv": ("1", "L2 T-2"), "rd": ("1/100", "L2 T-2"),
    "L": ("1/1000", "L3"), "l": ("1/1000", "L3"), "bar": ("100000", "L-1 M T-2"),
    "eV": ("1602176634e-28", "L2 M T-2"), "Wh": ("3600", "L2 M T-2"), "Ah": ("3600", "T I"),
    "tex": ("1/1000000", "M L-1"), "bit": ("1", "bit"), "b": ("1", "bit"), "byte": ("8", "bit"),
    "B": ("8", "bit"), "bps": ("1", "bit T-1"), "SPS": ("1", "sample T-1"), "sample": ("1", "sample"),
    "FLOPS": ("1", "flop T-1"), "flop": ("1", "flop"), "OPS": ("1", "op T-1"), "op": ("1", "op"),
}  # fmt: skip
_PLAIN: Final[Mapping[str, tuple[str, str]]] = {
    "t": ("1000", "M"), "min": ("60", "T"), "h": ("3600", "T"), "hr": ("3600", "T"), "day": ("86400", "T"),
    "d": ("86400", "T"), "week": ("604800", "T"), "angstrom": ("1e-10", "L"), "micron": ("1e-6", "L"),
    "in": ("254e-4", "L"), "inch": ("254e-4", "L"), "ft": ("3048e-4", "L"), "atm": ("101325", "L-1 M T-2"),
    "torr": ("101325/760", "L-1 M T-2"), "Torr": ("101325/760", "L-1 M T-2"), "deg": ("1", "angle"),
    "arcmin": ("1/60", "angle"), "arcsec": ("1/3600", "angle"), "rpm": ("1/60", "turn T-1"),
    "pixel": ("1", "pixel"), "%": ("1/100", ""), "ppm": ("1e-6", ""), "ppb": ("1e-9", ""),
    "permille": ("1/1000", ""), "ratio": ("1", ""), "number": ("1", ""), "count": ("1", ""), "1": ("1", ""),
}  # fmt: skip
_COUNTED: Final = frozenset(
    {"n", "neutron", "particle", "ion", "atom", "electron", "defect", "dislocation", "piece", "pc", "pcs",
    "unit", "set",
     "qubit", "element", "channel", "axis"}
)  # fmt: skip  # things that are counted, alone or per area: 1e14 n/cm2
_LEVELS: Final = frozenset(
    {"dB", "dBm", "dBW", "dBi", "dBc", "dBsm", "dBV", "dBuV", "dBA"}
)  # only to themselves
SHARES: Final = frozenset({"%", "ppm", "ppb", "permille"})
COUNTS: Final = frozenset({"count", *_COUNTED})
BARE: Final = frozenset({"", "ratio", "number", "count", "1", *_COUNTED} - {"n"})
"""Units that a plain number may leave out."""

_ALIASES: Final[Mapping[str, str]] = {
    "µ": "u", "μ": "u", "Ω": "ohm", "Å": "angstrom", "℃": "degC", "°C": "degC", "℉": "degF", "°F": "degF",
    "°": "deg", "‰": "permille", "··": "*", "·": "*", "⋅": "*", "×": "*", "∙": "*", "−": "-", "–": "-",
    "″": "arcsec", "′": "arcmin",
}  # fmt: skip
_WORDS: Final[Mapping[str, str]] = {
    "percent": "%", "celsius": "degC", "degreeC": "degC", "degree_Celsius": "degC", "degree": "deg",
    "degrees": "deg", "dimensionless": "ratio", "counts": "count", "pieces": "piece", "units": "unit",
    "bits": "bit", "bytes": "byte", "qubits": "qubit", "neutrons": "neutron", "particles": "particle",
    "ions": "ion", "atoms": "atom", "hour": "h", "hours": "h", "days": "day", "minutes": "min",
    "minute": "min", "second": "s", "seconds": "s", "sec": "s", "sps": "SPS", "Sa": "sample", "px": "pixel",
    "tonne": "t", "tonnes": "t", "litre": "L", "liter": "L", "KG": "kg", "Kg": "kg", "kgs": "kg",
    "meter": "m", "metre": "m", "hertz": "Hz", "channels": "channel", "axes": "axis", "lux": "lx",
    "elements": "element", "defects": "defect", "dislocations": "dislocation", "台": "piece", "個": "piece",
    "个": "piece", "枚": "piece", "本": "piece", "片": "piece", "套": "set",
}  # fmt: skip
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_FACTOR: Final = re.compile(r"([A-Za-z%_]+|1)(?:\^?(-?\d+))?")
_SCALES: Final[Mapping[str, tuple[Fraction, Fraction]]] = {  # kelvin = (degrees + first) * second
    "K": (Fraction(0), Fraction(1)),
    "degC": (Fraction("273.15"), Fraction(1)),
    "degF": (Fraction("459.67"), Fraction(5, 9)),
}


class UnitError(ValueError):
    """A unit that is not known, or one of another dimension than the one asked for."""


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """The text in plain characters: 10⁸ becomes 10^8, cm⁻² becomes cm^-2, full-width letters and ㎛ become
    ordinary ones."""
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+", lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    for written, meant in _ALIASES.items():
        if len(written) > 1 or written in "℃℉Å":  # before normalisation takes them apart
            text = text.replace(written, meant)
    text = unicodedata.normalize("NFKC", text)
    for written, meant in _ALIASES.items():
        text = text.replace(unicodedata.normalize("NFKC", written), meant)
    return text.strip()


@lru_cache(maxsize=4096)
def unit_name(unit: str) -> str:
    """One spelling for a unit: `g/cm3`, `g/cm^3`, `g cm-3` and `g/cm³` all name `g/cm^3` in the same way."""
    text = re.sub(
        r"(Gy|rad)\s*\((?:Si|air|SiO2)\)", lambda m: "rd" if m[1] == "rad" else "Gy", plain_text(unit)
    )
    text = text.replace("**", "^").replace(" per ", "/")
    text = re.sub(r"/\s*\(([^()]*)\)", lambda m: "/" + re.sub(r"\s*[* ]\s*", "/", m[1].strip()), text)
    text = re.sub(r"^([kMGT]?)S/s$", r"\1SPS", text)
    text = re.sub(r"\s*([*/])\s*", r"\1", text.strip())
    text = re.sub(r"\s+", "*", text)
    text = re.sub(r"[^\W\d]+", lambda word: _WORDS.get(word[0], word[0]), text)
    return re.sub(r"(?<=[A-Za-z%])(-?\d+)", r"^\1", text)


@lru_cache(maxsize=4096)
def _measure(name: str) -> tuple[Fraction, Dimension] | None:
    """Factor to base units and dimension of a unit by the table; None where the table does not know it."""
    factor, powers = Fraction(1), dict[str, int]()
    sign, parts = 1, re.split(r"([*/])", name)
    for part in parts:
        if part in {"*", "/"}:
            sign = -1 if part == "/" else 1
            continue
        match = _FACTOR.fullmatch(part)
        one = _symbol(match[1]) if match else None
        if match is None or one is None:
            return None
        power = sign * int(match[2] or 1)
        if abs(power) > 12:
            return None
        factor *= one[0] ** power
        for base, times in one[1].items():
            powers[base] = powers.get(base, 0) + times * power
    return factor, tuple(sorted((base, power) for base, power in powers.items() if power))


def _symbol(symbol: str) -> tuple[Fraction, dict[str, int]] | None:
    if symbol in _LEVELS:
        return Fraction(1), {symbol: 1}
    if symbol in _COUNTED:
        return Fraction(1), {}
    if symbol in {"degC", "degF", "delta_degC"}:  # inside a compound (ppm/degC) a difference of temperature
        return _SCALES[symbol.removeprefix("delta_")][1], {"H": 1}
    if symbol in _PLAIN:
        return Fraction(_fraction(_PLAIN[symbol][0])), _bases(_PLAIN[symbol][1])
    for cut in range(3):
        prefix, base = symbol[:cut], symbol[cut:]
        if base in _PREFIXED and (not prefix or prefix in PREFIXES):
            return _fraction(_PREFIXED[base][0]) * Fraction(10) ** PREFIXES.get(prefix, 0), _bases(
                _PREFIXED[base][1]
            )
    return None


def _fraction(text: str) -> Fraction:
    over, _, under = text.partition("/")
    return Fraction(over) / Fraction(under or "1")


def _bases(text: str) -> dict[str, int]:
    return {m[1]: int(m[2] or 1) for m in re.finditer(r"([A-Za-z]+)(-?\d+)?", text)}


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint  # a third of a second: only for units that the table does not know

    return pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)


def _by_pint(number: Decimal, source: str, target: str) -> Decimal:
    import pint

    with localcontext(prec=DIGITS + 20):
        registry = _registry()  # made in here: it works its definitions out with the precision of the moment
        for unit in (source, target):
            try:
                registry.parse_units(_for_pint(unit))
            except Exception:  # pint raises a dozen kinds, tokenizer errors among them
                raise UnitError(f"the unit {unit!r} is not known") from None
        try:
            result = registry.Quantity(number, _for_pint(source)).to(_for_pint(target)).magnitude
        except pint.DimensionalityError:
            raise UnitError(f"{source!r} does not measure the same as {target!r}") from None
        return shortened(Decimal(result))


def _for_pint(name: str) -> str:
    return "dimensionless" if name in {"", "ratio", "number"} else name


def shortened(number: Decimal) -> Decimal:
    """The number with at most DIGITS significant digits and no zeros at its end."""
    with localcontext(prec=DIGITS):
        return (+number).normalize()


def convert(number: Decimal, source: str, target: str) -> Decimal:
    """The number of `target` units that `number` of `source` units make; temperatures alone are absolute (0
    °C is 273.15 K).

    Raises UnitError where a unit is unknown or measures something else.
    """
    source, target = unit_name(source), unit_name(target)
    if source == target:
        return number
    if _family(source) and _family(target) and _family(source) != _family(target):
        raise UnitError(f"{source!r} does not measure the same as {target!r}")
    if source in _SCALES and target in _SCALES:
        (up, times), (down, by) = _SCALES[source], _SCALES[target]
        return _decimal((Fraction(number) + up) * times / by - down)
    one, other = _measure(source), _measure(target)
    if one is None or other is None:
        return _by_pint(number, source, target)
    if one[1] != other[1]:
        if "rad" not in source + target:
            raise UnitError(f"{source!r} does not measure the same as {target!r}")
        return _by_pint(number, source, target)
    return _decimal(Fraction(number) * one[0] / other[0])


def is_unit(unit: str) -> bool:
    """True for a unit that can be converted (to itself at least); "" is the unit of plain numbers."""
    name = unit_name(unit)
    if name in BARE or name in _SCALES or _measure(name) is not None:
        return True
    try:
        _by_pint(Decimal(1), name, name)
    except UnitError:
        return False
    return True


def _family(name: str) -> str:
    return "share" if name in SHARES else "count" if name in COUNTS else ""


def _decimal(number: Fraction) -> Decimal:
    with localcontext(prec=DIGITS + 20):
        return shortened(Decimal(number.numerator) / Decimal(number.denominator))
