/**
 * Bytes of stored files, decompressed under limits, where damage is told apart from a failing disk.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.bytes;
