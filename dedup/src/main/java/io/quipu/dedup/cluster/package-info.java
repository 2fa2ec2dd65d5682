/** From candidate pairs to what is removed: ranks, similarity, greedy sweep, components. */
@org.jspecify.annotations.NullMarked
package io.quipu.dedup.cluster;
