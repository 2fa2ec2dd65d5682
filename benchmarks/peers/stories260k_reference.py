"""Makes inference-eval/src/test/resources/golden/stories260k: a float64 LLaMA forward pass in torch over a GGUF file.

    pip install torch numpy gguf
    python3 stories260k_reference.py --model stories260K-f32.gguf --out ../../inference-eval/src/test/resources/golden/stories260k

Written from the papers (Touvron et al. 2023; Su et al. 2021; Ainslie et al. 2023), not from our Java: whole sequence at
once, a full matrix of scores, complex numbers for the rotation.
"""

import argparse
import os

import gguf
import torch

TEXT = (
    "Once upon a time, there was a little girl named Ana. She had a long string with many knots. Every day she tied "
    "one more knot, so that she would know how many sheep her father had. \"One, two, three,\" she said. One day, the "
    "string was lost! Ana looked in the house, by the river and under the big tree. Then she saw 27 small birds in a "
    "nest of string. Ana smiled. \"You can keep it,\" she said; \"I'll count you too \u2013 \u00bfs\u00ed?\""
)


class File:
    def __init__(self, path):
        reader = gguf.GGUFReader(path)
        self.fields = {name: field.contents() for name, field in reader.fields.items()}
        self.tensors = {t.name: torch.tensor(t.data.copy()).double() for t in reader.tensors}


def encode(file, text):
    """SentencePiece BPE: while some neighbours make a piece, join the pair of the highest score, the leftmost of equals."""
    pieces, scores = file.fields["tokenizer.ggml.tokens"], file.fields["tokenizer.ggml.scores"]
    id_of = {piece: i for i, piece in enumerate(pieces)}
    symbols = list("\u2581" + text.replace(" ", "\u2581"))
    while True:
        joined = [(-scores[id_of[a + b]], i) for i, (a, b) in enumerate(zip(symbols, symbols[1:])) if a + b in id_of]
        if not joined:
            break
        i = min(joined)[1]
        symbols[i : i + 2] = ["".join(symbols[i : i + 2])]
    return [
        i
        for s in symbols
        for i in ([id_of[s]] if s in id_of else [id_of[f"<0x{b:02X}>"] for b in s.encode("utf-8")])
    ]


def logits(file, ids):
    field, tensor = file.fields, file.tensors
    heads, groups = field["llama.attention.head_count"], field["llama.attention.head_count_kv"]
    width = field["llama.embedding_length"]
    head, epsilon = width // heads, field["llama.attention.layer_norm_rms_epsilon"]
    norm = lambda x, w: x / (x.pow(2).mean(-1, keepdim=True) + epsilon).sqrt() * w
    n = len(ids)
    frequency = field["llama.rope.freq_base"] ** (-torch.arange(0, head, 2).double() / head)
    angle = torch.outer(torch.arange(n).double(), frequency)
    rotation = torch.polar(torch.ones_like(angle), angle)[:, None, :]

    def rotate(x):
        pairs = torch.view_as_complex(x.reshape(n, -1, head // 2, 2).contiguous())
        return torch.view_as_real(pairs * rotation).reshape(n, -1, head)

    future = torch.full((n, n), float("-inf"), dtype=torch.float64).triu(1)
    x = tensor["token_embd.weight"][ids]
    for layer in range(field["llama.block_count"]):
        w = lambda name: tensor[f"blk.{layer}.{name}.weight"]
        h = norm(x, w("attn_norm"))
        q, k = rotate(h @ w("attn_q").T), rotate(h @ w("attn_k").T)
        v = (h @ w("attn_v").T).reshape(n, groups, head)
        k, v = (t.repeat_interleave(heads // groups, dim=1) for t in (k, v))
        weights = torch.softmax(torch.einsum("qhd,khd->hqk", q, k) / head**0.5 + future, dim=-1)
        x = x + torch.einsum("hqk,khd->qhd", weights, v).reshape(n, width) @ w("attn_output").T
        h = norm(x, w("ffn_norm"))
        x = x + (torch.nn.functional.silu(h @ w("ffn_gate").T) * (h @ w("ffn_up").T)) @ w("ffn_down").T
    return norm(x, tensor["output_norm.weight"]) @ tensor.get("output.weight", tensor["token_embd.weight"]).T


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    file = File(options.model)
    ids = encode(file, TEXT)
    begin = file.fields["tokenizer.ggml.bos_token_id"]
    all_logits = logits(file, [begin] + ids)
    nll = -torch.log_softmax(all_logits[:-1], dim=-1)[range(len(ids)), ids]
    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "text.txt"), "w", encoding="utf-8") as out:
        out.write(TEXT)
    with open(os.path.join(options.out, "nll.tsv"), "w") as out:
        out.writelines(f"{i}\t{x:.9f}\n" for i, x in zip(ids, nll.tolist()))
    with open(os.path.join(options.out, "next_logits.tsv"), "w") as out:
        out.writelines(f"{x:.9f}\n" for x in all_logits[-1].tolist())
    print(f"{len(ids)} tokens, {len(TEXT.encode('utf-8'))} bytes, nll {nll.sum().item():.6f}, torch {torch.__version__}")


if __name__ == "__main__":
    main()
