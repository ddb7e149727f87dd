package baton.gateway.messenger;

import java.util.List;

/**
 * What differs between the two.
 *
 * @param object what its webhooks are about, in Meta's word
 * @param links where links lead but in trials, before the user name
 * @param maxText in characters
 * @param messagingType what {@code messaging_type} says; empty if there is no such thing
 * @param fileTypes that can be sent; empty: any
 */
record Product(
        String channel,
        String object,
        String links,
        int maxText,
        int perSecond,
        String messagingType,
        List<String> fileTypes) {

    /** Of any file, in bytes; 8 MB of a picture on Instagram. */
    static final long LARGEST_FILE = 25_000_000;

    /** Messenger shows what it knows and offers the rest as a file. */
    static final Product MESSENGER = new Product("messenger", "page", "https://m.me", 2000, 100, "RESPONSE", List.of());

    /** Instagram takes 1000 bytes of UTF-8: 500 letters of any European alphabet. */
    static final Product INSTAGRAM = new Product(
            "instagram",
            "instagram",
            "https://ig.me/m",
            500,
            100,
            "",
            List.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "video/mp4",
                    "video/webm",
                    "video/quicktime",
                    "audio/aac",
                    "audio/mp4",
                    "audio/wav",
                    "application/pdf"));
}
