/**
 * What a dedup method is, and what methods share: members, ranks, and how removals return to their
 * parts.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.dedup.method;
