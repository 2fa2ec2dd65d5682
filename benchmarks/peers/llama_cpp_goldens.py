"""Writes the goldens of llama.cpp in the inference-eval module: ids, likelihoods and the likeliest next ids.

    pip install numpy==2.4.6 gguf==0.19.0 sentencepiece==0.2.2 protobuf==7.36.2
    python3 benchmarks/peers/llama_cpp_goldens.py --reference ./llama_cpp_reference

The texts are those of golden_documents.py. --reference is llama_cpp_reference.cpp, built against a checkout of llama.cpp:

    git clone https://github.com/ggml-org/llama.cpp && cd llama.cpp && git checkout c392e5094deaf2d1a7c18683214f007fad3fe42b
    cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF \\
      -DGGML_LLAMAFILE=OFF -DGGML_CPU_AARCH64=OFF -DLLAMA_BUILD_COMMON=OFF
    cmake --build build --target llama
    g++ -O2 -std=c++17 -Iinclude -Iggml/include .../benchmarks/peers/llama_cpp_reference.cpp build/src/libllama.a \\
      build/ggml/src/libggml.a build/ggml/src/libggml-cpu.a build/ggml/src/libggml-base.a -lpthread -ldl -o llama_cpp_reference

Two models: the one in the box (F32), and one with random weights in three types, which --make-models writes. For products
with F16 and BF16 weights llama.cpp rounds the other factor to that type, and Quipu does not. So llama.cpp scores a copy
whose weights are widened to F32: the same numbers, without the rounding of the other factors. A third file has only a
vocabulary, with user-defined pieces and without the space before a text; of it only ids are compared.
"""

import argparse
import os
import subprocess
import tempfile

import gguf
import numpy as np
import sentencepiece
from sentencepiece import sentencepiece_model_pb2

import golden_documents

MODULES = os.path.join(os.path.dirname(__file__), "../..")
TINY = os.path.join(MODULES, "inference-eval/src/main/resources/io/quipu/inference/model/quipu-tiny.gguf")
GOLDEN = os.path.join(MODULES, "inference-eval/src/test/resources/golden")
VOCABULARIES = os.path.join(MODULES, "tokenizer/src/test/resources/golden/sentencepiece")
PROMPT, NEXT = 64, 16

WIDTH, LAYERS, HEADS, KV_HEADS, FEED_FORWARD, CONTEXT = 40, 2, 4, 2, 72, 128
F32, F16, BF16 = (gguf.GGMLQuantizationType[name] for name in ("F32", "F16", "BF16"))


def tensors(vocabulary):
    """Names, types and weights. They are large enough that attention and likelihoods are far from uniform."""
    random = np.random.default_rng(20230718)
    normal = lambda scale, *shape: (random.standard_normal(shape) * scale).astype(np.float32)
    matrix = lambda rows, columns, scale=1.5: normal(scale / columns**0.5, rows, columns)
    keys = WIDTH // HEADS * KV_HEADS
    yield "token_embd.weight", F16, normal(1, vocabulary, WIDTH)
    for layer in range(LAYERS):
        name = f"blk.{layer}.{{}}.weight".format
        yield name("attn_norm"), F32, 1 + normal(0.2, WIDTH)
        yield name("attn_q"), F16, matrix(WIDTH, WIDTH)
        yield name("attn_k"), BF16, matrix(keys, WIDTH)
        yield name("attn_v"), F32, matrix(keys, WIDTH)
        yield name("attn_output"), BF16, matrix(WIDTH, WIDTH)
        yield name("ffn_norm"), F32, 1 + normal(0.2, WIDTH)
        yield name("ffn_gate"), BF16, matrix(FEED_FORWARD, WIDTH)
        yield name("ffn_up"), F16, matrix(FEED_FORWARD, WIDTH)
        yield name("ffn_down"), F16, matrix(WIDTH, FEED_FORWARD)
    yield "output_norm.weight", F32, 1 + normal(0.2, WIDTH)
    yield "output.weight", BF16, matrix(vocabulary, WIDTH, 2.5)


def vocabulary_of(file):
    return sentencepiece.SentencePieceProcessor(model_file=os.path.join(VOCABULARIES, file))


def writer(path, name, description, vocabulary):
    """With the keys that a model has and the vocabulary, as convert_hf_to_gguf.py of llama.cpp writes it."""
    w = gguf.GGUFWriter(path, "llama")
    w.add_name(name)
    w.add_description(description)
    w.add_license("Apache-2.0")
    w.add_context_length(CONTEXT)
    w.add_embedding_length(WIDTH)
    w.add_block_count(LAYERS)
    w.add_feed_forward_length(FEED_FORWARD)
    w.add_head_count(HEADS)
    w.add_head_count_kv(KV_HEADS)
    w.add_layer_norm_rms_eps(1e-6)
    w.add_rope_dimension_count(WIDTH // HEADS)
    w.add_rope_freq_base(500.0)
    proto = sentencepiece_model_pb2.ModelProto.FromString(vocabulary.serialized_model_proto())
    w.add_tokenizer_model("llama")
    w.add_vocab_size(len(proto.pieces))
    # user-defined pieces have the spaces of a text
    w.add_token_list([
        p.piece.replace("\u2581", " ") if p.type == p.USER_DEFINED else p.piece for p in proto.pieces])
    w.add_token_scores([p.score for p in proto.pieces])
    w.add_token_types([p.type for p in proto.pieces])  # the numbers are the same
    w.add_bos_token_id(vocabulary.bos_id())
    w.add_eos_token_id(vocabulary.eos_id())
    w.add_unk_token_id(vocabulary.unk_id())
    w.add_add_space_prefix(proto.normalizer_spec.add_dummy_prefix)
    return w


def make_model(path):
    vocabulary = vocabulary_of("knots.model")
    w = writer(path, "knots-random", "Random weights, for tests.", vocabulary)
    for name, type, weights in tensors(vocabulary.get_piece_size()):
        if type == BF16:
            w.add_tensor(name, gguf.quants.quantize(weights, BF16), raw_dtype=BF16)
        else:
            w.add_tensor(name, weights.astype(np.float16 if type == F16 else np.float32))
    finish(w)


def make_vocabulary(path):
    finish(writer(path, "knots-user-defined", "A vocabulary, for tests.", vocabulary_of("knots_user_defined.model")))


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def widen(path, to):
    """A copy of a model with all weights as F32."""
    reader = gguf.GGUFReader(path)
    w = gguf.GGUFWriter(to, "llama")
    for name, field in reader.fields.items():
        if not name.startswith("GGUF.") and name != "general.architecture":
            sub_type = field.types[-1] if field.types[0] == gguf.GGUFValueType.ARRAY else None
            w.add_key_value(name, field.contents(), field.types[0], sub_type)
    for tensor in reader.tensors:
        w.add_tensor(tensor.name, gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32))
    finish(w)


def ask(reference, model, only_ids=False):
    """A row for each document, and how far apart the two likeliest next ids are."""
    documents = golden_documents.documents()
    texts = "".join(golden_documents.replaced(text).encode("utf-8").hex() + "\n" for _, text in documents)
    command = [reference, model] if only_ids else [reference, model, str(PROMPT), str(NEXT)]
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True)
    lines = done.stdout.split("\n")[:-1]
    for (name, _), line in zip(documents, lines, strict=True):
        columns = line.split("\t")
        row = {"id": name, "ids": [int(i) for i in columns[0].split()]}
        if only_ids:
            yield row, float("inf")
        else:
            row["nll"] = [round(float(x), 5) for x in columns[1].split()]
            row["next"] = [int(i) for i in columns[2].split()]
            yield row, float(columns[3])


def write(unit, rows):
    folder = os.path.join(GOLDEN, unit)
    golden_documents.write_input(folder)
    golden_documents.write_lines(folder, "expected.jsonl", (row for row, _ in rows))
    print(f"{unit}: {len(rows)} documents, {sum(len(row['ids']) for row, _ in rows)} ids, "
          f"nll {sum(sum(row.get('nll', ())) for row, _ in rows):.3f}, "
          f"{sum(len(row.get('next', ())) for row, _ in rows)} next ids, the two likeliest at least "
          f"{min(distance for _, distance in rows):.4f} apart")


def compare_ids(rows, vocabulary):
    texts = [golden_documents.replaced(text) for _, text in golden_documents.documents()]
    other = [row["id"] for (row, _), text in zip(rows, texts, strict=True) if row["ids"] != vocabulary.encode(text)]
    print(f"  documents to which sentencepiece gives other ids: {other}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--reference", required=True)
    arguments.add_argument("--make-models", action="store_true")
    options = arguments.parse_args()
    model = os.path.join(GOLDEN, "llama_cpp_random", "knots-random.gguf")
    vocabulary = os.path.join(GOLDEN, "llama_cpp_vocabulary", "knots-user-defined.gguf")
    if options.make_models:
        for path, make in ((model, make_model), (vocabulary, make_vocabulary)):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            make(path)

    write("llama_cpp_tiny", list(ask(options.reference, TINY)))

    with tempfile.TemporaryDirectory() as folder:
        widened = os.path.join(folder, "widened.gguf")
        widen(model, widened)
        rows = list(ask(options.reference, widened))
    write("llama_cpp_random", rows)
    compare_ids(rows, vocabulary_of("knots.model"))
    total = lambda row: sum(row[0]["nll"])
    unwidened = list(ask(options.reference, model))
    print("  largest difference of a document's nll when the weights are not widened: "
          f"{max(abs(total(a) - total(b)) for a, b in zip(rows, unwidened, strict=True)):.4f}")

    rows = list(ask(options.reference, vocabulary, only_ids=True))
    write("llama_cpp_vocabulary", rows)
    compare_ids(rows, vocabulary_of("knots_user_defined.model"))


if __name__ == "__main__":
    main()
