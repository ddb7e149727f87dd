/** Benchmarks: {@code baton bench NAME} measures a whole installation of its own from outside, through its real ports. */
@NullMarked
package baton.bench;

import org.jspecify.annotations.NullMarked;
