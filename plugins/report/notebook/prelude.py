# Needs duckdb (pip install duckdb); with pandas, results are data frames. The files lie beside this notebook.
import datetime, hashlib, importlib.util, math, pathlib
import duckdb

FOLDER = pathlib.Path(".")
con = duckdb.connect()
BLANKS = " \t\n\r\v\f\u00a0\u2007\u202f\u3000\ufeff"


def text(value):
    return "'" + value.replace("'", "''") + "'"


def name(value):
    return '"' + value.replace('"', '""') + '"'


def file(file_name, sha256):
    """The file that the answers were computed from, and no other."""
    path = FOLDER / file_name
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise ValueError(f"{path} is not the file of the report: its SHA-256 is {found}")
    return path


def number(clean, column):
    """Text without marks and separators, as the report read it."""
    out = f"replace({clean}, '\u2212', '-')"
    marks = "|".join("".join(c if c.isalnum() else "\\" + c for c in mark) for mark in column.get("strip", []))
    if marks:
        before, after = text(r"^([(+-]*)\s*(?:(?:" + marks + r")\s*)+"), text(r"(?:\s*(?:" + marks + r"))+\s*(\)?)$")
        out = rf"regexp_replace(regexp_replace({out}, {before}, '\1'), {after}, '\1')"
    if column.get("parentheses"):
        out = rf"regexp_replace({out}, '^\(\s*([^-+()]*?)\s*\)$', '-\1')"
    if column.get("thousands"):
        out = f"replace({out}, {text(column['thousands'])}, '')"
    if column.get("decimal") == ",":
        out = f"replace({out}, ',', '.')"
    whole = column["type"] == "integer"
    form = r"[+-]?[0-9]+" if whole else r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
    return f"CASE WHEN regexp_full_match({out}, '{form}') THEN TRY_CAST({out} AS {'BIGINT' if whole else 'DOUBLE'}) END"


def value(raw, column):
    """A cell of text as its type; null where it is missing or does not fit."""
    kind = column["type"]
    trimmed = f"trim(coalesce({raw}, ''), {text(BLANKS)})"
    nulls = {token.strip() for token in column.get("nulls", [])} | (set() if kind == "text" else {""})
    clean = f"CASE WHEN {trimmed} IN ({', '.join(map(text, sorted(nulls)))}) THEN NULL ELSE {trimmed} END" if nulls else trimmed
    if kind == "text":
        return clean
    if kind in ("integer", "number"):
        return number(f"({clean})", column)
    if kind == "boolean":
        words = lambda key, default: ", ".join(text(word.strip().lower()) for word in column.get(key, [default]))
        return f"CASE WHEN lower({clean}) IN ({words('trueValues', 'true')}) THEN true WHEN lower({clean}) IN ({words('falseValues', 'false')}) THEN false END"
    formats = ", ".join(map(text, column.get("formats", ["%Y-%m-%d"] if kind == "date" else ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"])))
    return f"CAST(try_strptime({clean}, [{formats}]) AS {'DATE' if kind == 'date' else 'TIMESTAMP'})"


def read(table, path, dialect, columns, rows):
    """Reads a file of separated values with every choice stated, and counts its rows."""
    options = {
        "auto_detect": "false",
        "columns": "{" + ", ".join(f"'c{k}': 'VARCHAR'" for k in range(len(columns))) + "}",
        "header": str(dialect["header"]).lower(),
        "delim": text(dialect["delimiter"]),
        "quote": text(dialect["quote"]),
        "escape": text(dialect["escape"] or dialect["quote"]),
        "skip": str(dialect["skipLines"]),
        "comment": text(dialect.get("comment", "")),
    }
    given = ", ".join(f"{key} = {setting}" for key, setting in options.items())
    con.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_csv({text(str(path))}, {given})")
    cells = ", ".join(f"{value(f'c{k}', column)} AS {name(column['name'])}" for k, column in enumerate(columns))
    con.execute(f"CREATE OR REPLACE TABLE {name(table)} AS SELECT {cells}, rowid AS __row FROM raw")
    found = con.execute(f"SELECT count(*) FROM {name(table)}").fetchone()[0]
    if found != rows:
        raise ValueError(f"{path} has {found} rows here, {rows} in the report")


def same(ours, theirs):
    if ours is None or theirs is None or isinstance(theirs, bool):
        return ours == theirs
    if isinstance(theirs, (int, float)):
        return math.isclose(float(ours), theirs, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(ours, (datetime.date, datetime.datetime)):
        return ours.isoformat()[: len(theirs)] == theirs
    return str(ours) == theirs


def compute(sql, expected, count):
    """Runs the query, and holds its rows against those of the report."""
    rows = con.execute(sql).fetchall()
    agree = len(rows) == count and all(
        len(a) == len(b) and all(map(same, a, b)) for a, b in zip(rows, expected)  # a long result is held by its first rows
    )
    print("The same as in the report." if agree else "NOT the same as in the report.")
    found = con.sql(sql)
    return found.df() if importlib.util.find_spec("pandas") else found
