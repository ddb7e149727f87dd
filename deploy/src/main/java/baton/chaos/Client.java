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

    private static final int PAUSE_MILLIS = 150;
    private static final int NONE = -1;

    /** Whoever hears nothing for so long after a frame that is answered connects anew. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    final ScheduledExecutorService thread;
    final Screen screen = new Screen();
    final Byes byes = new Byes();
    private final List<Integer> ports;
    private final Map<String, Message> outbox = new LinkedHashMap<>();
    private final Map<String, DeedAccepted> acknowledged = new LinkedHashMap<>();
    private final Waits waits = new Waits();
    private int turn;
    private int port;
    private int leaving = NONE;
    private boolean slow;
    private int contradictions;
    private int putOff;
    private long heard;
    private long expectations;
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
        port = ports.get(turn++ % ports.size());
        dial(port);
    }

    final void connected(Wire next) {
        wire = next;
        next.send(hello());
        expectAnswer(next);
    }

    final void failed() {
        comeBack(PAUSE_MILLIS);
    }

    private void comeBack(int millis) {
        if (!away) {
            thread.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public final void ended(Wire ended) {
        if (ended == wire) {
            wire = null;
            welcome = false;
            if (away) {
                byes.forgive();
            }
            comeBack(byes.end(PAUSE_MILLIS));
        }
    }

    /** Sends it as often as it takes. */
    final void ask(String ref, Message frame) {
        outbox.put(ref, frame);
        waits.begin(ref, System.nanoTime());
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

    /** The same, of what nobody answers. */
    private void tell(Message frame) {
        var open = wire;
        if (open != null && welcome) {
            open.send(frame);
        }
    }

    /** Who hears nothing at all for a while is not connected any more; whoever waits for more answers goes on listening. */
    private void expectAnswer(Wire asked) {
        var before = heard;
        var mine = ++expectations;
        thread.schedule(
                () -> {
                    if (wire != asked || away) {
                        return;
                    }
                    if (heard == before) {
                        byes.forgive();
                        asked.cut();
                    } else if (expectations == mine && isWaitingForAnswers()) {
                        expectAnswer(asked);
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
                expectBye();
                sendAll();
            }
            case ENTRIES -> show(frame.getEntries());
            case ACCEPTED -> accepted(frame.getAccepted());
            case REFUSED -> refusal(frame.getRefused());
            case BYE -> byes.hear(frame.getBye().getReconnectAfterMs());
            default -> learned(frame);
        }
    }

    private void show(Entries entries) {
        screen.show(entries);
        if (entries.getEntriesCount() > 0) {
            tell(delivered(entries.getEpisodeId(), entries.getUpTo()));
            learned(ServerFrame.newBuilder().setEntries(entries).build());
        }
    }

    private void accepted(DeedAccepted accepted) {
        var before = acknowledged.putIfAbsent(accepted.getRef(), accepted);
        outbox.remove(accepted.getRef());
        waits.end(accepted.getRef(), System.nanoTime());
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
            waits.end(refused.getRef(), System.nanoTime());
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

    /** The node behind this port goes in order. Until {@link #hasLeft}, whoever is there has to be told. */
    final void leaves(int leavingPort) {
        leaving = leavingPort;
        expectBye();
    }

    final void hasLeft() {
        leaving = NONE;
    }

    private void expectBye() {
        if (welcome && port == leaving) {
            byes.expect();
        }
    }

    /** What is measured from now on counts. */
    final void measure() {
        waits.measure();
    }

    /** The longest wait for an acknowledgement, in nanoseconds; 0 if there was none that counts. */
    final long longestWait() {
        return slow ? 0 : waits.longest(System.nanoTime());
    }

    /** Reads nothing until {@link #readOn}: how long this one waits says nothing about the nodes. */
    final void stopReading() {
        slow = true;
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

    /** Whether its screen has come to everything that was acknowledged to it. */
    final boolean seesWhatItWasPromised() {
        return acknowledged.values().stream()
                .allMatch(promise -> screen.upTo(promise.getEpisodeId()) >= promise.getNumber());
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
