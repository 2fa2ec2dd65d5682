/** Of documents with equal ids one stays. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.identity;
