"""Makes expected.jsonl of filters' golden/gopher_dolma: Dolma's gopher_v2 tagger, the drops of Dolma 1.5's own mixer
configuration over its values, and datatrove's paragraph rules.

    pip install msgspec==0.22.0 pyyaml==6.0.3   # and the packages of datatrove_minhash.py
    python3 benchmarks/peers/golden_texts.py
    python3 benchmarks/peers/gopher_dolma.py --dolma DOLMA --datatrove DATATROVE

DOLMA is a checkout of github.com/allenai/dolma at 669f534823b08d266a8fff01f8a1c916a5a56576, DATATROVE one of
github.com/huggingface/datatrove at a649de79c14a550dc90f48a15c025f2dd3fd3b57 (0.10.0).
"""

import argparse
import json
import os
import re
import sys
import types

import yaml

FOLDER = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "filters", "src", "test", "resources", "golden", "gopher_dolma"
)


def tagger(checkout):
    """gopher_v2 without the package's Rust part and its other taggers."""
    for name in ("dolma", "dolma.taggers"):
        package = types.ModuleType(name)
        package.__path__ = [os.path.join(checkout, "python", *name.split("."))]
        sys.modules[name] = package
    from dolma.taggers.gopher import GopherTaggerV2

    return GopherTaggerV2()


def limits(checkout):
    """(attribute, operator, limit) of each Gopher filter of the mixer configuration of Dolma 1.5."""
    with open(os.path.join(checkout, "configs", "dolma-v1_5", "mixing", "c4.yaml"), encoding="utf-8") as file:
        streams = yaml.safe_load(file)["streams"]
    found = set()
    for stream in streams:
        for exclude in stream["filter"]["exclude"]:
            match = re.search(r"@\.gopher_rules__gopher_v1__(\w+)\[0\]\[2\] *([<>]=?) *([0-9.]+)\)\]$", " ".join(exclude.split()))
            if match:
                found.add((match[1], match[2], float(match[3])))
    return sorted(found)


def drops(values, rules):
    compare = {"<": lambda a, b: a < b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "<=": lambda a, b: a <= b}
    return [f"{name} {op} {limit:g}" for name, op, limit in rules if name in values and compare[op](values[name], limit)]


def paragraphs(text):
    """datatrove's figures and its filter's answer with only the paragraph rules on; none for a text of no characters."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import gopher_repetition_filter as reference

    off = dict(dup_line_frac=None, dup_line_char_frac=None, top_n_grams=(), dup_n_grams=())
    both = reference.GopherRepetitionFilter(**off)
    parts = both.paragraph_exp.split(text.strip())
    repeated, characters = reference.find_duplicates(parts)
    answer = lambda filter: filter.filter(Document(text=text, id="x")) is True
    return {
        "count": len(parts),
        "duplicate_fraction": repeated / len(parts),
        "duplicate_character_fraction": characters / len(text),
        "keeps_fraction": answer(reference.GopherRepetitionFilter(dup_para_char_frac=None, **off)),
        "keeps_character_fraction": answer(reference.GopherRepetitionFilter(dup_para_frac=None, **off)),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--dolma", required=True)
    arguments.add_argument("--datatrove", required=True)
    options = arguments.parse_args()
    sys.path.insert(0, os.path.join(options.datatrove, "src"))
    gopher = tagger(options.dolma)
    from dolma.core.data_types import Document

    rules = limits(options.dolma)
    print("\n".join(f"{name} {op} {limit:g}" for name, op, limit in rules))
    with open(os.path.join(FOLDER, "input.jsonl"), encoding="utf-8") as rows, open(
        os.path.join(FOLDER, "expected.jsonl"), "w", encoding="utf-8"
    ) as out:
        for row in map(json.loads, rows):
            text = row["text"] * row.get("times", 1)
            spans = gopher.predict(Document(source="golden", version="1", id=row["id"], text=text)).spans
            values = {span.type: span.score for span in spans}
            line = {"id": row["id"], "dolma": values, "dolma_drops": drops(values, rules)}
            if text:
                line["datatrove_paragraphs"] = paragraphs(text)
            out.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
