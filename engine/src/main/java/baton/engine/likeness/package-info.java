/** Which customers may be the same person, because they have to do with the same phone number or e-mail address. */
@NullMarked
package baton.engine.likeness;

import org.jspecify.annotations.NullMarked;
