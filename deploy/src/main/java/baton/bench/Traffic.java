package baton.bench;

/** What is being measured now; hears what comes in. Called on the thread of the {@link WireLoop} only. */
interface Traffic {

    /** A customer's socket got the receipt for the message with this number. */
    default void acked(int message) {}

    /** An agent's socket got the entry of that message. */
    default void seen(int message) {}

    /** A customer was asked to send that message again later: it is not known whether it was stored. */
    default void tryAgain(int message) {}

    default void ponged(BenchCustomer customer) {}

    /** Nothing that comes in is of interest. */
    Traffic NONE = new Traffic() {};
}
