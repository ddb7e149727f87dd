/** Companies in virtual time: the real queue and agents, drawn customers, and what theory says about both. */
@NullMarked
package baton.sim;

import org.jspecify.annotations.NullMarked;
