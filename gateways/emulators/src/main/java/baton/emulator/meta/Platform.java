package baton.emulator.meta;

/** What differs between the two messengers of Meta's that speak the same language. */
public enum Platform {
    /** 2000 characters; tells what has arrived by message and what was read up to a moment. */
    MESSENGER("messenger", "page", 2000),
    /** 1000 bytes; tells what was read by message, and nothing of what has arrived; messages can be taken back. */
    INSTAGRAM("instagram", "instagram", 1000);

    private final String path;
    private final String object;
    private final int longestText;

    Platform(String path, String object, int longestText) {
        this.path = path;
        this.object = object;
        this.longestText = longestText;
    }

    /** First segment of all its paths here. */
    String path() {
        return path;
    }

    /** What its webhooks are about. */
    String object() {
        return object;
    }

    int longestText() {
        return longestText;
    }
}
