package baton.gateway.messenger;

import baton.protocol.gateway.v1.Capabilities;
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

    private static final int WINDOW_SECONDS = 24 * 3600;
    private static final int MOST_QUICK_REPLIES = 13;
    private static final int LONGEST_TITLE = 20;

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

    /** What was sent stays: no request changes or deletes it (developers.facebook.com/docs/messenger-platform/reference/send-api). */
    Capabilities capabilities() {
        var isMessenger = messagingType.equals(MESSENGER.messagingType);
        return Capabilities.newBuilder()
                .setMaxText(maxText)
                .setWindowSeconds(WINDOW_SECONDS)
                .setDeliveredReceipts(isMessenger)
                .setReadReceipts(!isMessenger)
                .setTellsRead(true)
                .setPerSecond(perSecond)
                .setMaxFile(LARGEST_FILE)
                .addAllFileTypes(fileTypes)
                .setMaxChoices(MOST_QUICK_REPLIES)
                .setMaxChoiceTitle(LONGEST_TITLE)
                .build();
    }
}
