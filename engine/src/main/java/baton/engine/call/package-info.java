/** Telephone calls: two SIP dialogs that belong to one leg, and what is to be done about them. */
@NullMarked
package baton.engine.call;

import org.jspecify.annotations.NullMarked;
