"""The stages against spaCy's default pipeline on the same text, in one process, in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dapipe.annotate.component import finder
from dapipe.annotate.units import units
from dapipe.classify import classify, model
from dapipe.facts import figures
from dapipe.limits import Limits
from dapipe.settings import Settings
from dapipe.work import Reading, prepare, read_all
from tests.bench.material import CORPUS, article, report
from tests.bench.measure import Line, at_most, ratio

MODEL = Settings().model
# A single page is read so often: it is done in less time than the clock's own unrest.
AGAIN = 30


def lines(articles: int) -> Iterator[Line]:
    """Text, PDF, and 60 pages against one."""
    import spacy

    prepare(MODEL)
    nlp = spacy.load(MODEL)
    texts = [article(seed) for seed in range(articles)]
    yield against(nlp_over(nlp, texts), over([(text.encode(), "a.txt") for text in texts]), "text", 1.0, articles)
    yield extraction(nlp, texts)
    yield statements(nlp, texts)
    pdfs = [(path.read_bytes(), path.name) for path in sorted(CORPUS.glob("*/*.pdf"))]
    pages = [read_all(data, name, Limits(), MODEL).document for data, name in pdfs]
    count = sum(len(document.pages) for document in pages)
    yield against(nlp_over(nlp, [document.text for document in pages]), over(pdfs), "PDF", 1.6, count)
    one, sixty = report(1), report(60)
    times, whole, single = ratio(over([(sixty, "60.pdf")]), over([(one, "1.pdf")] * AGAIN))
    note = f" ({whole:.1f} s, {1000 * single / AGAIN:.0f} ms)"
    yield at_most("60 pages / one page, processor time", AGAIN * times, 60, note=note)


def extraction(nlp: object, texts: list[str]) -> Line:
    """What finding figures, forces and periods adds to spaCy's default pipeline, as a share of its processor time."""
    readings = [read_all(text.encode(), "a.txt", Limits(), MODEL) for text in texts]
    finders = [finder(name) for name in ("forces", "numbers", "periods")]

    def find(reading: Reading) -> int:
        found = sum(len(tuple(find(reading.doc))) for find in finders)
        return found + len(figures.gather(reading.document, reading.doc, ()))

    share = ratio(lambda: sum(map(find, readings)), nlp_over(nlp, texts))[0]
    return at_most("figures, forces and periods / spaCy's default pipeline, processor time", share, 0.15)


def statements(nlp: object, texts: list[str]) -> Line:
    """What labelling statements adds to spaCy's default pipeline, as a share of its processor time.

    That is the model's loading, as each process does once, the marks that nothing else needs, and the labels.
    """
    docs = [read_all(text.encode(), "a.txt", Limits(), MODEL).doc for text in texts]

    def label() -> int:
        model.load.cache_clear()
        return sum(len(classify(units(doc))) for doc in docs)

    share = ratio(label, nlp_over(nlp, texts))[0]
    what = f"labels of statements of {len(texts)} articles, loading included / spaCy's default pipeline, processor time"
    return at_most(what, share, 0.1)


def against(spacy: Callable[[], object], dapipe: Callable[[], object], kind: str, limit: float, units: int) -> Line:
    """dapipe's processor time as a multiple of spaCy's."""
    times, own, other = ratio(dapipe, spacy)
    unit = "page" if kind == "PDF" else "article"
    note = f" ({1000 * own / units:.0f} ms a {unit}, spaCy {1000 * other / units:.0f} ms)"
    return at_most(f"{kind}: dapipe / spaCy's default pipeline, processor time", times, limit, note=note)


def nlp_over(nlp: object, texts: list[str]) -> Callable[[], object]:
    """spaCy's pipeline over all texts, as fast as it goes."""
    return lambda: [len(doc) for doc in nlp.pipe(texts)]  # type: ignore[attr-defined]


def over(files: list[tuple[bytes, str]]) -> Callable[[], object]:
    """All stages over files, as a child does them."""
    return lambda: [len(read_all(data, name, Limits(), MODEL).facts) for data, name in files]
