// Runs llama.cpp over texts: their ids, the likelihood of each, and what the model would say next.
//
//   llama_cpp_reference MODEL.gguf PROMPT COUNT < texts > figures
//   llama_cpp_reference MODEL.gguf < texts > ids
//
// A line of input is a text as UTF-8 in hexadecimal. A line of output has, separated by tabs, the ids; the negative
// log-likelihood of each id in nats, given the ids before it in its window; the COUNT likeliest ids that follow the
// first PROMPT ids, each given those before it; and the smallest distance between the two highest logits there. The
// begin-of-text id comes before every window and every prompt. A window has as many ids as the model's context.
// llama_cpp_goldens.py says how this is built.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include "llama.h"

static void quiet(ggml_log_level level, const char * text, void *) {
    if (level == GGML_LOG_LEVEL_ERROR) {
        fputs(text, stderr);
    }
}

static void require(bool ok, const char * what) {
    if (!ok) {
        fprintf(stderr, "%s\n", what);
        exit(1);
    }
}

// Sends ids through the model after what the cache has; all logits are kept.
static void advance(llama_context * context, const std::vector<llama_token> & ids, int position) {
    llama_batch batch = llama_batch_init((int) ids.size(), 0, 1);
    for (size_t i = 0; i < ids.size(); i++) {
        batch.token[i] = ids[i];
        batch.pos[i] = position + (int) i;
        batch.n_seq_id[i] = 1;
        batch.seq_id[i][0] = 0;
        batch.logits[i] = 1;
    }
    batch.n_tokens = (int) ids.size();
    require(llama_decode(context, batch) == 0, "llama_decode failed");
    llama_batch_free(batch);
}

static double nll(const float * logits, int count, llama_token id) {
    double highest = *std::max_element(logits, logits + count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += std::exp(logits[i] - highest);
    }
    return std::log(sum) + highest - logits[id];
}

int main(int argc, char ** argv) {
    require(argc == 2 || argc == 4, "usage: llama_cpp_reference MODEL.gguf [PROMPT COUNT]");
    const bool only_ids = argc == 2;
    const size_t prompt_ids = only_ids ? 0 : std::stoul(argv[2]);
    const int next_ids = only_ids ? 0 : std::stoi(argv[3]);
    llama_log_set(quiet, nullptr);
    llama_backend_init();
    llama_model_params model_params = llama_model_default_params();
    model_params.vocab_only = only_ids;
    llama_model * model = llama_model_load_from_file(argv[1], model_params);
    require(model != nullptr, "the model can't be read");
    const llama_vocab * vocabulary = llama_model_get_vocab(model);
    const int size = llama_vocab_n_tokens(vocabulary);
    const size_t window = llama_model_n_ctx_train(model);
    llama_context_params params = llama_context_default_params();
    params.n_ctx = params.n_batch = params.n_ubatch = (uint32_t) window;
    params.n_threads = params.n_threads_batch = 1;
    params.type_k = params.type_v = GGML_TYPE_F32;
    params.flash_attn = false;
    llama_context * context = only_ids ? nullptr : llama_init_from_model(model, params);
    require(only_ids || context != nullptr, "no context");

    for (std::string line; std::getline(std::cin, line);) {
        std::string text;
        for (size_t i = 0; i + 1 < line.size(); i += 2) {
            text.push_back((char) std::stoi(line.substr(i, 2), nullptr, 16));
        }
        std::vector<llama_token> ids(text.size() + 8);
        int count = llama_tokenize(vocabulary, text.data(), (int) text.size(), ids.data(), (int) ids.size(), false, false);
        require(count >= 0, "llama_tokenize failed");
        ids.resize(count);
        for (int i = 0; i < count; i++) {
            printf(i == 0 ? "%d" : " %d", ids[i]);
        }
        if (only_ids) {
            printf("\n");
            continue;
        }
        printf("\t");
        for (size_t start = 0; start < ids.size(); start += window) {
            const size_t end = std::min(ids.size(), start + window);
            std::vector<llama_token> inputs = {llama_vocab_bos(vocabulary)};
            inputs.insert(inputs.end(), ids.begin() + start, ids.begin() + end - 1);
            llama_kv_cache_clear(context);
            advance(context, inputs, 0);
            for (size_t i = start; i < end; i++) {
                printf(i == 0 ? "%.9g" : " %.9g", nll(llama_get_logits_ith(context, (int) (i - start)), size, ids[i]));
            }
        }
        printf("\t");
        std::vector<llama_token> inputs = {llama_vocab_bos(vocabulary)};
        inputs.insert(inputs.end(), ids.begin(), ids.begin() + std::min(ids.size(), prompt_ids));
        llama_kv_cache_clear(context);
        double closest = std::numeric_limits<double>::infinity();
        int position = 0;
        for (int n = 0; n < next_ids; n++) {
            advance(context, inputs, position);
            position += (int) inputs.size();
            const float * logits = llama_get_logits_ith(context, (int) inputs.size() - 1);
            const int best = (int) (std::max_element(logits, logits + size) - logits);
            for (int i = 0; i < size; i++) {
                if (i != best) {
                    closest = std::min(closest, (double) logits[best] - logits[i]);
                }
            }
            if (best == llama_vocab_eos(vocabulary)) {
                break;
            }
            printf(n == 0 ? "%d" : " %d", best);
            inputs = {best};
        }
        printf("\t%.9g\n", closest);
    }
    llama_free(context);
    llama_model_free(model);
    return 0;
}
