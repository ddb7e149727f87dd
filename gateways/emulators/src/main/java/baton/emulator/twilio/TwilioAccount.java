package baton.emulator.twilio;

import baton.emulator.wire.Bucket.Limit;

/**
 * An account with one number.
 *
 * @param sid {@code AC} and 32 hexadecimal digits
 * @param number the company's, as E.164 writes it
 * @param title what the page calls the company; short messages have no such thing
 * @param token who has it may send, and it signs webhooks
 * @param webhook where messages go, with connection overrides behind a {@code #}; empty while nobody wants to hear anything
 * @param limit how much may be sent
 */
public record TwilioAccount(String sid, String number, String title, String token, String webhook, Limit limit) {

    public TwilioAccount(String sid, String number, String title, String token, String webhook) {
        this(sid, number, title, token, webhook, new Limit(100, 100));
    }

    public TwilioAccount limit(Limit other) {
        return new TwilioAccount(sid, number, title, token, webhook, other);
    }

    public TwilioAccount webhook(String other) {
        return new TwilioAccount(sid, number, title, token, other, limit);
    }

    /** What is called, and signed: without connection overrides. */
    public String hook() {
        return webhook.replaceFirst("#.*", "");
    }
}
