/** Twilio's Messaging API (2010-04-01) as a company sees it, and the telephones of those who send it short messages. */
@NullMarked
package baton.emulator.twilio;

import org.jspecify.annotations.NullMarked;
