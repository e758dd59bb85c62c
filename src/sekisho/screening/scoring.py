"""How much speaks for two names being one: evidence word by word, in nats of log likelihood."""

from __future__ import annotations

import re

from attrs import define, frozen
from rapidfuzz.distance import OSA

from sekisho.screening import background
from sekisho.screening.arrays import NATIVE_SLOT, Tables
from sekisho.screening.asking import Asked
from sekisho.screening.reasons import TokenReason
from sekisho.screening.tokens import HEAD, INITIAL, LEGAL, MIDDLE, NUMBER, PARTICLE, TITLE, Slot
from sekisho.screening.vocabulary import SLIP, SWAP, Vocabulary

SILENT = frozenset({LEGAL, PARTICLE, TITLE})
SMALL = frozenset({PARTICLE, TITLE})
OPTIONAL = 128
LEAST, BRAND, GENERIC_BESIDE = 5.0, 7.5, 4.7  # nats: see same_name
BRAND_LONG, LONG_BRAND = 3.5, 6  # nats, letters: a brand that no ordinary name bears
LONG = 7  # letters
USUAL = 0.0003  # the share of people that bear a usual surname, after which firms are named
BESIDE_GENERIC = (
    1.0  # nats: what each left-over common word (trading, services) takes from a name that is else the same
)
PERSON = 6.0  # nats: see same_person
# Nats, and letters: see one_slip.
SLIPPED, SLIPPED_BESIDE, SLIPPED_FIRM, SLIPPED_LETTERS, SLIPPED_ALONE, SLIPPED_PARTICLE = (
    4.5,
    1.6,
    4.0,
    4,
    6,
    6.0,
)
_PARTICLES = ("al", "el", "ul", "bin", "ibn", "abu")
_PATRONYMIC = re.compile(r"(?:v|w|ly?|ki|mi)[iye](?:ch|tch|tsch|c|k)$|(?:[vw]|ich)na$")
GENERIC = (
    0.7,
    2.4,
)  # nats: words so common in names of a kind that their absence says nothing (joint, stock)
SAID = 0.1  # nats: what the parts of a word add that was met as a whole
BY_INITIAL, BY_JOINING, BY_SPLITTING = 9, 10, 11  # how, beside those of the vocabulary and of asking

# Worth, asked slot, listed slot, listed word, how, way, cost.
Pair = tuple[float, int, int, int, int, int, float]


@define
class Match:
    """An asked name against a listed one: what met what, and what was left over on either side.

    `pairs` are (worth, asked slot, listed slot, listed word, how, way, cost); left-over slots come with how rare they are.
    """

    name: int
    kind: int
    pairs: list[tuple[float, int, int, int, int, int, float]]
    missing: list[tuple[int, float]]
    extra: list[tuple[int, float, int]]  # listed slot, rarity, word
    features: tuple[float, ...] = ()
    worth: float = 0.0
    native: float = 0.0
    generic: int = 0  # words left over on either side that are too common for their absence to say anything
    lift: float = 0.0  # what the rule of the same name adds, so that it alerts
    patronymics: bool = False  # whether all that is left over are patronymics
    told: tuple[TokenReason, ...] = ()  # the reasons, where the name was read without its slips
    missing_numbers: tuple[int, ...] = ()  # which of the missing and the extra are numbers
    extra_numbers: tuple[int, ...] = ()


@frozen
class Listed:
    """The cells and slots of one listed name, read out of the tables."""

    cells: list[tuple[int, int, int, int]]
    roles: list[int]


def read(tables: Tables, name: int) -> Listed:
    """The cells (word, slot, tenths of a nat, way) and roles of a listed name."""
    a, b = tables.cell_start[name], tables.cell_start[name + 1]
    c, d = tables.slot_start[name], tables.slot_start[name + 1]
    return Listed(
        list(
            zip(
                tables.cell_word[a:b].tolist(),
                tables.cell_slot[a:b].tolist(),
                tables.cell_cost[a:b].tolist(),
                tables.cell_way[a:b].tolist(),
                strict=True,
            )
        ),
        tables.slot_role[c:d].tolist(),
    )


def match(asked: Asked, listed: Listed, name: int, kind: int, vocabulary: Vocabulary) -> Match:
    """Give each asked word the listed word that speaks most for it, the strongest pairs first, each word once."""
    met = asked.met
    roles = listed.roles
    found = []
    first_word: dict[int, int] = {}
    for word, slot, cost, way in listed.cells:
        if slot == NATIVE_SLOT:
            continue
        if slot not in first_word:
            first_word[slot] = word
        for i, person, organisation, how, ask_way, more, also in met.get(word, ()):
            spent = cost / 10
            worth = (organisation if kind else person) - spent
            if worth > 0:
                found.append((worth, i, slot, word, how, ask_way or way, more + spent, also))
    found.sort(reverse=True)
    asked_free = set(asked.informative)
    listed_free = {s for s, role in enumerate(roles) if (role & 127) not in SILENT}
    pairs = []
    for worth, i, slot, word, how, way, spent, also in found:
        if i in asked_free and slot in listed_free and (also < 0 or also in asked_free):
            asked_free.discard(i)
            asked_free.discard(also)
            listed_free.discard(slot)
            pairs.append((worth, i, slot, word, how, way, spent))
    slots = asked.slots
    if asked.compound:
        pairs = _not_twice(pairs, slots, vocabulary)
    rarity = asked.rarity
    for slot in list(listed_free) if asked_free or asked.initials else ():
        # An initial on one side stands for a word on the other.
        initial = (roles[slot] & 127) == INITIAL
        if not (initial or asked.initials):
            continue
        text = vocabulary.words[first_word[slot]]
        for i, one in enumerate(slots):
            if (i in asked_free and initial) or (one.role == INITIAL and not any(p[1] == i for p in pairs)):
                if one.options[0][0][:1] == text[:1]:
                    same = initial and one.role == INITIAL
                    pairs.append((1.2, i, slot, first_word[slot], BY_INITIAL, 0, 0.0 if same else 1.0))
                    asked_free.discard(i)
                    listed_free.discard(slot)
                    break
    if asked.run_together and asked_free and listed_free:
        pairs += _run_together(asked, asked_free, listed_free, first_word, roles, kind, vocabulary)
    if asked_free or listed_free:
        _small_words(slots, roles, asked_free, listed_free, first_word, vocabulary)
    generic = GENERIC[kind]
    met_slots = {pair[1]: vocabulary.words[pair[3]] for pair in pairs}
    missing = [
        (i, rarity[i][kind])
        for i in asked_free
        if rarity[i][kind] > generic and not (slots[i].optional and spared(i, slots, met_slots))
    ]
    extra = []
    for slot in listed_free:
        if roles[slot] & OPTIONAL or (roles[slot] & 127) == INITIAL:
            continue
        word = first_word[slot]
        rare = vocabulary.rarity(word, kind)
        if rare > generic:
            extra.append((slot, rare, word))
    done = Match(name, kind, pairs, missing, extra)
    done.generic = len(asked_free) - len(missing) + len(listed_free) - len(extra)
    if kind == 0 and (missing or extra):
        done.patronymics = all(_PATRONYMIC.search(slots[i].options[0][0]) for i, _ in missing) and all(
            _PATRONYMIC.search(vocabulary.words[word]) for _, _, word in extra
        )
    if missing:
        done.missing_numbers = tuple(k for k, (i, _) in enumerate(missing) if slots[i].role == NUMBER)
    if extra:
        done.extra_numbers = tuple(k for k, (s, _, _) in enumerate(extra) if (roles[s] & 127) == NUMBER)
    return done


def _not_twice(pairs: list[Pair], slots: tuple[Slot, ...], vocabulary: Vocabulary) -> list[Pair]:
    """Where one word met the whole of what is written, its parts say nothing more: Izzuddin is not Izz and Izzuddin."""
    whole = {
        slots[p[1]].written
        for p in pairs
        if slots[p[1]].joined and vocabulary.words[p[3]] in slots[p[1]].joined
    }
    return [
        (min(p[0], SAID), *p[1:])
        if slots[p[1]].part in (HEAD, MIDDLE) and slots[p[1]].written in whole
        else p
        for p in pairs
    ]


def _small_words(
    slots: tuple[Slot, ...],
    roles: list[int],
    asked_free: set[int],
    listed_free: set[int],
    first_word: dict[int, int],
    vocabulary: Vocabulary,
) -> None:
    """Take away left-over words that stand on the other side as a particle or a title: where words are turned round, "La" or
    "Sheikh" is a name in one place and a small word in another."""
    if asked_free:
        small = {
            vocabulary.words[first_word[s]]
            for s, role in enumerate(roles)
            if (role & 127) in SMALL and s in first_word
        }
        if small:
            asked_free.difference_update(
                [i for i in asked_free if any(option[0] in small for option in slots[i].options)]
            )
    if listed_free:
        typed = {one.options[0][0] for one in slots if one.role in SMALL}
        if typed:
            left = [s for s in listed_free if s in first_word and vocabulary.words[first_word[s]] in typed]
            listed_free.difference_update(left)


def same_name(found: Match, asked: Asked, kind: int, vocabulary: Vocabulary) -> bool:
    """Whether the names of two organisations are the same but for legal form, or for one slip of the pen in a long word, or a rare
    brand is all that one has beside generic words, and the brand is no usual surname: then they alert, whatever the weights say."""
    if kind == 0 or not found.pairs or found.missing:
        return False
    unlike = [p for p in found.pairs if p[6] > 0.5]
    if unlike:
        return not found.extra and len(unlike) == 1 and _slip(unlike[0], asked, vocabulary)
    brand = max(found.pairs)
    word = asked.slots[brand[1]].options[0][0]
    usual = background.shares().get(word)
    if len(found.pairs) == 1 and usual is not None and usual[0] > USUAL:
        return False
    # A brand that a whole group bears stands often on the lists and is no less a brand, if no ordinary name bears it.
    own = usual is None and len(word) >= LONG_BRAND
    if not found.extra:
        return sum(p[0] for p in found.pairs) >= (
            BRAND_LONG if own else LEAST + BESIDE_GENERIC * found.generic
        )
    return (
        len(asked.informative) == 1
        and brand[0] >= (BRAND_LONG if own else BRAND)
        and all(rare < GENERIC_BESIDE for _, rare, _ in found.extra)
    )


def same_person(found: Match, asked: Asked, kind: int, vocabulary: Vocabulary) -> bool:
    """Whether two names of persons are the same, word for word, in two words or more that together say something and are none
    that many bear."""
    return (
        kind == 0
        and len(found.pairs) > 1
        and not (found.missing or found.extra)
        and all(pair[6] <= 0.5 and pair[4] != BY_INITIAL for pair in found.pairs)
        and sum(pair[0] for pair in found.pairs) >= PERSON
        and not is_ordinary(found, asked, kind, vocabulary, alone=True)
    )


def is_whole(found: Match) -> bool:
    """Whether every word of both names met as it is, and together they say something."""
    return (
        not (found.missing or found.extra)
        and all(pair[6] <= 0.5 for pair in found.pairs)
        and sum(pair[0] for pair in found.pairs) >= LEAST
    )


def is_disordered(found: Match, asked: Asked, kind: int) -> bool:
    """Whether a person's name in hangul meets another surname than its own, or its given syllables the other way round: Kim Kwang-su
    is neither Kim Su-kwang nor Son Kwang-su, though all that the names share is common."""
    slots = asked.slots
    if kind or asked.script != "Hang" or len(slots) < 2 or slots[0].part or len(slots[0].written) > 2:
        return False
    places = {pair[1]: pair[2] for pair in found.pairs}
    if 0 not in places:
        return True
    given = [places[i] for i in sorted(places) if i]
    return given != sorted(given) or bool(given and given[0] < places[0] < given[-1])


def is_ordinary(
    found: Match, asked: Asked, kind: int, vocabulary: Vocabulary, *, alone: bool = False
) -> bool:
    """Whether a person's name, as it is asked or as it is listed, is one that many bear, so that by itself it says nobody."""
    if kind or not 1 < len(found.pairs) <= 3 or found.missing or found.extra:
        return False
    words = [(vocabulary.words[pair[3]], asked.slots[pair[1]].options[0][0]) for pair in found.pairs]
    return background.is_ordinary(words, alone=alone)


def _slip(pair: tuple[float, int, int, int, int, int, float], asked: Asked, vocabulary: Vocabulary) -> bool:
    """Is a word that nobody bears met by one typing error alone, and so long that an ordinary word hardly lies as near?"""
    worth, i, _slot, _word, how, _way, _cost = pair
    word = asked.slots[i].options[0][0]
    return how in (SLIP, SWAP) and len(word) >= LONG and worth >= LEAST - 1.0 and _unheard(word, vocabulary)


def one_slip(found: Match, asked: Asked, kind: int, vocabulary: Vocabulary) -> bool:
    """Whether all the words of both names meet, all but one as they are and that one but for a slip of the pen, in a word that
    nobody bears: neither a listed name nor an ordinary one. Then the slip is likelier than another name that lies so near.
    """
    if not found.pairs or found.extra:
        return False
    unlike = [pair for pair in found.pairs if pair[6] > 0.5]
    if found.missing:
        # "Abd-fl-Tawab": the slip is in a particle, which the listed name bears without a word of its own.
        word = asked.slots[found.missing[0][0]].options[0][0]
        told = sum(pair[0] for pair in found.pairs)
        near = any(OSA.distance(word, particle) <= 1 for particle in _PARTICLES)
        lone = len(found.missing) == 1 and not unlike and near
        return (
            lone
            and not kind
            and len(found.pairs) > 1
            and told >= SLIPPED_PARTICLE
            and _unheard(word, vocabulary)
        )
    if len(unlike) != 1:
        return False
    worth, i, _slot, listed = unlike[0][:4]
    word = asked.slots[i].options[0][0]
    if OSA.distance(word, vocabulary.words[listed]) > 1 or not _unheard(word, vocabulary):
        return False
    told = sum(pair[0] for pair in found.pairs) - worth
    if kind:
        if len(found.pairs) == 1:
            # A firm of one word is often a surname, and surnames lie near each other; a slip seldom takes the first letter.
            return (
                worth >= SLIPPED_FIRM
                and len(word) >= SLIPPED_ALONE
                and word[0] == vocabulary.words[listed][0]
            )
        return worth + told >= SLIPPED_FIRM and (len(word) >= SLIPPED_LETTERS or told >= LEAST)
    return told >= SLIPPED_BESIDE and worth + told >= SLIPPED


def _unheard(word: str, vocabulary: Vocabulary) -> bool:
    return word not in vocabulary.ids and word not in background.shares()


def _run_together(
    asked: Asked,
    asked_free: set[int],
    listed_free: set[int],
    first_word: dict[int, int],
    roles: list[int],
    kind: int,
    vocabulary: Vocabulary,
) -> list[tuple[float, int, int, int, int, int, float]]:
    """Two or three words on one side that are one word on the other (beifang, bei fang); the words met are taken away."""
    found: list[tuple[float, int, int, int, int, int, float]] = []
    text = {j: vocabulary.words[first_word[j]] for j in listed_free if j in first_word}
    mine = {i: asked.slots[i].options[0][0] for i in asked_free}
    order = [j for j, role in enumerate(roles) if not role & OPTIONAL and role not in SILENT]
    for i, run in _runs(text, order):
        whole = "".join(text[j] for j in run)
        for k in sorted(asked_free):
            if mine[k] == whole and set(run) <= listed_free:
                worth = sum(vocabulary.rarity(first_word[j], kind) for j in run) - 0.5
                found.append((min(worth, 12.0), k, i, first_word[i], BY_SPLITTING, 0, 0.5))
                asked_free.discard(k)
                listed_free.difference_update(run)
                break
    order = [i for i in asked.informative if not asked.slots[i].optional]
    for i, run in _runs({i: mine[i] for i in asked_free}, order):
        whole = "".join(mine[k] for k in run)
        for j in sorted(listed_free & text.keys()):
            if text[j] == whole and set(run) <= asked_free:
                worth = vocabulary.rarity(first_word[j], kind) - 0.5
                found.append((worth, i, j, first_word[j], BY_JOINING, 0, 0.5))
                listed_free.discard(j)
                asked_free.difference_update(run)
                break
    return [pair for pair in found if pair[0] > 0]


def _runs(words: dict[int, str], order: list[int]) -> list[tuple[int, tuple[int, ...]]]:
    """Two or three neighbours in an order of places, of those that have words, by the first of them."""
    runs = []
    for at in range(len(order) - 1):
        for length in (2, 3):
            run = tuple(order[at : at + length])
            if len(run) == length and all(k in words for k in run):
                runs.append((run[0], run))
    return runs


def spared(i: int, slots: tuple[Slot, ...], met: dict[int, str]) -> bool:
    """May an optional word be left out? Not where another optional word of the same piece was met, for then the long form was meant,
    nor where the piece's last word is one that only the long form has: "Pusan National University" is not met by "University".
    `met` holds the listed word that met a slot.
    """
    same = slots[i].written
    return not any(
        slots[j].optional or word in slots[i].with_ for j, word in met.items() if slots[j].written == same
    )


def features(found: Match, asked: Asked, listed: Listed, kind: int) -> tuple[float, ...]:
    """What the calibration weighs: see calibration.NAMES."""
    exact = near = far = spent = 0.0
    fuzzy = count = 0
    numbers = len(found.missing_numbers) + len(found.extra_numbers)
    for worth, _i, _slot, _word, _how, _way, cost in found.pairs:
        if cost > 0.5:
            spent += cost
            fuzzy += 1
            if cost <= 2.2:
                near += worth
            else:
                far += worth
        else:
            exact += worth
        if worth + cost > 2.4:
            count += 1
    total = exact + near + far
    missing = extra = 0.0
    for _, rare in found.missing:
        missing += rare if rare < 9.0 else 9.0
    for _, rare, _ in found.extra:
        extra += rare if rare < 9.0 else 9.0
    # Every word met, on both sides: the same name but for its legal form.
    whole = bool(found.pairs) and not (found.missing or found.extra)
    return (
        exact,
        near,
        far,
        total if total < 8.0 else 8.0,
        total if total < 14.0 else 14.0,
        spent,
        float(fuzzy),
        float(len(found.missing)),
        missing,
        float(len(found.extra)),
        extra,
        missing if missing < extra else extra,
        float(numbers),
        missing / (total + missing + 1e-6),
        extra / (total + extra + 1e-6),
        1.0 if count <= 1 else 0.0,
        1.0 if count <= 1 and fuzzy else 0.0,
        1.0 if whole and not fuzzy else 0.0,
        1.0 if whole and fuzzy else 0.0,
        1.0 if count > 1 and found.patronymics else 0.0,
        1.0 if count > 1 and not found.missing and found.extra and not found.patronymics else 0.0,
        1.0 if count > 1 and not found.extra and found.missing and not found.patronymics else 0.0,
        1.0 if asked.script in ("Cyrl", "Grek", "Geor", "Armn") else 0.0,
        1.0 if asked.script in ("Arab", "Hebr") else 0.0,
        1.0 if asked.script == "Hang" else 0.0,
        1.0 if asked.script in ("Hani", "Kana") else 0.0,
    )
