"""Doc -> mentions that several fact types need. `FINDERS` is the order they run in, on one parsed Doc."""

FINDERS = {
    "sentences": "dapipe.annotate.sentences:find",
    "numbers": "dapipe.annotate.numbers:find",
    "periods": "dapipe.annotate.periods:find",
    "forces": "dapipe.annotate.forces:find",
    "quotes": "dapipe.annotate.quotes:find",
}
