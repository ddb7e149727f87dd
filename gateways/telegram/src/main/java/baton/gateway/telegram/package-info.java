/** The door to Telegram: a bot of the company. */
@NullMarked
package baton.gateway.telegram;

import org.jspecify.annotations.NullMarked;
