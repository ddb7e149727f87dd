package baton.chaos;

import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.ServerFrame;
import baton.testbed.Screen;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What customers' widgets and agents' desks have in common: they come back whenever a connection ends, at the next node, and send what is not answered again with
 * the same id. Lives on one thread, with all others.
 */
abstract class Client implements Wire.Listener {

    private static final Duration PAUSE = Duration.ofMillis(150);

    /** Whoever hears nothing for so long after a frame that is answered connects anew. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    final ScheduledExecutorService thread;
    final Screen screen = new Screen();
    private final List<Integer> ports;
    private final Map<String, Message> outbox = new LinkedHashMap<>();
    private final Map<String, DeedAccepted> acknowledged = new LinkedHashMap<>();
    private int turn;
    private int contradictions;
    private int putOff;
    private long heard;
    private boolean away;
    private boolean welcome;
    private @Nullable Wire wire;

    /** @param first which of the nodes it tries first */
    Client(List<Integer> ports, int first, ScheduledExecutorService thread) {
        this.ports = ports;
        this.turn = first;
        this.thread = thread;
    }

    /** Opens a socket at this node; {@link #connected} is to be called with it, or {@link #failed}. */
    abstract void dial(int port);

    abstract Message hello();

    abstract void welcomed(ServerFrame welcome);

    abstract Message delivered(String episodeId, int number);

    /** Entries have come, or a frame that is about neither entries nor deeds. */
    abstract void learned(ServerFrame frame);

    /** It is stored. Once for each ref. */
    abstract void done(DeedAccepted accepted);

    /** It is refused for now: {@link #sendAgain} or {@link #sendAllAgain}. */
    abstract void putOff(DeedRefused refused);

    /** It is refused for good. */
    abstract void refused(DeedRefused refused);

    final void connect() {
        welcome = false;
        wire = null;
        dial(ports.get(turn++ % ports.size()));
    }

    final void connected(Wire next) {
        wire = next;
        next.send(hello());
        expectAnswer(next);
    }

    final void failed() {
        if (!away) {
            thread.schedule(this::connect, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public final void ended(Wire ended) {
        if (ended == wire) {
            wire = null;
            welcome = false;
            failed();
        }
    }

    /** Sends it as often as it takes. */
    final void ask(String ref, Message frame) {
        outbox.put(ref, frame);
        say(frame);
    }

    /** Sends it if there is a connection. */
    final void say(Message frame) {
        var open = wire;
        if (open != null && welcome) {
            open.send(frame);
            expectAnswer(open);
        }
    }

    private void expectAnswer(Wire asked) {
        var before = heard;
        thread.schedule(
                () -> {
                    if (heard == before && wire == asked && !away) {
                        asked.cut();
                    }
                },
                SILENCE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public final void heard(Wire from, ServerFrame frame) {
        if (from != wire) {
            return;
        }
        heard++;
        switch (frame.getFrameCase()) {
            case WELCOME -> {
                welcomed(frame);
                welcome = true;
                sendAll();
            }
            case ENTRIES -> show(frame.getEntries());
            case ACCEPTED -> accepted(frame.getAccepted());
            case REFUSED -> refusal(frame.getRefused());
            default -> learned(frame);
        }
    }

    private void show(Entries entries) {
        screen.show(entries);
        if (entries.getEntriesCount() > 0) {
            say(delivered(entries.getEpisodeId(), entries.getUpTo()));
            learned(ServerFrame.newBuilder().setEntries(entries).build());
        }
    }

    private void accepted(DeedAccepted accepted) {
        var before = acknowledged.putIfAbsent(accepted.getRef(), accepted);
        outbox.remove(accepted.getRef());
        if (before == null) {
            done(accepted);
        } else if (!before.equals(accepted)) {
            contradictions++;
        }
    }

    private void refusal(DeedRefused refused) {
        if (!outbox.containsKey(refused.getRef())) {
            return;
        }
        if (refused.getRetryAfterMs() > 0) {
            putOff(refused);
        } else {
            outbox.remove(refused.getRef());
            refused(refused);
        }
    }

    /** This one alone, when it is time. */
    final void sendAgain(DeedRefused refused) {
        later(refused, () -> {
            var frame = outbox.get(refused.getRef());
            if (frame != null) {
                say(frame);
            }
        });
    }

    /** All that is not answered, in its order, when it is time for the one that was refused last. After a new welcome that has been done. */
    final void sendAllAgain(DeedRefused refused) {
        var mine = ++putOff;
        later(refused, () -> {
            if (putOff == mine) {
                sendAll();
            }
        });
    }

    private void later(DeedRefused refused, Runnable what) {
        thread.schedule(what, refused.getRetryAfterMs(), TimeUnit.MILLISECONDS);
    }

    private void sendAll() {
        putOff++;
        List.copyOf(outbox.values()).forEach(this::say);
    }

    final void stopReading() {
        away = true;
        if (wire != null) {
            wire.stopReading();
        }
    }

    final void readOn() {
        away = false;
        var open = wire;
        if (open == null) {
            connect();
        } else {
            open.readOn();
            expectAnswer(open); // it may be dead without anybody having said so
        }
    }

    /** For good. */
    final void go() {
        away = true;
        var open = wire;
        if (open != null) {
            open.cut();
        }
    }

    final boolean isWaitingForAnswers() {
        return !outbox.isEmpty();
    }

    /** The refs of what has no answer yet, in the order in which it is sent. */
    final List<String> underWay() {
        return List.copyOf(outbox.keySet());
    }

    /** Everything that was acknowledged, by ref. */
    final Map<String, DeedAccepted> acknowledged() {
        return acknowledged;
    }

    /** How often the same ref was acknowledged as something else. */
    final int contradictions() {
        return contradictions;
    }
}
