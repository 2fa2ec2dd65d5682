/**
 * How tasks and keyed records travel: jobs as Beam pipelines, on one machine or on a Flink cluster.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.beam;
