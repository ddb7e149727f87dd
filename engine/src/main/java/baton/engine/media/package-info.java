/** Files that customers and agents send: where they lie, what they are, who may read them, how they come from providers. */
@NullMarked
package baton.engine.media;

import org.jspecify.annotations.NullMarked;
