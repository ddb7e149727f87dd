/** What runs inside the Cassandra child process: the daemon, tied to the life of the launcher. */
@NullMarked
package baton.cassandra;

import org.jspecify.annotations.NullMarked;
