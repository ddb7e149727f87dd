/** How the state of an entity is pushed to whoever looks at it. */
@NullMarked
package baton.engine.follow;

import org.jspecify.annotations.NullMarked;
