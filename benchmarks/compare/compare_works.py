"""Compares what two runs of one recipe over the same inputs found: documents, decisions, shards.

    pip install pyarrow && python3 benchmarks/compare/compare_works.py BEFORE_WORK AFTER_WORK

Exit code 0 if all is equal, 1 if something differs, 2 if a folder cannot be read. Meant for changes
of the code that must not change a result. Both folders are read through their current manifests, so
files may have other names and lie elsewhere; renamed signals, columns and stages are told with
--rename. Compared, one line of the table each:

  inputs        name, size and SHA-256 of what was read
  records       place, key, URL, outcome and reason of every record
  documents     id, provenance and SHA-256 of every text
  a dataset of a stage: every document's outcome with
    signals       every value, by name of the signal
    edits         spans, replacements, reasons
    decisions     reason, signal, observed value, limit, failing rules; duplicate of, similarity, cluster
    signatures    keys, bands, rank
    tokens        the ids
  sites, mixture, evaluation   every figure
  accounts      in, kept, dropped and failed by reason, of every stage and source
  shards        which document is where; SHA-256 of each .bin and .idx, in the work folder and released

A digest is the SHA-256 over all rows, sorted by key. Recipe, card and manifest of the release may
differ: what differs in them is listed, and does not change the exit code.
"""

import argparse
import collections
import difflib
import hashlib
import json
import pathlib
import re
import sys
from dataclasses import dataclass

import works

SHOWN_CHARACTERS = 160
EXPLAINED_ROWS = 100_000


@dataclass
class Result:
    """How one table of the one folder compares to that of the other."""

    name: str
    rows: tuple  # before, after; None where there is no such table
    digests: tuple
    unequal: list  # keys, sorted

    @property
    def equal(self):
        return None not in self.rows and not self.unequal


def digest(rows):
    """The digest of each row by its key, and the one of all."""
    by_key = {}
    for key, row in rows:
        if key in by_key:
            raise works.Unreadable(f"{key}: two rows of one key")
        text = json.dumps(row, sort_keys=True, ensure_ascii=True)
        by_key[key] = hashlib.sha256(text.encode()).digest()
    whole = hashlib.sha256()
    for key in sorted(by_key):
        whole.update(f"{len(key)} {key}".encode() + by_key[key])
    return by_key, whole.hexdigest()


def tables(work):
    """All tables of a folder: the name, and a function that reads its rows."""
    yield "inputs", work.inputs
    for name, dataset in work.datasets.items():
        yield name, lambda dataset=dataset: work.rows(dataset)
    yield "accounts", work.accounts
    released = [p for p in work.release_files() if works.SHARD_FILE.fullmatch(p.name)]
    for where, paths in (("work", list(work.shard_files())), ("release", released)):
        yield f"shard maps, {where}", lambda paths=paths: works.shard_maps(paths)
        yield f".bin and .idx, {where}", lambda paths=paths: works.shard_digests(paths)


def compare(name, before, after):
    """Compares two tables, of which one may be missing (None)."""
    sides = [digest(side()) if side else ({}, "-") for side in (before, after)]
    (old, _), (new, _) = sides
    unequal = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    rows = tuple(
        len(by_key) if side else None for side, (by_key, _) in zip((before, after), sides)
    )
    return Result(name, rows, (sides[0][1], sides[1][1]), unequal)


def compare_all(before, after):
    """Compares all tables of two folders: yields a result and the two functions that read rows."""
    old, new = dict(tables(before)), dict(tables(after))
    for name in list(old) + [name for name in new if name not in old]:
        sides = old.get(name), new.get(name)
        yield compare(name, *sides), sides


def explain(result, sides, shown):
    """Lines that say which columns differ how often, and the first rows that differ."""
    if None in result.rows:
        missing = "before" if result.rows[0] is None else "after"
        return [f"  there is none {missing}"]
    wanted = set(result.unequal[:EXPLAINED_ROWS])
    old, new = ({k: row for k, row in side() if k in wanted} for side in sides)
    columns = collections.Counter()
    lines = []
    for number, key in enumerate(sorted(wanted)):
        differing = unequal_columns(old.get(key), new.get(key))
        columns.update(name for name, _, _ in differing)
        if number < shown:
            lines.append(f"    {key}")
            lines += [f"      {name}: {change(a, b)}" for name, a, b in differing]
    count = ", ".join(f"{name} {n:,}" for name, n in columns.most_common())
    return [f"  {len(result.unequal):,} rows differ, by column: {count}"] + lines


def unequal_columns(old, new):
    if old is None or new is None:
        return [("row", "none" if old is None else "there", "none" if new is None else "there")]
    names = sorted(old.keys() | new.keys())
    return [(n, old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)]


def change(old, new):
    """What a value was and is; of two lists from the first element that differs."""
    if isinstance(old, list) and isinstance(new, list):
        pairs = enumerate(zip(old, new))
        first = next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
        return f"from element {first} on: {cut(old[first:])} -> {cut(new[first:])}"
    return f"{cut(old)} -> {cut(new)}"


def cut(value):
    """A value as text, and no more of it than fits on a line or two."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + " ..."


def other_files(before, after, lines):
    """What differs in the other files of the releases: recipe, card, manifest, marker."""
    sides = []
    for work in (before, after):
        paths = (p for p in work.release_files() if not works.SHARD_FILE.fullmatch(p.name))
        sides.append({p.relative_to(work.release).as_posix(): p for p in paths})
    for name in sorted(sides[0].keys() | sides[1].keys()):
        old, new = (side.get(name) for side in sides)
        if old is None or new is None:
            yield f"  {name}: only {'before' if new is None else 'after'}"
        elif old.read_bytes() == new.read_bytes():
            yield f"  {name}: equal"
        else:
            changes = json_changes(old, new) if name.endswith(".json") else text_changes(old, new)
            yield f"  {name}: differs, {len(changes)} changes"
            yield from (f"    {change}" for change in changes[:lines])
            if len(changes) > lines:
                yield f"    and {len(changes) - lines} more; --lines shows more"


def json_changes(old, new):
    """The members that differ; those of all shards are one change."""
    sides = [leaves(json.loads(path.read_text("utf-8"))) for path in (old, new)]
    grouped = collections.OrderedDict()
    for name in sorted(sides[0].keys() | sides[1].keys()):
        a, b = (side.get(name, "(none)") for side in sides)
        if a != b:
            group = re.sub(r"shard-\d+|(?<=shards\.)\d+", "*", name), a == "(none)", b == "(none)"
            grouped.setdefault(group, []).append((name, a, b))
    changes = []
    for members in grouped.values():
        name, a, b = members[0]
        more = f" (and {len(members) - 1} more like it)" if len(members) > 1 else ""
        changes.append(f"{name}: {cut(a)} -> {cut(b)}{more}")
    return changes


def leaves(value, name=""):
    """The values in JSON by their path."""
    if isinstance(value, dict):
        children = ((f"{name}.{key}" if name else key, child) for key, child in value.items())
    elif isinstance(value, list):
        children = ((f"{name}.{i}", child) for i, child in enumerate(value))
    else:
        return {name: value}
    found = {}
    for path, child in children:
        found.update(leaves(child, path))
    return found or {name: value}


def text_changes(old, new):
    diff = difflib.unified_diff(
        old.read_text("utf-8").splitlines(), new.read_text("utf-8").splitlines(), n=0, lineterm=""
    )
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))]


def report(before, after, shown, lines):
    """Prints the table, what differs, and the other files; returns whether all is equal."""
    print(f"{'':32}{'rows before':>12}{'after':>12}  {'digest before':18}{'after':18}")
    unequal = []
    for result, sides in compare_all(before, after):
        rows = "".join(f"{'-' if n is None else format(n, ','):>12}" for n in result.rows)
        digests = "".join(f"{d[:16]:18}" for d in result.digests)
        state = "equal" if result.equal else "DIFFERS"
        print(f"{result.name:32}{rows}  {digests}{state}", flush=True)
        if not result.equal:
            unequal.append((result, sides))
    for result, sides in unequal:
        print(f"\n{result.name}")
        print("\n".join(explain(result, sides, shown)))
    print("\nOther files of the release")
    print("\n".join(other_files(before, after, lines)))
    print("\nall equal" if not unequal else f"\n{len(unequal)} tables differ")
    return not unequal


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", metavar="BEFORE_WORK", type=pathlib.Path)
    parser.add_argument("after", metavar="AFTER_WORK", type=pathlib.Path)
    parser.add_argument(
        "--rename",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="a signal of BEFORE that AFTER calls NEW; stage:OLD=NEW a manifest's stage "
        "(stage:decisions-a=decisions-b); column:KIND.OLD=NEW a column of a kind of dataset",
    )
    parser.add_argument(
        "--renames", type=pathlib.Path, metavar="FILE", help="the same, one a line; # for comments"
    )
    parser.add_argument("--shown", type=int, default=5, help="differing rows to show of a table")
    parser.add_argument("--lines", type=int, default=40, help="changes to show of another file")
    arguments = parser.parse_args()
    renames = works.Renames()
    try:
        file = arguments.renames.read_text("utf-8").splitlines() if arguments.renames else []
        for text in arguments.rename + [t for t in file if t.strip() and not t.startswith("#")]:
            renames.add(text)
        before, after = works.Work(arguments.before, renames), works.Work(arguments.after)
        sys.exit(0 if report(before, after, arguments.shown, arguments.lines) else 1)
    except (works.Unreadable, ValueError, OSError) as wrong:
        print(f"compare_works: {wrong}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
