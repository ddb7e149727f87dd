/** The whole product through its real ports: sockets, telephones, browsers, a real database, processes that are killed. */
@NullMarked
package baton.e2e;

import org.jspecify.annotations.NullMarked;
