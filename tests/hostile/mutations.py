"""Damaged documents by a fixed seed: bits flipped, parts cut, zeroed, repeated, swapped or taken from other files.

`mutant(number, materials)` is the same in every run. What is packed (PDF streams, Word files) is also damaged unpacked:
else the damage would seldom reach further than the unpacking.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from tests.pages import Sheet
from tests.read.damaged import simple
from tests.read.test_eml import BODY, HEAD
from tests.read.word_files import paragraph, table, word_file

CORPUS = Path(__file__).parents[2] / "corpus"
SEED = 20160607
# Documents longer than this (bytes) wait for the long run.
SMALL = 25_000
NUMBER = re.compile(rb"\d+")
# What ends a part of a document that can be taken out and put elsewhere.
ENDS = {".pdf": b"endobj", ".html": b">", ".docx": b">", ".txt": b"\n", ".eml": b"\n"}
# Signs that turn the direction, join, have no width, or stand outside the first plane; as UTF-8.
SIGNS = tuple(
    sign.encode("utf-8", "surrogatepass")
    for sign in (
        "\u202e",
        "\u2066",
        "\u200d",
        "\ufeff",
        "\u0301",
        "\0",
        "\x1b[2J",
        "\U0001f46e",
        "\ud800",
        "٣",
        "½",
        "“",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A sound document: its name's ending and its bytes."""

    suffix: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A damaged document and what was done to it."""

    name: str
    data: bytes
    how: str


Damage = Callable[[bytes, Random, Material], bytes]


@cache
def materials() -> tuple[Material, ...]:
    """The sample corpus and small documents made in memory, short ones first."""
    files = [path for path in sorted(CORPUS.glob("[ar]*/*")) if path.suffix in ENDS]
    made = [
        Material(suffix=".pdf", data=data) for data in (simple(), page("boxed"), page("infographic"), page("turned"))
    ]
    made += [Material(suffix=".docx", data=word()), Material(suffix=".eml", data=(HEAD + "\r\n" + BODY).encode())]
    return tuple(sorted([*made, *(Material(suffix=path.suffix, data=path.read_bytes()) for path in files)], key=size))


def size(material: Material) -> int:
    """Bytes of a material."""
    return len(material.data)


def small() -> tuple[Material, ...]:
    """The materials that are read in a moment."""
    return tuple(material for material in materials() if size(material) < SMALL)


def page(kind: str) -> bytes:
    """A PDF of one page with unpacked streams."""
    sheet = Sheet()
    sheet.canvas.setPageCompression(0)
    getattr(sheet, kind)()
    return sheet.finish()[0]


def word() -> bytes:
    """A Word file with a heading, a list, a note and a table."""
    return word_file(
        paragraph("Kent Police: what we found", "Heading1"),
        paragraph("In 2016 the force recorded 3,657 assaults, 34 percent more than in 2015.", note="2"),
        paragraph("“We must do better,” said Chief Constable Ann Lee.", listed=True),
        table(("Force", "Crimes"), ("Kent", "1,204")),
        notes=f'<w:footnote w:id="2">{paragraph("Counted by the force.")}</w:footnote>',
    )


def mutant(number: int, choice: tuple[Material, ...]) -> Mutant:
    """The damaged document of that number, made of one of the materials."""
    random = Random(f"{SEED}-{number}")
    material = random.choice(choice)
    names, data = [], material.data
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        name = random.choice(tuple(DAMAGES))
        data = inside(data, DAMAGES[name], random, material)
        names.append(name)
    return Mutant(name=f"{number:05d}{material.suffix}", data=data, how=" ".join(names))


def inside(data: bytes, damage: Damage, random: Random, material: Material) -> bytes:
    """Damage some bytes; of a Word file mostly a member, unpacked and packed again."""
    if material.suffix != ".docx" or random.random() < 0.3:
        return damage(data, random, material)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # the archive itself has been damaged before
        return damage(data, random, material)
    name = random.choice(tuple(members))
    members[name] = damage(members[name], random, material)
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    """A Word file of these members; the same bytes in every run."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def stretch(data: bytes, random: Random, most: int) -> slice:
    """A stretch somewhere in the bytes, not longer than so many."""
    start = random.randrange(len(data) + 1)
    return slice(start, start + random.randint(1, most))


def replaced(data: bytes, where: slice, new: bytes) -> bytes:
    """The bytes with a stretch replaced."""
    return data[: where.start] + new + data[where.stop :]


def flip(data: bytes, random: Random, _: Material) -> bytes:
    """Some bits the other way round."""
    out = bytearray(data)
    for _ in range(random.choice((1, 3, 20, 100)) if out else 0):
        out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def cut(data: bytes, random: Random, _: Material) -> bytes:
    """The end or the beginning missing."""
    at = random.randrange(len(data) + 1)
    return data[:at] if random.random() < 0.8 else data[at:]


def drop(data: bytes, random: Random, _: Material) -> bytes:
    """A stretch missing."""
    return replaced(data, stretch(data, random, 500), b"")


def zero(data: bytes, random: Random, _: Material) -> bytes:
    """A stretch of zeros."""
    where = stretch(data, random, 300)
    return replaced(data, where, bytes(len(data[where])))


def repeat(data: bytes, random: Random, _: Material) -> bytes:
    """A stretch many times over."""
    where = stretch(data, random, random.choice((1, 10, 300)))
    return replaced(data, where, data[where] * random.choice((2, 10, 300)))


def swap_numbers(data: bytes, random: Random, _: Material) -> bytes:
    """Some numbers replaced by others of the document, or by extreme ones."""
    found = [match[0] for match in NUMBER.finditer(data)]
    extreme = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"9" * 400, b"9" * 5000, b"1e400", b"0.0000001")
    share = random.choice((0.01, 0.1, 0.6))

    def other(match: re.Match[bytes]) -> bytes:
        if random.random() > share:
            return match[0]
        return random.choice(extreme if random.random() < 0.3 else found)

    return NUMBER.sub(other, data)


def splice(data: bytes, random: Random, material: Material) -> bytes:
    """A part (an object, an element, a line) in the place of another, from this or another document of the kind."""
    end = ENDS[material.suffix]
    donor = random.choice([other.data for other in small() if other.suffix == material.suffix] + [data])
    parts, gifts = data.split(end), donor.split(end)
    for _ in range(random.choice((1, 1, 5))):
        parts[random.randrange(len(parts))] = random.choice(gifts)
    return end.join(parts)


def sprinkle(data: bytes, random: Random, _: Material) -> bytes:
    """Strange signs here and there."""
    for _ in range(random.choice((1, 10, 50))):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(SIGNS) + data[at:]
    return data


def other_digits(data: bytes, random: Random, _: Material) -> bytes:
    """Digits of other scripts, raised or of full width."""
    share = random.choice((0.05, 0.5))

    def other(match: re.Match[bytes]) -> bytes:
        zero = random.choice(("٠", "߀", "０", "০"))
        digit = random.choice((chr(ord(zero) + int(match[0])), "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(match[0])]))
        return digit.encode() if random.random() < share else match[0]

    return re.sub(rb"\d", other, data)


DAMAGES: dict[str, Damage] = {
    "flip": flip,
    "cut": cut,
    "drop": drop,
    "zero": zero,
    "repeat": repeat,
    "swap numbers": swap_numbers,
    "other digits": other_digits,
    "splice": splice,
    "sprinkle": sprinkle,
}
