/** One node: starts everything it runs, and carries errands between entities that do not know each other. */
@NullMarked
package baton.engine.node;

import org.jspecify.annotations.NullMarked;
