/** Who waits, who could serve, and which of them belong together. */
@NullMarked
package baton.engine.routing;

import org.jspecify.annotations.NullMarked;
