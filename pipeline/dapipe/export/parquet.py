"""Parquet files, one a table, for pandas, DuckDB and R. Needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from dapipe.export.folder import Folder
from dapipe.parts import arrow, fields, named
from dapipe.rows import Rows


def write(rows: Rows, folder: Folder, tables: tuple[str, ...]) -> None:
    """One .parquet file a table; each column carries its description. Raises BadSettings without pyarrow."""
    pyarrow, parquet = arrow()
    for table in tables:
        items = [named(table, row) for row in rows.rows(table)]
        with folder.file(f"{table}.parquet") as path:
            parquet.write_table(pyarrow.Table.from_pylist(items, schema=pyarrow.schema(fields(table))), path)
