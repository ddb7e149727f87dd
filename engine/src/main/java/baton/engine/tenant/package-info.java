/** The companies that use this installation, as configured. */
@NullMarked
package baton.engine.tenant;

import org.jspecify.annotations.NullMarked;
