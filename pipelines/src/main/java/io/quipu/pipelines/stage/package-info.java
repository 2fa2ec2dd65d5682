/**
 * One plain class for each stage: what it does with a part and with a group, whatever makes parts
 * and keys travel.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage;
