/**
 * How likely a model finds documents: figures a document, their aggregates, and how sure those are.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.evaluation.measure;
