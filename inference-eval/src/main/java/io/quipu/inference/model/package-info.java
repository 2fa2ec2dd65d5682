/** GGUF files and the LLaMA-architecture models in them: hyper-parameters, weights, vocabulary. */
@org.jspecify.annotations.NullMarked
package io.quipu.inference.model;
