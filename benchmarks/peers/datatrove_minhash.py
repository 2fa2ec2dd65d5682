"""Makes expected.jsonl of dedup's golden/datatrove_signatures (words, shingles and signature of each document) and of
golden/datatrove_clusters (what datatrove's four MinHash steps keep, and each document's cluster).

    pip install spacy==3.8.16 xxhash==4.0.1 numpy==2.4.6 regex==2026.9.29 loguru==0.7.3 fsspec==2026.9.0 \\
        huggingface-hub==1.33.0 humanize==4.16.0 tqdm==4.70.1 dill==0.4.1 multiprocess==0.70.19 \\
        tokenizers==0.23.2
    python3 benchmarks/peers/golden_texts.py
    python3 benchmarks/peers/datatrove_minhash.py --datatrove DATATROVE

DATATROVE is a checkout of github.com/huggingface/datatrove at a649de79c14a550dc90f48a15c025f2dd3fd3b57 (0.10.0).
"""

import argparse
import json
import os
import sys
import tempfile

RESOURCES = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "dedup", "src", "test", "resources", "golden"
)


def take_strings_as_xxhash_3_did():
    """datatrove asks for xxhash below 4, which hashed a str as its UTF-8; 4 takes bytes only. The hash is the same."""
    import xxhash
    from datatrove.utils.hashes import xxhash as functions

    if int(xxhash.VERSION.split(".")[0]) >= 4:
        functions.xxhash64 = lambda text: xxhash.xxh64_intdigest(text.encode("utf-8"))


def rows(unit):
    with open(os.path.join(RESOURCES, unit, "input.jsonl"), encoding="utf-8") as file:
        return list(map(json.loads, file))


def write(unit, lines):
    with open(os.path.join(RESOURCES, unit, "expected.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


def signatures(folder):
    from datatrove.pipeline.dedup import MinhashDedupSignature
    from datatrove.utils.text import simplify_text

    step = MinhashDedupSignature(folder)
    for row in rows("datatrove_signatures"):
        shingles = step.get_shingles(row["text"])
        signature = [v for band in step.get_signature(shingles) for v in band] if shingles.size else []
        yield {
            "id": row["id"],
            "words": step.word_tokenizer.word_tokenize(simplify_text(row["text"])),
            "shingles": [f"{v:016x}" for v in sorted(set(shingles.ravel().tolist()))],
            "shingle_count": int(shingles.size),
            "signature": "".join(f"{v:016x}" for v in signature),
        }


def clusters(folder):
    from datatrove.data import Document
    from datatrove.pipeline.dedup import (
        MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature,
    )

    documents = [Document(text=row["text"], id=row["id"]) for row in rows("datatrove_clusters")]
    signed, pairs, removed = (os.path.join(folder, name) for name in ("signatures", "pairs", "removed"))
    MinhashDedupSignature(signed).run(iter(documents))
    bands = MinhashConfig().num_buckets
    for band in range(bands):
        MinhashDedupBuckets(signed, pairs).run(None, band, bands)
    MinhashDedupCluster(pairs, removed, save_cluster_id=True).run(None, 0, 1)
    kept = {document.id for document in MinhashDedupFilter(removed, load_cluster_ids=True).run(iter(documents))}
    for document in documents:
        yield {"id": document.id, "cluster": document.metadata["minhash_cluster_id"], "kept": document.id in kept}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--datatrove", required=True)
    sys.path.insert(0, os.path.join(arguments.parse_args().datatrove, "src"))
    take_strings_as_xxhash_3_did()
    with tempfile.TemporaryDirectory() as folder:
        write("datatrove_signatures", signatures(folder))
        write("datatrove_clusters", clusters(folder))


if __name__ == "__main__":
    main()
