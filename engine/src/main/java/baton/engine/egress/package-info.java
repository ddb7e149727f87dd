/** How messages get out: one sender for each company's account with a messenger. */
@NullMarked
package baton.engine.egress;

import org.jspecify.annotations.NullMarked;
