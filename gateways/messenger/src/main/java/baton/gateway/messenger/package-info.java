/** The doors of Facebook Messenger and of Instagram: two channels that speak nearly the same language. */
@NullMarked
package baton.gateway.messenger;

import org.jspecify.annotations.NullMarked;
