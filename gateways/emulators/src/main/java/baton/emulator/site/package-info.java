/** The web site in which all emulated providers are: their interfaces, the telephones of their customers, the control by tests. */
@NullMarked
package baton.emulator.site;

import org.jspecify.annotations.NullMarked;
