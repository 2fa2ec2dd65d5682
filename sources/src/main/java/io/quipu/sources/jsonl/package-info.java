/** Documents that come as JSON lines: one object a line, plain or compressed. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.jsonl;
