/** The companies that use this installation: stored in one place, known on every node, edited while everything runs. */
@NullMarked
package baton.engine.tenant;

import org.jspecify.annotations.NullMarked;
