/** The telephone: SIP calls between customers and agents under the engine's orders, agents' phones that register, demo telephones. */
@NullMarked
package baton.gateway.phone;

import org.jspecify.annotations.NullMarked;
