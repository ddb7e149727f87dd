/** The door to e-mail: a mailbox by IMAP, and a server that sends by SMTP. */
@NullMarked
package baton.gateway.email;

import org.jspecify.annotations.NullMarked;
