/**
 * What benchmarks, {@code baton chaos} and the end-to-end tests do to nodes and look at from outside: where a node listens, how it is started, killed and
 * cut off, what is on disk in the end, and what a client has been shown.
 */
@NullMarked
package baton.testbed;

import org.jspecify.annotations.NullMarked;
