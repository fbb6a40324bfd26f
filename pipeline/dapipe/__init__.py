"""dapipe turns police inspection reports and the news about them into facts that can be printed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dapipe.library import facts_of, ingest_into, read_document, table

__version__ = "0.1.0"
__all__ = ["facts_of", "ingest_into", "read_document", "table"]


def __getattr__(name: str) -> Any:
    """A function of dapipe.library, loaded on first use: `import dapipe` alone loads nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'dapipe' has no attribute '{name}'")
    return getattr(import_module("dapipe.library"), name)
