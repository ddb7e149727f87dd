/** What a door sees of the engine, and the engine of a door. Doors depend on this package and on nothing else of the engine. */
@NullMarked
package baton.engine.spi;

import org.jspecify.annotations.NullMarked;
