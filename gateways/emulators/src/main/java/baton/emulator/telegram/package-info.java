/** Telegram: the Bot API as a bot sees it, and the telephones of those who write to it. */
@NullMarked
package baton.emulator.telegram;

import org.jspecify.annotations.NullMarked;
