/**
 * The command line: one class per subcommand; the only place that reads environment and system
 * properties.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.cli;
