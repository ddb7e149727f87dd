package baton.chaos;

/**
 * How a customer writes.
 *
 * @param atOnce so many messages are under way at one time
 * @param swaps whether now and then the second of them is sent before the first
 */
record Manner(int atOnce, boolean swaps) {

    static Manner of(int atOnce) {
        return new Manner(atOnce, false);
    }
}
