/** Lower case by the rules of Unicode, one character after another. */
@org.jspecify.annotations.NullMarked
package io.quipu.dedup.text;
