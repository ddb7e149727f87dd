/** What an entity owes: errands until they are done, deadlines until they have fired. Both follow from its stored state alone. */
@NullMarked
package baton.engine.duty;

import org.jspecify.annotations.NullMarked;
