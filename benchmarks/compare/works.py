"""Reads what a work folder holds, through its current manifests, as rows that can be compared.

The tables below say what each kind of dataset is, so that folders of two versions of Quipu can be
compared though columns and files have moved: a folder is found by the name of the file that the
manifest names, wherever it lies; a column that a version does not have is null there.
"""

import array
import collections
import hashlib
import json
import pathlib
import re
import sys
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.parquet as parquet

PLACE = ("input", "offset", "record")
"""The columns of the documents that say which record a document is."""

OUTCOMES = {0: "kept", 1: "gone", 2: "failed", 3: "dropped"}
"""What the numbers in the column `outcome` of a parallel file mean."""


@dataclass(frozen=True)
class Kind:
    """What the rows of a kind of dataset are.

    manifest: pattern of the names of its manifests
    key: the columns that name a row; without them, the name of the part and the number of the row
    text: columns of which the SHA-256 is compared, and shown, in place of the value
    tokens: columns that hold an array of token ids, with the column that counts them
    parallel: whether row i of a part is about row i of the same part of the documents, whose place
        then is the key
    """

    name: str
    manifest: str
    key: tuple = ()
    text: tuple = ()
    tokens: dict = field(default_factory=dict)
    parallel: bool = False


KINDS = (
    Kind("records", r"records", key=PLACE),
    Kind("documents", r"documents", key=PLACE, text=("text",)),
    Kind("signals", r"signals-.+", parallel=True),
    Kind("edits", r"edits-.+", parallel=True),
    Kind("decisions", r"decisions-.+", parallel=True),
    Kind("signatures", r"signatures-.+", parallel=True),
    Kind("tokens", r"tokens(-.+)?", tokens={"ids": "count"}, parallel=True),
    Kind("sites", r"sites(-.+)?", key=("site",)),
    Kind("mixture", r"mixture(-.+)?", key=("source",)),
    Kind("shards", r"shards(-.+)?"),
    Kind("evaluation", r"evaluation(-.+)?", key=("group",)),
)

SIGNAL_VALUES = {("decisions", "signal"), ("decisions", "failing")}
"""Columns whose values are names of signals: a rename of signals holds for them too."""

SHARD_FILE = re.compile(r"(?:shard-)?(\d{5,})(?:\..*)?\.(bin|idx|documents\.jsonl\.zst)")
"""Number of the shard, and what the file is; in a work folder fingerprint and attempt between."""

MAP = "documents.jsonl.zst"
PART_FILE = re.compile(r"(.+)\.([^.]+)\.([^.]+)\.parquet")
MANIFEST_FILE = re.compile(r"(.+)-([1-9][0-9]{0,8})\.json")
CLOSING_BYTES = 78
BATCH_ROWS = 256


@dataclass
class Renames:
    """Names of the one folder in the words of the other: `signal`, `column` and `stage`."""

    names: dict = field(default_factory=lambda: collections.defaultdict(dict))

    def add(self, text):
        """`old=new`, of a signal; or `kind:old=new`; raises ValueError."""
        old, equals, new = text.strip().partition("=")
        kind, colon, name = old.partition(":")
        if not colon:
            kind, name = "signal", old
        if not equals or not name or not new or kind not in ("signal", "column", "stage"):
            raise ValueError(f"{text}: write [signal:|column:|stage:]OLD=NEW")
        self.names[kind][name] = new

    def stage(self, name):
        return self.names["stage"].get(name, name)

    def signal(self, name):
        return self.names["signal"].get(name, name)

    def column(self, kind, name):
        name = self.names["column"].get(f"{kind}.{name}", name)
        if kind == "signals":  # of spans there are three: name:start, name:end, name:score
            signal, colon, rest = name.partition(":")
            return self.signal(signal) + colon + rest
        return name


@dataclass(frozen=True)
class Part:
    name: str  # <source>/<task>-<ordinal>
    path: pathlib.Path

    @property
    def source(self):
        return self.name.split("/", 1)[0]


@dataclass(frozen=True)
class Dataset:
    name: str
    kind: Kind
    parts: tuple


class Unreadable(Exception):
    """A folder that is not what it should be."""


class Work:
    """One work folder."""

    def __init__(self, folder, renames=None):
        self.folder = pathlib.Path(folder)
        self.renames = renames or Renames()
        self.files = collections.defaultdict(list)
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                self.files[path.name].append(path)
        self.manifests = {m["stage"]: m for m in self._current_manifests()}
        if not self.manifests:
            raise Unreadable(f"{folder}: no manifest; not a work folder?")
        self.datasets = {d.name: d for d in self._datasets()}
        self._places = {}

    @property
    def release(self):
        return self.folder / "release"

    def rows(self, dataset):
        """(key, row) of each row: the columns that are not null, with values that print."""
        seen = collections.Counter()
        for part in dataset.parts:
            places = self.places(part.name) if dataset.kind.parallel else None
            number = 0
            for batch in parquet.ParquetFile(part.path).iter_batches(BATCH_ROWS):
                for values in batch.to_pylist():
                    key = self._key(dataset.kind, part, values, number, places)
                    seen[key] += 1
                    if seen[key] > 1:  # two records may fail at one place
                        key = f"{key} ({seen[key]})"
                    number += 1
                    yield key, self._row(dataset.kind, values)
            if places is not None and number != len(places):
                raise Unreadable(f"{part.path}: {number} rows for {len(places)} documents")

    def places(self, part):
        """Which record each document of a part is."""
        if not self._places:
            for documents in self.datasets["documents"].parts:
                table = parquet.read_table(documents.path, columns=list(PLACE))
                self._places[documents.name] = [
                    place(documents.source, row) for row in table.to_pylist()
                ]
        if part not in self._places:
            raise Unreadable(f"{self.folder}: part {part} is a part of no documents")
        return self._places[part]

    def accounts(self):
        """(stage, source, unit) and its counts, of all manifests."""
        for stage, manifest in self.manifests.items():
            for source, counts in manifest.get("accounts", {}).items():
                for count in counts:
                    unit = count["unit"]
                    yield f"{self.renames.stage(stage)} {source} {unit}", count

    def inputs(self):
        """What was read: the inputs with size and SHA-256, as the records' manifest has them."""
        found = collections.defaultdict(set)
        for part in self.manifests.get("records", {}).get("parts", ()):
            source = part["part"].split("/", 1)[0]
            for name, value in part["extra"].items():
                if name.startswith("input "):
                    found[f"{source} {name}"].add(value)
        for key, values in found.items():
            yield key, {"input": sorted(values)}

    def shard_files(self):
        """The files of the shards in the work folder, by shard and what the file is."""
        for stage, manifest in self.manifests.items():
            if re.fullmatch(r"shards(-.+)?", stage):
                for part in manifest["parts"]:
                    for value in part["extra"].values():
                        name = value.split(" ")[0]
                        if SHARD_FILE.fullmatch(name.rsplit("/", 1)[-1]):
                            yield self._find(stage, part["part"], name.rsplit("/", 1)[-1])

    def release_files(self):
        return sorted(p for p in self.release.rglob("*") if p.is_file())

    def _current_manifests(self):
        """Of each stage the one of the highest number that verifies."""
        numbers = collections.defaultdict(list)
        for path in (self.folder / "manifests").glob("*.json"):
            name = MANIFEST_FILE.fullmatch(path.name)
            if name:
                numbers[name[1]].append((int(name[2]), path))
        for stage in sorted(numbers):
            for _, path in sorted(numbers[stage], reverse=True):
                manifest = closed_json(path.read_bytes())
                if manifest is not None:
                    yield manifest["manifest"]
                    break

    def _datasets(self):
        for stage, manifest in self.manifests.items():
            parts = [
                Part(p["part"], self._find(stage, p["part"], p["file"])) for p in manifest["parts"]
            ]
            yield self._dataset(stage, parts)
        yield from self._evidence()

    def _dataset(self, stage, parts):
        name = self.renames.stage(stage)
        kind = next((k for k in KINDS if re.fullmatch(k.manifest, name)), Kind("other", ""))
        return Dataset(name, kind, tuple(sorted(parts, key=lambda part: part.name)))

    def _evidence(self):
        """The evidence of sites has no manifest: its fingerprint is that of a part of decisions."""
        current = {p["fingerprint"] for m in self.manifests.values() for p in m["parts"]}
        attempts = collections.defaultdict(list)
        for path in sorted((self.folder / "sites").rglob("*.parquet")):
            stage = "-".join(path.relative_to(self.folder).parts[:-1])
            if stage not in self.manifests:
                attempts[stage].append((PART_FILE.fullmatch(path.name), path))
        for stage, files in attempts.items():
            files = [(name, path) for name, path in files if name and name[2] in current]
            if not files:
                raise Unreadable(f"{self.folder}: no evidence of {stage} of the current manifests")
            name, path = files[0]  # of equal ones the first attempt
            yield self._dataset(stage, [Part(f"sites/{name[1]}", path)])

    def _find(self, stage, part, name):
        """The file of that name; of several the one in the folder of the stage and source."""
        found = self.files.get(name, [])
        if len(found) > 1:
            found = [p for p in found if self._belongs(p, stage, part.split("/", 1)[0])]
        if len(found) != 1:
            raise Unreadable(f"{self.folder}: {len(found)} files {name} of {stage}, {part}")
        return found[0]

    def _belongs(self, path, stage, source):
        folders = path.relative_to(self.folder).parts[:-1]
        return "-".join(folders) in (stage, f"{stage}-{source}")

    def _key(self, kind, part, values, number, places):
        if places is not None:
            return places[number]
        if kind.key == PLACE:
            return place(part.source, values)
        if kind.key:
            return " ".join(str(values[column]) for column in kind.key)
        return f"{part.name.rsplit('/', 1)[-1]} row {number}"

    def _row(self, kind, values):
        row = {}
        for name, value in values.items():
            if value is None:
                continue
            column = self.renames.column(kind.name, name)
            if (kind.name, column) in SIGNAL_VALUES:
                listed = isinstance(value, list)
                words = [self.renames.signal(word) for word in (value if listed else [value])]
                value = words if listed else words[0]
            if column == "outcome":
                value = OUTCOMES.get(value, value)
            elif column in kind.text:
                value = f"{len(value)} characters, SHA-256 {sha256(value.encode())}"
            elif column in kind.tokens:
                value = token_ids(value, values[kind.tokens[column]])
            elif isinstance(value, bytes):
                value = value.hex()
            row[column] = value
        return row


def place(source, values):
    return f"{source}/{values['input']}@{values['offset']}#{values['record']}"


def token_ids(value, count):
    """The ids as a list, from an array of 2 or 4 bytes an id, little-endian, or a list."""
    if isinstance(value, bytes):
        width = len(value) // count if count else 4
        if width not in (2, 4) or width * count != len(value):
            raise Unreadable(f"{len(value)} bytes for {count} token ids")
        ids = array.array("H" if width == 2 else "i", value)
        if sys.byteorder == "big":
            ids.byteswap()
        return ids.tolist()
    return value


def closed_json(raw):
    """JSON whose last member is the SHA-256 of all before; None if it does not verify."""
    body, closing = raw[:-CLOSING_BYTES], raw[-CLOSING_BYTES:]
    if closing != b',"sha256":"' + sha256(body).encode() + b'"}\n':
        return None
    return json.loads(raw)


def shard_maps(paths):
    """(shard and line, line) of the maps of tokens to documents."""
    for path in paths:
        shard, what = SHARD_FILE.fullmatch(path.name).groups()
        if what == MAP:
            with pa.input_stream(str(path), compression="zstd") as stream:
                for number, line in enumerate(stream.read().splitlines()):
                    yield f"shard {int(shard)} line {number}", json.loads(line)


def shard_digests(paths):
    """(shard and what the file is, size and SHA-256) of .bin and .idx."""
    for path in paths:
        shard, what = SHARD_FILE.fullmatch(path.name).groups()
        if what != MAP:
            with path.open("rb") as file:
                digest = hashlib.sha256()
                while block := file.read(1 << 20):
                    digest.update(block)
            row = {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}
            yield f"shard {int(shard)} .{what}", row


def sha256(data):
    return hashlib.sha256(data).hexdigest()
