package baton.bench;

/** Who sends numbered messages to somebody, over a socket of their own. */
interface Writer {

    /** Sends it, on the thread of the sockets. No number is used twice in a run, but for the same message once more. */
    void say(int message, String text);
}
