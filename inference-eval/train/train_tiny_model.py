"""Trains the model in the box: a tiny LLaMA-architecture model over public-domain books, written as GGUF.

    pip install torch numpy sentencepiece gguf
    python3 train_tiny_model.py --books gutenberg.jsonl.gz --out quipu-tiny.gguf

--books is JSONL (optionally gzip) with one Project Gutenberg book a line, in `text`. Of editions of one work
(`cluster`) the first is used; books that are not in the public domain are left out. Header and licence are cut off, each paragraph becomes one line. The last of every 50
paragraphs is held out; its bits per byte are printed and written into the model's description.

Rotary pairs are adjacent (2i, 2i+1), as GGUF's `llama` architecture stores them, so nothing is permuted on export.
"""

import argparse
import gzip
import io
import json
import math
import re
import tempfile

import gguf
import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F

VOCABULARY, DIM, LAYERS, HEADS, KV_HEADS, FEED_FORWARD, CONTEXT = 512, 64, 4, 8, 4, 176, 256
HEAD_DIM = DIM // HEADS
EPSILON, ROPE_BASE = 1e-5, 10000.0


def paragraphs_of(path):
    opener = gzip.open if path.endswith(".gz") else open
    seen, paragraphs = set(), []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            work = row.get("cluster", row.get("id"))
            if work in seen:
                continue
            seen.add(work)
            text = row["text"].replace("\r\n", "\n")
            if re.search(r"(?i)copyrighted Project Gutenberg|GNU General Public", text):
                continue  # distributed by permission, not public domain
            start = re.search(r"\*\*\* ?START OF[^\n]*\n", text)
            end = re.search(r"\*\*\* ?END OF", text)
            text = text[start.end() if start else 0 : end.start() if end else len(text)]
            for paragraph in re.split(r"\n\s*\n", text):
                paragraph = " ".join(paragraph.split())
                if paragraph:
                    paragraphs.append(paragraph)
    return paragraphs


def train_vocabulary(paragraphs):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(paragraphs), model_writer=model, model_type="bpe", vocab_size=VOCABULARY,
        byte_fallback=True, character_coverage=0.9995, normalization_rule_name="identity",
        remove_extra_whitespaces=False, add_dummy_prefix=True, split_digits=True,
        input_sentence_size=20000, shuffle_input_sentence=False, num_threads=1, max_sentence_length=100000,
        minloglevel=2)
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def encode(vocabulary, paragraphs):
    """All ids on end, and where each paragraph starts."""
    ids, starts = [], []
    newline = vocabulary.piece_to_id("<0x0A>")
    for encoded in vocabulary.encode(paragraphs):
        starts.append(len(ids))
        ids.extend(encoded)
        ids.append(newline)
    return torch.tensor(ids), torch.tensor(starts)


class Layer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        linear = lambda rows, columns: torch.nn.Linear(columns, rows, bias=False)
        self.attn_norm = torch.nn.Parameter(torch.ones(DIM))
        self.attn_q = linear(DIM, DIM)
        self.attn_k = linear(KV_HEADS * HEAD_DIM, DIM)
        self.attn_v = linear(KV_HEADS * HEAD_DIM, DIM)
        self.attn_output = linear(DIM, DIM)
        self.ffn_norm = torch.nn.Parameter(torch.ones(DIM))
        self.ffn_gate = linear(FEED_FORWARD, DIM)
        self.ffn_up = linear(FEED_FORWARD, DIM)
        self.ffn_down = linear(DIM, FEED_FORWARD)

    def forward(self, x, cos, sin):
        batch, length, _ = x.shape
        h = rms_norm(x, self.attn_norm)
        q = rotate(self.attn_q(h).view(batch, length, HEADS, HEAD_DIM), cos, sin)
        k = rotate(self.attn_k(h).view(batch, length, KV_HEADS, HEAD_DIM), cos, sin)
        v = self.attn_v(h).view(batch, length, KV_HEADS, HEAD_DIM)
        k, v = (t.repeat_interleave(HEADS // KV_HEADS, dim=2) for t in (k, v))
        a = F.scaled_dot_product_attention(
            q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), is_causal=True)
        x = x + self.attn_output(a.transpose(1, 2).reshape(batch, length, DIM))
        h = rms_norm(x, self.ffn_norm)
        return x + self.ffn_down(F.silu(self.ffn_gate(h)) * self.ffn_up(h))


class Llama(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.token_embd = torch.nn.Parameter(torch.empty(VOCABULARY, DIM))
        self.blk = torch.nn.ModuleList(Layer() for _ in range(LAYERS))
        self.output_norm = torch.nn.Parameter(torch.ones(DIM))
        for name, p in self.named_parameters():
            if p.dim() == 2:
                scale = 0.02 / math.sqrt(2 * LAYERS) if "output.weight" in name or "down" in name else 0.02
                torch.nn.init.normal_(p, std=scale if p is self.token_embd else scale * 4)
        angle = torch.outer(
            torch.arange(CONTEXT), ROPE_BASE ** (-torch.arange(0, HEAD_DIM, 2) / HEAD_DIM))
        self.cos, self.sin = angle.cos()[:, None, :], angle.sin()[:, None, :]

    def forward(self, ids):
        x = F.embedding(ids, self.token_embd)
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        for layer in self.blk:
            x = layer(x, cos, sin)
        return rms_norm(x, self.output_norm) @ self.token_embd.T


def rms_norm(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * weight


def rotate(x, cos, sin):
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2)


def loss_of(model, ids, starts, bos):
    rows = ids[starts[:, None] + torch.arange(CONTEXT)]
    inputs = torch.cat((torch.full((len(rows), 1), bos), rows[:, :-1]), dim=1)
    return F.cross_entropy(model(inputs).flatten(0, 1), rows.flatten())


def held_out_bits_per_byte(model, vocabulary, paragraphs):
    nll = size = 0
    with torch.no_grad():
        for paragraph in paragraphs:
            ids = torch.tensor([vocabulary.encode(paragraph)[:CONTEXT]])
            inputs = torch.cat((torch.tensor([[vocabulary.bos_id()]]), ids[:, :-1]), dim=1)
            nll += F.cross_entropy(model(inputs)[0], ids[0], reduction="sum").item()
            size += len(vocabulary.decode(ids[0].tolist()).encode("utf-8"))
    return nll / math.log(2) / size


def write(path, model, vocabulary, description):
    w = gguf.GGUFWriter(path, "llama")
    w.add_name("quipu-tiny")
    w.add_description(description)
    w.add_license("Apache-2.0")
    w.add_context_length(CONTEXT)
    w.add_embedding_length(DIM)
    w.add_block_count(LAYERS)
    w.add_feed_forward_length(FEED_FORWARD)
    w.add_head_count(HEADS)
    w.add_head_count_kv(KV_HEADS)
    w.add_layer_norm_rms_eps(EPSILON)
    w.add_rope_dimension_count(HEAD_DIM)
    w.add_rope_freq_base(ROPE_BASE)
    w.add_vocab_size(VOCABULARY)
    w.add_file_type(0)
    w.add_tokenizer_model("llama")
    ids = range(VOCABULARY)
    w.add_token_list([vocabulary.id_to_piece(i) for i in ids])
    w.add_token_scores([vocabulary.get_score(i) for i in ids])
    w.add_token_types([
        gguf.TokenType.UNKNOWN if vocabulary.is_unknown(i)
        else gguf.TokenType.CONTROL if vocabulary.is_control(i)
        else gguf.TokenType.BYTE if vocabulary.is_byte(i)
        else gguf.TokenType.NORMAL for i in ids])
    w.add_bos_token_id(vocabulary.bos_id())
    w.add_eos_token_id(vocabulary.eos_id())
    w.add_unk_token_id(vocabulary.unk_id())
    for name, p in model.named_parameters():
        name = name if name.endswith(".weight") else name + ".weight"
        w.add_tensor(name, p.detach().numpy().astype(np.float32))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--books", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--steps", type=int, default=500)
    arguments.add_argument("--batch", type=int, default=16)
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(20230417)
    torch.set_num_threads(options.threads)

    paragraphs = paragraphs_of(options.books)
    held_out, training = paragraphs[49::50], [p for i, p in enumerate(paragraphs) if i % 50 != 49]
    vocabulary = train_vocabulary(training)
    ids, starts = encode(vocabulary, training)
    starts = starts[starts + CONTEXT <= len(ids)]
    print(f"{len(training)} paragraphs, {len(ids)} tokens", flush=True)

    model = Llama()
    print(f"{sum(p.numel() for p in model.parameters())} parameters", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1.0, betas=(0.9, 0.95), weight_decay=0.05)
    peak, warmup = 6e-3, 100
    for step in range(options.steps):
        rate = peak * min(1, (step + 1) / warmup)
        rate *= 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / options.steps))
        for group in optimizer.param_groups:
            group["lr"] = rate
        chosen = starts[torch.randint(len(starts), (options.batch,))]
        loss = loss_of(model, ids, chosen, vocabulary.bos_id())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"step {step} loss {loss.item():.4f}", flush=True)

    bits = held_out_bits_per_byte(model, vocabulary, held_out)
    description = (
        f"Tiny: {sum(p.numel() for p in model.parameters())} parameters, trained for {options.steps} steps of "
        f"{options.batch * CONTEXT} tokens on public-domain books; {bits:.3f} bits per byte on held-out paragraphs of "
        "the same books. For plumbing checks and relative figures only.")
    print(description)
    write(options.out, model, vocabulary, description)


if __name__ == "__main__":
    main()
