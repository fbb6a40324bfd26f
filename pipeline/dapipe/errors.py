"""Everything that dapipe raises on purpose: what happened, where, and what to do about it."""

from collections.abc import Iterable
from difflib import get_close_matches


class DapipeError(Exception):
    """An error with a stable `code`, the exit status it leads to, and advice for the user.

    `where` names the file, page or row; `advice` says what to do next. Both may be empty.
    """

    code = "error"
    exit_status = 1

    def __init__(self, message: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.advice = advice

    @property
    def advised(self) -> str:
        """What happened, and what to do about it."""
        stop = "" if self.message.endswith((".", "!", "?")) else "."
        return f"{self.message}{stop} {self.advice}" if self.advice else self.message

    def __str__(self) -> str:
        return f"{self.where}: {self.advised}" if self.where else self.advised


class Unreadable(DapipeError):
    """The bytes are no document that dapipe can read: damaged, empty or of another kind than the name says."""

    code = "unreadable"


class NeedsPassword(DapipeError):
    """The document opens only with a password."""

    code = "needs-password"


class NeedsOcr(DapipeError):
    """The document holds pictures of pages and no text."""

    code = "needs-ocr"


class TooLarge(DapipeError):
    """A limit on bytes, pages, characters, memory or nesting was reached."""

    code = "too-large"


class TooSlow(DapipeError):
    """The document was not done within its time."""

    code = "too-slow"


class ChildLost(DapipeError):
    """The process that read the document died."""

    code = "child-lost"


class Refused(DapipeError):
    """Reading a document tried what no document needs: a connection, a program, a file to write."""

    code = "refused"


class Failed(DapipeError):
    """Something in dapipe went wrong over one document; the others are not touched by it."""

    code = "failed"


class NothingToRead(DapipeError):
    """The given paths hold no document."""

    code = "nothing-to-read"
    exit_status = 3


class WrongUse(DapipeError):
    """A path, option or id that does not exist."""

    code = "wrong-use"
    exit_status = 2


class BadSettings(WrongUse):
    """A setting has a value that it can't have."""

    code = "bad-settings"


class BadModel(DapipeError):
    """The classifier's files are missing, damaged or not what their digest says."""

    code = "bad-model"
    exit_status = 4


class BadLexicon(DapipeError):
    """A lexicon does not have the form that its reader needs."""

    code = "bad-lexicon"
    exit_status = 4


class StoreLocked(DapipeError):
    """Another dapipe is writing to the store."""

    code = "store-locked"
    exit_status = 4


class StoreFailed(DapipeError):
    """The store can't be opened or written: a full disk, a damaged file, no right to write."""

    code = "store-failed"
    exit_status = 4


class StoreNewer(DapipeError):
    """The store was made by a newer dapipe."""

    code = "store-newer"
    exit_status = 4


def too_large(message: str, setting: str, *, where: str = "") -> TooLarge:
    """The error for a document that is over a limit, with the setting that raises it."""
    return TooLarge(message, where=where, advice=f"Raise the setting {setting} if the document deserves it.")


def unknown(kind: str, name: str, known: Iterable[str]) -> WrongUse:
    """The error for a name that there isn't: the nearest one there is, and all of them."""
    return WrongUse(f"there is no {kind} '{name}'", advice=nearest(name, known))


def nearest(name: str, known: Iterable[str], also: Iterable[str] = ()) -> str:
    """The advice for a name that there isn't: the nearest there is, or that might be (`also`), and all there are."""
    names = [one for one in known if one]
    every = [*names, *also]
    near = get_close_matches(name.casefold(), every, n=1) or get_close_matches(name, every, n=1)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    return f"{hint}There are: {', '.join(names) or 'none'}."
