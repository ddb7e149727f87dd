/** Who serves customers: presence, phone, offers, and the episodes in hand. Capacity is never exceeded. */
@NullMarked
package baton.engine.agent;

import org.jspecify.annotations.NullMarked;
