/** The door to XMPP: a component of somebody's server (XEP-0114). */
@NullMarked
package baton.gateway.xmpp;

import org.jspecify.annotations.NullMarked;
