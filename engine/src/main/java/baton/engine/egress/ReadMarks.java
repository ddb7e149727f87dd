package baton.engine.egress;

import baton.engine.egress.SenderCommand.MarkRead;
import java.util.LinkedHashMap;
import java.util.Map;

/** What agents have read and a provider does not know yet: the last of each customer, told few at one time. Belongs to its {@link Sender}. */
final class ReadMarks {

    private static final int MOST = 1_000;
    private static final int AT_ONCE = 2;

    private final Map<String, MarkRead> waiting = new LinkedHashMap<>();
    private int underWay;

    /** If there are too many to tell, the oldest is forgotten: a tick that nobody gets to see. */
    void add(MarkRead mark) {
        waiting.remove(mark.address());
        waiting.put(mark.address(), mark);
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** Whether there is one that may be told now. */
    boolean mayGo() {
        return underWay < AT_ONCE && !waiting.isEmpty();
    }

    /** Of those that have waited the longest. It is under way from now on. */
    MarkRead next() {
        var next = waiting.values().iterator().next();
        waiting.remove(next.address());
        underWay++;
        return next;
    }

    void told() {
        underWay--;
    }

    int underWay() {
        return underWay;
    }
}
