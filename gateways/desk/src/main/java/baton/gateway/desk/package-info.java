/** The agents' door: signing in, the desk's WebSocket, the REST interface and the pages of the desk. */
@NullMarked
package baton.gateway.desk;

import org.jspecify.annotations.NullMarked;
