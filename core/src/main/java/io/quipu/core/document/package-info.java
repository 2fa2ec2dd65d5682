/** What a document is: its identity, its text and where it came from. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.document;
