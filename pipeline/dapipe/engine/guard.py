"""What a child may do: so much memory and processor time, and nothing but read."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from dapipe.errors import Refused

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Names of Python's audit events (docs.python.org, "Audit events table"): whole families, then single ones.
FAMILIES = {"socket", "subprocess", "shutil", "tempfile", "pty", "urllib", "http", "ftplib", "smtplib", "sqlite3"}
FAMILIES |= {"webbrowser", "winreg", "msvcrt", "pickle", "code", "cpython", "syslog", "imaplib", "poplib", "telnetlib"}
SINGLE = {
    "ctypes.dlopen", "os.chflags", "os.chmod", "os.chown", "os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg",
    "os.link", "os.mkdir", "os.posix_spawn", "os.remove", "os.removexattr", "os.rename", "os.rmdir", "os.setxattr",
    "os.spawn", "os.startfile", "os.symlink", "os.system", "os.truncate", "os.utime", "signal.pthread_kill",
}  # fmt: skip
# What acts outside the process and raises no audit event (tried on Python 3.11 to 3.13), by module.
UNSEEN = {
    "os": ("pidfd_open", "mkfifo", "mknod", "setpriority", "sched_setaffinity"),
    "signal": ("pidfd_send_signal",),
    "_posixshmem": ("shm_open", "shm_unlink"),
}
SAME = {"os": "posix", "signal": "_signal"}
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
HARMLESS = {"socket.gethostname", "code.__new__"}


def bound(memory: int) -> bool:
    """Bound this process's memory (bytes of address space), for good; False where the system knows no such bound."""
    try:
        import resource
    except ImportError:
        return False
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def bound_processor(seconds: float) -> bool:
    """Let this process use twice so many seconds of processor time from now on, and a few to spare.

    The parent's clock comes first; this one ends a child whose parent is gone or stopped. False where unknown.
    """
    try:
        import resource
    except ImportError:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime + 2 * seconds) + 10
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    return True


def lock() -> None:
    """From now on refuse sockets, programs, writing, deleting, signals, foreign libraries and pickles, for good.

    Native code is not seen by the audit hook; it can't write either where files are bounded to 0 bytes.
    """
    sys.dont_write_bytecode = True
    hide()
    sys.addaudithook(refuse)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def hide() -> None:
    """Put a refusal in the place of each function that the audit hook doesn't see."""
    for name, functions in UNSEEN.items():
        for module in {name, SAME.get(name, name)}:
            with suppress(ImportError):
                held = import_module(module)
                for function in functions:
                    if hasattr(held, function):
                        setattr(held, function, partial(refused, f"{name}.{function}"))


def refused(function: str, *_: object, **__: object) -> None:
    """Raise Refused for a call of a function."""
    raise Refused(f"reading it tried what documents must not ({function})")


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: raise Refused for what reading a document never needs."""
    if event == "open":
        path, _, flags = arguments
        if flags & WRITING and not isinstance(path, int):
            raise Refused(f"reading it tried to write to a file ({event})")
    elif event == "subprocess.Popen" and is_ocr(arguments[0]):
        return
    elif (event in SINGLE or event.partition(".")[0] in FAMILIES) and event not in HARMLESS:
        refused(event)


def is_ocr(program: Any) -> bool:
    """True for the one program that reading may start: the system's own tesseract, by its full path."""
    return isinstance(program, str) and program == shutil.which("tesseract")


def peak_memory() -> int:
    """The most memory (bytes) that this process has held so far; 0 where the system doesn't tell.

    Linux counts what the parent held into `ru_maxrss` of a new process, so its own account is asked first.
    """
    with suppress(OSError, TypeError):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(PEAK.search(status)[1]) * 1024  # type: ignore[index]
    try:
        import resource
    except ImportError:
        return 0
    return memory_of(resource.getrusage(resource.RUSAGE_SELF))


def memory_of(usage: Any) -> int:
    """The peak memory (bytes) in the system's account of a process: kilobytes, on macOS bytes."""
    return int(usage.ru_maxrss) * (1 if sys.platform == "darwin" else 1024)
