/**
 * What benchmarks and {@code baton chaos} say: steps while they work, a table for people, and as the last line one JSON object, with what it was
 * measured on.
 */
@NullMarked
package baton.report;

import org.jspecify.annotations.NullMarked;
