package baton.emulator.meta;

import baton.emulator.wire.Bucket.Limit;

/**
 * A company's page, or its professional account at Instagram.
 *
 * @param username as in links to it
 * @param accessToken who has it may send
 * @param appSecret signs webhooks
 * @param verifyToken what the company has to recognise when it confirms its webhook
 * @param webhook where events go; empty while nobody wants to hear anything
 * @param limit how much may be sent
 */
public record MetaAccount(
        Platform platform,
        String id,
        String username,
        String title,
        String accessToken,
        String appSecret,
        String verifyToken,
        String webhook,
        Limit limit) {

    public MetaAccount(
            Platform platform,
            String id,
            String username,
            String title,
            String accessToken,
            String appSecret,
            String verifyToken,
            String webhook) {
        this(
                platform,
                id,
                username,
                title,
                accessToken,
                appSecret,
                verifyToken,
                webhook,
                // Texts in a second; Instagram's, which is the lower one.
                new Limit(100, 100));
    }

    public MetaAccount limit(Limit other) {
        return new MetaAccount(platform, id, username, title, accessToken, appSecret, verifyToken, webhook, other);
    }
}
