"""Documents made by recombining the sentences of the corpus: as many as wanted, none like another, always the same."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dapipe.limits import Limits
from dapipe.read import read

CORPUS = Path(__file__).parents[2] / "corpus"
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of the corpus with a sentence in them, each as one line."""
    found: dict[str, None] = {}
    for path in sorted(CORPUS.glob("*/*.*")):
        if path.suffix in (".txt", ".html", ".pdf"):
            document = read(path.read_bytes(), path.name, Limits())
            blocks = (" ".join(document.text[block.start : block.end].split()) for block in document.blocks)
            found |= dict.fromkeys(block for block in blocks if len(block) > 60 and block.endswith((".", "”", '"')))
    return tuple(found)


@cache
def sentences() -> tuple[str, ...]:
    """The sentences of the corpus."""
    return tuple(one for paragraph in paragraphs() for one in SENTENCE.split(paragraph) if len(one) > 30)


def article(seed: int, words: int = 400) -> str:
    """A byline, a headline and paragraphs of two or three sentences, so many words altogether."""
    chance = random.Random(seed)
    lines = ["By Jane Reporter, crime correspondent", f"Watchdog looks at force number {seed}"]
    while sum(len(line.split()) for line in lines) < words:
        lines.append(" ".join(chance.sample(sentences(), chance.choice((2, 3)))))
    return "\n\n".join(lines) + "\n"


def write_articles(folder: Path, number: int, words: int = 400) -> Path:
    """So many articles as text files in a folder."""
    folder.mkdir(parents=True)
    for seed in range(number):
        (folder / f"{seed:06}.txt").write_text(article(seed, words), encoding="utf-8")
    return folder


def report(pages: int, seed: int = 1) -> bytes:
    """A PDF report with so many pages of some 400 words each under headings."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    chance = random.Random(seed)
    story: list[Any] = []
    for page in range(pages):
        story.append(Paragraph(f"Finding number {page + 1}", styles["Heading1"]))
        story += [Paragraph(text, styles["BodyText"]) for text in page_of(chance)]
        story.append(PageBreak())
    file = io.BytesIO()
    SimpleDocTemplate(file, invariant=1).build(story)
    return file.getvalue()


def page_of(chance: random.Random) -> Iterator[str]:
    """Paragraphs of some 400 words."""
    words = 0
    while words < 380:
        text = " ".join(chance.sample(sentences(), 3))
        words += len(text.split())
        yield text.replace("&", "&amp;").replace("<", "&lt;")
