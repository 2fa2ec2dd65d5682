/** Source code of repositories that come as archives. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.github;
