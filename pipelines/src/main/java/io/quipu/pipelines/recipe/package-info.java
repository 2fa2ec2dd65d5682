/** What a recipe says: read strictly, checked as a whole before any data, written in one form. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.recipe;
