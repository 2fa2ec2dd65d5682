/**
 * The interface of dedup methods, and what they share: members, ranks, and how removals return to
 * their parts.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.dedup.method;
