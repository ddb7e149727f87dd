/** Viber's door: the bot API's events in, its messages out. */
@NullMarked
package baton.gateway.viber;

import org.jspecify.annotations.NullMarked;
