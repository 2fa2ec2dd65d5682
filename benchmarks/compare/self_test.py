"""Proves that compare_works.py finds what it should find, on copies of a real work folder.

    python3 benchmarks/compare/self_test.py WORK

WORK is what `quipu run recipes/sample.yaml` left. A copy must be equal; then one thing is changed at
a time, and exactly the tables that hold it must differ. Exit code 0 if that is so.
"""

import contextlib
import io
import json
import math
import pathlib
import shutil
import sys
import tempfile

import compare_works
import pyarrow as pa
import pyarrow.parquet as parquet
import works


def change_row(path, column, change):
    """Writes a part file again with the first value of a column changed that is not empty."""
    table = parquet.read_table(path)
    values = table.column(column).to_pylist()
    row = next((i for i, value in enumerate(values) if value not in (None, [], b"", "")), None)
    if row is None:
        return False
    values[row] = change(values[row])
    index = table.schema.get_field_index(column)
    changed = pa.array(values, type=table.schema.field(index).type)
    parquet.write_table(table.set_column(index, table.schema.field(index), changed), path)
    return True


def in_dataset(name, column, change):
    def plant(work):
        for part in work.datasets[name].parts:
            if change_row(part.path, column, change):
                return
        raise AssertionError(f"{name} has no {column}")

    return plant


def flip_byte(paths, ending):
    path = next(p for p in sorted(paths) if p.name.endswith(ending))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def change_map(work):
    path = next(p for p in work.release_files() if p.name.endswith(works.MAP))
    with pa.input_stream(str(path), compression="zstd") as stream:
        lines = stream.read().splitlines()
    first = json.loads(lines[0])
    first["end"] += 1
    with pa.output_stream(str(path), compression="zstd") as stream:
        stream.write(b"\n".join([json.dumps(first).encode()] + lines[1:]) + b"\n")


def drop_last_row(work):
    path = work.datasets["records"].parts[0].path
    table = parquet.read_table(path)
    parquet.write_table(table.slice(0, table.num_rows - 1), path)


def forget_stage(work):
    next((work.folder / "manifests").glob("decisions-quality-*.json")).unlink()


def spoil_manifest(work):
    path = next((work.folder / "manifests").glob("mixture-*.json"))
    path.write_bytes(path.read_bytes().replace(b"mixture", b"mixtura", 1))


def rename_signal(work):
    for name in ("signals-measure", "signals-measure_books"):
        for part in work.datasets[name].parts:
            table = parquet.read_table(part.path)
            names = ["words" if n == "gopher_dolma_word_count" else n for n in table.column_names]
            parquet.write_table(table.rename_columns(names), part.path)
    for name in ("decisions-quality", "decisions-long_books"):
        for part in work.datasets[name].parts:
            table = parquet.read_table(part.path)
            for column in ("signal", "failing"):
                index = table.schema.get_field_index(column)
                values = [renamed(value) for value in table.column(index).to_pylist()]
                array = pa.array(values, table.schema.field(index).type)
                table = table.set_column(index, table.schema.field(index), array)
            parquet.write_table(table, part.path)


def renamed(value):
    if isinstance(value, list):
        return [renamed(word) for word in value]
    return "words" if value == "gopher_dolma_word_count" else value


def last(change):
    """Changes the last element of a list."""
    return lambda values: values[:-1] + [change(values[-1])]


PLANTED = (
    ("nothing", lambda work: None, set()),
    ("a character of a text", in_dataset("documents", "text", lambda t: t[:-1] + "~"), {"documents"}),
    ("an id", in_dataset("documents", "key", lambda k: k + "x"), {"documents"}),
    ("why a record failed", in_dataset("records", "reason", lambda r: r + "x"), {"records"}),
    ("a record less", drop_last_row, {"records"}),
    ("an outcome", in_dataset("decisions-quality", "outcome", lambda o: 3 - o), {"decisions-quality"}),
    ("a reason", in_dataset("decisions-quality", "reason", lambda r: "x"), {"decisions-quality"}),
    ("a value", in_dataset("decisions-quality", "observed", lambda v: v + "0"), {"decisions-quality"}),
    ("a limit", in_dataset("decisions-quality", "limit", lambda v: v + "0"), {"decisions-quality"}),
    (
        "a rule that failed",
        in_dataset("decisions-quality", "failing", last(lambda r: r + "x")),
        {"decisions-quality"},
    ),
    (
        "what is repeated",
        in_dataset("decisions-dedup_minhash", "duplicate_of_key", lambda k: k + "x"),
        {"decisions-dedup_minhash"},
    ),
    (
        "a similarity by one bit",
        in_dataset("decisions-dedup_minhash", "similarity", lambda s: math.nextafter(s, 2)),
        {"decisions-dedup_minhash"},
    ),
    (
        "a cluster",
        in_dataset("decisions-dedup_minhash", "cluster", lambda c: bytes([c[0] ^ 1]) + c[1:]),
        {"decisions-dedup_minhash"},
    ),
    ("where an edit ends", in_dataset("edits-mask", "end", last(lambda e: e + 1)), {"edits-mask"}),
    (
        "a replacement",
        in_dataset("edits-mask", "replacement", last(lambda r: r + "x")),
        {"edits-mask"},
    ),
    (
        "a signal by one bit",
        in_dataset("signals-measure", "language_confidence", lambda v: math.nextafter(v, 2)),
        {"signals-measure"},
    ),
    (
        "where a span begins",
        in_dataset("signals-measure", "pii_email:start", last(lambda s: s + 1)),
        {"signals-measure"},
    ),
    (
        "a signature",
        in_dataset("signatures-dedup_minhash", "bands", lambda b: bytes([b[0] ^ 1]) + b[1:]),
        {"signatures-dedup_minhash"},
    ),
    ("a token", in_dataset("tokens", "ids", lambda b: bytes([b[0] ^ 1]) + b[1:]), {"tokens"}),
    ("a site", in_dataset("sites-sites", "disclosures", lambda n: n + 1), {"sites-sites"}),
    ("a cut", in_dataset("mixture", "cut", lambda c: c + 1), {"mixture"}),
    (
        "a figure by one bit",
        in_dataset("evaluation", "nll", lambda v: math.nextafter(v, 0)),
        {"evaluation"},
    ),
    ("where a document lies", in_dataset("shards", "end", lambda e: e + 1), {"shards"}),
    ("a byte of a .bin", lambda w: flip_byte(w.shard_files(), ".bin"), {".bin and .idx, work"}),
    ("a byte of an .idx", lambda w: flip_byte(w.shard_files(), ".idx"), {".bin and .idx, work"}),
    (
        "a byte of a released .bin",
        lambda w: flip_byte(w.release_files(), ".bin"),
        {".bin and .idx, release"},
    ),
    ("a line of a map", change_map, {"shard maps, release"}),
    ("a stage without a manifest", forget_stage, {"decisions-quality", "accounts"}),
    ("a manifest that does not verify", spoil_manifest, {"mixture"}),
    (
        "another name of a signal",
        rename_signal,
        {"signals-measure", "signals-measure_books", "decisions-quality", "decisions-long_books"},
    ),
)


def differing(before, after, renames=None):
    with contextlib.redirect_stdout(io.StringIO()):
        equal = compare_works.report(works.Work(before, renames), works.Work(after), 2, 2)
    results = compare_works.compare_all(works.Work(before, renames), works.Work(after))
    names = {result.name for result, _ in results if not result.equal}
    assert equal == (not names)
    return names


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    work, failures = pathlib.Path(sys.argv[1]), 0
    for what, plant, expected in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "work"
            shutil.copytree(work, copy)
            plant(works.Work(copy))
            found = differing(work, copy)
            if plant is rename_signal:  # told of the new name, all is equal
                renames = works.Renames()
                renames.add("gopher_dolma_word_count=words")
                assert not differing(work, copy, renames)
            right = found == expected
            failures += not right
            print(f"{'right' if right else 'WRONG'}  {what}: {', '.join(sorted(found)) or 'equal'}")
    print(f"{len(PLANTED)} changes, {failures} not found as they should be")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
