"""What a worker does around its child, which has no network: fetch a document, pass over what is done, put its part."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace

from dapipe import address, parts
from dapipe.address import is_address
from dapipe.errors import Failed, TooLarge, Unreadable
from dapipe.work import Job, Outcome, digest_of, failure

Ask = Callable[[Job], Outcome]


def delivered(job: Job, ask: Ask) -> Outcome:
    """The Outcome of a job, which `ask` has done; its document may lie at an address, and its rows may go to one."""
    return fetched(job, ask) if is_address(job.path) else placed(job, ask)


def fetched(job: Job, ask: Ask) -> Outcome:
    """The Outcome of a job whose document has to be fetched; it names the digest of the bytes that came."""
    try:
        data = address.read(job.path, job.limits.bytes)
    except (Unreadable, TooLarge) as error:
        return failure(replace(job, digest=job.digest or digest_of(job.path.encode())), error)
    with tempfile.NamedTemporaryFile(prefix="dapipe-") as file:
        file.write(data)
        file.flush()
        return placed(replace(job, digest=job.digest or digest_of(data), copy=file.name), ask)


def placed(job: Job, ask: Ask) -> Outcome:
    """The Outcome of a job: whole, or if its rows belong among parts, without them; "known" if they are there."""
    if not job.parts:
        return ask(job)
    if parts.is_there(job.parts, job.path, job.digest, job.recipe):
        return Outcome(path=job.path, digest=job.digest, recipe=job.recipe, status="known")
    outcome = ask(job)
    if not outcome.failed:
        try:
            parts.put(job.parts, outcome)
        except Failed as error:
            return failure(job, error)
    return replace(outcome, rows={})
