/** What annotators measure of a document: numbers, labels and spans, each with three states. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.signal;
