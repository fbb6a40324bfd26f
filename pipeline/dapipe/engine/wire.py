"""What crosses between parent and child: JSON, and bytes whose number is known before they are read."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import BinaryIO

from dapipe import errors
from dapipe.limits import Limits
from dapipe.work import Job

HEAD = struct.Struct(">cQ")
READY, ANSWER, TIRED, ERROR = b"R", b"A", b"T", b"E"
LONGEST_ERROR = 20_000


def job_line(job: Job) -> bytes:
    """A job as one line of JSON."""
    return json.dumps(asdict(job)).encode("ascii") + b"\n"


def job_from(line: bytes) -> Job:
    """The job in a line made by `job_line`."""
    plain = json.loads(line)
    return Job(**{**plain, "limits": Limits(**plain["limits"])})


def send(pipe: BinaryIO, kind: bytes, body: bytes = b"") -> None:
    """Write one message: its kind, its length, its bytes."""
    pipe.write(HEAD.pack(kind, len(body)))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO, most: int) -> tuple[bytes, bytes]:
    """Kind and bytes of one message. Raises EOFError at the end, TooLarge before reading more than `most` bytes."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    kind, length = HEAD.unpack(head)
    if length > (LONGEST_ERROR if kind == ERROR else most):
        raise errors.too_large(f"its facts take {length:,} bytes, more than {most:,}", "answer_mb")
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return kind, body


def error_body(error: BaseException) -> bytes:
    """An error as JSON. What dapipe does not know is Failed, memory run out is TooLarge."""
    if isinstance(error, MemoryError):
        error = errors.too_large("needs more memory than allowed", "memory_mb")
    if not isinstance(error, errors.DapipeError):
        error = errors.Failed(f"{type(error).__name__}: {error}")
    plain = {"code": error.code, "message": error.message[:2000], "advice": error.advice[:500]}
    return json.dumps(plain).encode("ascii")


def error_from(body: bytes) -> errors.DapipeError:
    """The error in bytes made by `error_body`."""
    plain = json.loads(body)
    kinds: dict[str, type[errors.DapipeError]] = {
        kind.code: kind for kind in vars(errors).values() if getattr(kind, "code", None)
    }
    return kinds.get(plain["code"], errors.Failed)(str(plain["message"]), advice=str(plain["advice"]))
