/** From YAML to records: reads keys strictly, and says where and how they are wrong. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.recipe.bind;
