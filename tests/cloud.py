"""An object store on this machine that speaks S3: moto's server, with a bucket called `police`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

BUCKET = "s3://police"
KEYS = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def object_store() -> Iterator[str]:
    """The address of an empty bucket; this process and those it starts find the server by their environment."""
    s3fs = pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with patch.dict(os.environ, {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}):
            s3fs.S3FileSystem.clear_instance_cache()
            s3fs.S3FileSystem().mkdir("police")
            yield BUCKET
    finally:
        s3fs.S3FileSystem.clear_instance_cache()
        server.stop()
