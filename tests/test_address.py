from __future__ import annotations

from pathlib import Path

import pytest

from dapipe import address
from dapipe.errors import BadSettings, TooLarge, Unreadable


@pytest.fixture(params=["bucket", "folder"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same promises for an object store and a folder, each test below a name of its own."""
    if request.param == "folder":
        return f"file://{tmp_path}"
    return str(request.getfixturevalue("bucket"))


@pytest.mark.parametrize("text", ["s3://bucket/a.pdf", "gs://b", "file:///tmp", "HTTPS://example.org/a.html"])
def test_addresses_are_told(text: str) -> None:
    assert address.place(text) == text


@pytest.mark.parametrize("text", ["reports", "/tmp/a.pdf", "C://reports", "a:b", "s3:/bucket", "x/s3://y"])
def test_all_else_is_a_path(text: str) -> None:
    assert address.place(text) == Path(text)


def test_bytes_come_back(base: str) -> None:
    address.write(f"{base}/a/b.txt", b"43 arrests")
    assert address.there(f"{base}/a/b.txt") and address.there(f"{base}/a")
    assert address.read(f"{base}/a/b.txt", 10) == b"43 arrests"
    address.write(f"{base}/a/b.txt", b"")
    assert address.read(f"{base}/a/b.txt", 10) == b""


def test_no_more_is_read_than_allowed(base: str) -> None:
    address.write(f"{base}/long.txt", b"x" * 11)
    with pytest.raises(TooLarge, match="more than 10 bytes"):
        address.read(f"{base}/long.txt", 10)


def test_what_is_not_there_is_told_with_its_address(base: str) -> None:
    assert not address.there(f"{base}/nothing.txt")
    with pytest.raises(Unreadable, match=r"nothing\.txt"):
        address.read(f"{base}/nothing.txt", 10)


def test_files_below_come_in_the_order_of_a_walk(base: str) -> None:
    for name in ("z.txt", "b/two.txt", "b/a/one.txt", ".hidden", ".git/x.txt", "a.txt"):
        address.write(f"{base}/{name}", b"x")
    assert list(address.below(f"{base}/")) == [
        f"{base}/{name}" for name in ("a.txt", "z.txt", "b/two.txt", "b/a/one.txt")
    ]
    assert list(address.below(f"{base}/b/two.txt")) == [f"{base}/b/two.txt"]


def test_what_another_writes_meanwhile_is_seen(base: str) -> None:
    assert not address.there(f"{base}/later/x.txt")
    located = address.located(base)[0]
    located.makedirs(base.removeprefix("file://") + "/later", exist_ok=True)
    located.pipe_file(f"{base}/later/x.txt", b"x")
    assert address.there(f"{base}/later/x.txt")
    assert list(address.below(f"{base}/later")) == [f"{base}/later/x.txt"]


def test_a_folder_never_shows_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, path: str, value: bytes, **options: object) -> None:
        Path(path).write_bytes(value[:2])
        raise OSError("no space left")

    monkeypatch.setattr("fsspec.implementations.local.LocalFileSystem.pipe_file", broken)
    with pytest.raises(Unreadable, match="no space left"):
        address.write(f"file://{tmp_path}/a.txt", b"43 arrests")
    assert not (tmp_path / "a.txt").exists()


def test_an_unknown_kind_of_address_and_a_missing_library_are_told() -> None:
    with pytest.raises(BadSettings, match="no address that fsspec knows"):
        address.read("gopher://example.org/a.txt", 10)
    with pytest.raises(BadSettings, match=r"dapipe-reports\[cloud\]"):
        address.read("gs://bucket/a.txt", 10)
