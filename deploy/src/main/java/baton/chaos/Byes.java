package baton.chaos;

/** Whether the node says that it goes before it goes, and when its client is to come back. */
final class Byes {

    private int heard;
    private int missing;
    private boolean due;
    private int comeBackMillis;

    /** The node goes in order: the connection that stands has to be told. */
    void expect() {
        due = true;
    }

    /** Whoever ends a connection, or does not read it, hears nothing. */
    void forgive() {
        due = false;
    }

    void hear(int reconnectAfterMillis) {
        heard++;
        due = false;
        comeBackMillis = reconnectAfterMillis;
    }

    /**
     * The connection has ended.
     *
     * @return in how many milliseconds the client is to come back
     */
    int end(int otherwise) {
        missing += due ? 1 : 0;
        due = false;
        var millis = comeBackMillis > 0 ? comeBackMillis : otherwise;
        comeBackMillis = 0;
        return millis;
    }

    int heard() {
        return heard;
    }

    /** How often a node went in order without a word. */
    int missing() {
        return missing;
    }
}
