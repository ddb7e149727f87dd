/** What all parts of the engine share: how entities are named and which messages travel between nodes. */
@NullMarked
package baton.engine;

import org.jspecify.annotations.NullMarked;
