"""Bytes -> Document. `READERS` names the reader of each kind of file, imported on first use."""

READERS = {
    "pdf": "dapipe.read.pdf:read",
    "html": "dapipe.read.html:read",
    "text": "dapipe.read.text:read",
}
