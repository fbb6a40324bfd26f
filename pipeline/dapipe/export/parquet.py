"""Parquet files, one a table, for pandas, DuckDB and R. Needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dapipe import schema
from dapipe.errors import WrongUse
from dapipe.export.folder import Folder
from dapipe.rows import Rows

TYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}


def write(rows: Rows, folder: Folder, tables: tuple[str, ...]) -> None:
    """One .parquet file a table; each column carries its description. Raises WrongUse without pyarrow."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise WrongUse("Parquet needs pyarrow", advice="pip install 'dapipe-reports[parquet]'") from error
    for table in tables:
        with folder.file(f"{table}.parquet") as path:
            parquet.write_table(arrow(pyarrow, rows, table), path)


def arrow(pyarrow: Any, rows: Rows, table: str) -> Any:
    """A table's rows as an Arrow table."""
    columns = schema.columns(table)
    fields = [
        pyarrow.field(column.name, getattr(pyarrow, TYPES[column.type])(), metadata={"description": column.description})
        for column in columns
    ]
    names = [column.name for column in columns]
    items = [dict(zip(names, row, strict=True)) for row in rows.rows(table)]
    return pyarrow.Table.from_pylist(items, schema=pyarrow.schema(fields))
