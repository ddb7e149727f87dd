package baton.gateway.email;

import java.util.List;

/**
 * A mail, as far as it concerns a conversation.
 *
 * @param from the sender's address in lower case
 * @param id as the sender's program gave it, with angle brackets; empty if it gave none
 * @param inReplyTo the mail that it answers; empty for none
 * @param text as it was written, quotes included
 * @param size of the whole mail, in bytes
 */
record Letter(
        String from,
        String name,
        String subject,
        String id,
        String inReplyTo,
        String text,
        List<Enclosure> enclosures,
        int size) {

    /** A file. {@code size} 0: not known. */
    record Enclosure(String name, String type, int size) {}
}
