/**
 * Dedup of near-duplicates: signatures, bands, candidate pairs, verification, and who is removed.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.dedup.minhash;
