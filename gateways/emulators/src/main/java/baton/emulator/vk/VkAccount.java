package baton.emulator.vk;

import baton.emulator.wire.Bucket.Limit;

/**
 * A community with its messages switched on.
 *
 * @param name as in links to it
 * @param token who has it may send
 * @param secret stands in each event
 * @param confirmation what the company has to answer when its address is confirmed
 * @param webhook where events go; empty while nobody wants to hear anything
 * @param limit how much may be asked
 */
public record VkAccount(
        long groupId,
        String name,
        String title,
        String token,
        String secret,
        String confirmation,
        String webhook,
        Limit limit) {

    public VkAccount(
            long groupId, String name, String title, String token, String secret, String confirmation, String webhook) {
        this(groupId, name, title, token, secret, confirmation, webhook, new Limit(20, 20));
    }

    public VkAccount limit(Limit other) {
        return new VkAccount(groupId, name, title, token, secret, confirmation, webhook, other);
    }
}
