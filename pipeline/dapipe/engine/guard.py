"""What a worker process may do: so much memory, and nothing but read."""

from __future__ import annotations

import resource


def guard(memory: int) -> None:
    """Bound this process's memory (bytes of address space)."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
