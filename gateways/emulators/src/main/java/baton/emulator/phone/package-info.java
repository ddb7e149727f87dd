/** The customers of an emulated messenger, and what their telephones show. */
@NullMarked
package baton.emulator.phone;

import org.jspecify.annotations.NullMarked;
