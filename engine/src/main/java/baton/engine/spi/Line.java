package baton.engine.spi;

/** A connection to a provider that stays open. After trouble it opens itself again, with growing pauses, until it is closed. */
public interface Line {

    /** Whether messages can come and go at this moment. */
    boolean up();

    /** For good. Waits for nothing; what was handed to the line and not answered fails. */
    void close();
}
