/** Messenger and Instagram: the Messenger Platform as a company sees it, and the telephones of those who write to it. */
@NullMarked
package baton.emulator.meta;

import org.jspecify.annotations.NullMarked;
