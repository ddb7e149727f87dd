/** Where the entities are: asking one of them, wherever in the cluster it lives. */
@NullMarked
package baton.engine.sharding;

import org.jspecify.annotations.NullMarked;
