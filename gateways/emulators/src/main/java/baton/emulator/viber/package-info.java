/** Viber: the REST bot API as a company sees it, and the telephones of those who write to it. */
@NullMarked
package baton.emulator.viber;

import org.jspecify.annotations.NullMarked;
