package baton.emulator.viber;

import baton.emulator.wire.Bucket.Limit;

/**
 * A bot, as its owner has made it.
 *
 * @param uri as in links to it
 * @param token who has it may send, and it signs webhooks
 * @param webhook where events go; empty until {@code set_webhook} says so
 * @param limit how much may be sent
 */
public record ViberAccount(String uri, String name, String token, String webhook, Limit limit) {

    public ViberAccount(String uri, String name, String token, String webhook) {
        // 500 requests in 10 seconds.
        this(uri, name, token, webhook, new Limit(500, 50));
    }

    public ViberAccount limit(Limit other) {
        return new ViberAccount(uri, name, token, webhook, other);
    }
}
