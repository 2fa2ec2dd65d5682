/** From a text to its shingles, from shingles to a MinHash signature and its band keys. */
@org.jspecify.annotations.NullMarked
package io.quipu.dedup.minhash;
