/** What a source kind is: how an input is cut, read, and what becomes of each raw record. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.record;
