/** What an operator starts: the commands of {@code bin/baton} and the embedded database. */
@NullMarked
package baton.launcher;

import org.jspecify.annotations.NullMarked;
