/** One customer's episode: legs, timeline, who serves it. The only code that decides about it; it knows no other part of the engine. */
@NullMarked
package baton.engine.episode;

import org.jspecify.annotations.NullMarked;
