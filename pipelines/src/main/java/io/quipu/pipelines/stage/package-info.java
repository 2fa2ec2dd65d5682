/**
 * What each stage does with a part and with a group, whatever makes parts and keys travel, and the
 * driver that takes a run from stage to stage.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage;
