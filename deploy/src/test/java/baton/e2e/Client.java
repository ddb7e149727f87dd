package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.testbed.Place;
import baton.testbed.Screen;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What customers' widgets and agents' desks have in common: hello and resume, a {@link Screen}, and an outbox from which
 * whatever is not answered is sent again with the same id.
 */
abstract class Client implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;
    /** A whole cluster may be away and come back meanwhile. */
    private static final int STORED_SECONDS = 150;

    private static final int PAUSE_MILLIS = 150;

    /** Whoever hears nothing for so long after a frame that is answered shall connect anew. */
    private static final int ANSWER_MILLIS = 10_000;

    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });

    private record Deed(Message frame, CompletableFuture<DeedAccepted> answer) {}

    final Place place;
    final Screen screen = new Screen();
    private final Map<String, Deed> outbox = new LinkedHashMap<>();
    private final Map<String, DeedAccepted> ledger = new LinkedHashMap<>();
    private final Map<String, EpisodeView> views = new ConcurrentHashMap<>();
    private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<DeedRefused> putOff = new CopyOnWriteArrayList<>();
    private volatile @Nullable Line line;
    private volatile CompletableFuture<ServerFrame> welcome = new CompletableFuture<>();
    private final AtomicBoolean returning = new AtomicBoolean();
    private final AtomicLong heard = new AtomicLong();
    private volatile boolean stubborn;
    private volatile boolean ended;

    Client(Place place) {
        this.place = place;
    }

    abstract Line dial();

    abstract Message hello();

    /** What the next {@link #hello} needs. */
    abstract void welcomed(ServerFrame welcome);

    abstract Message delivered(String episodeId, int number);

    /** A frame that is not about episodes and deeds. */
    abstract void hear(ServerFrame frame);

    /** Connects, says hello, and returns when welcome; then sends again what is still unanswered. */
    final void connect() {
        welcome = new CompletableFuture<>();
        var next = dial();
        line = next;
        next.closed().thenAccept(code -> lost());
        next.send(hello());
        expectAnswer(next);
        welcome.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        synchronized (this) {
            outbox.values().forEach(deed -> next.send(deed.frame()));
        }
    }

    /** From now on a lost connection is replaced until this client is closed, as often as it takes. */
    final void beStubborn() {
        stubborn = true;
    }

    private void lost() {
        welcome.completeExceptionally(new IllegalStateException("the connection was lost before the welcome"));
        if (stubborn && !ended && returning.compareAndSet(false, true)) {
            later(PAUSE_MILLIS).execute(this::comeBack);
        }
    }

    private void comeBack() {
        try {
            connect();
            returning.set(false);
            if (!line().isOpen()) {
                lost();
            }
        } catch (RuntimeException notYet) {
            if (!ended) {
                later(PAUSE_MILLIS).execute(this::comeBack);
            }
        }
    }

    private static Executor later(int millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, THREADS);
    }

    /** Ends the connection without a word. */
    final void cut() {
        line().cut();
    }

    final Line line() {
        var open = line;
        if (open == null) {
            throw new IllegalStateException("not connected yet");
        }
        return open;
    }

    final CompletableFuture<DeedAccepted> send(String ref, Message frame) {
        CompletableFuture<DeedAccepted> answer;
        synchronized (this) {
            answer = outbox.computeIfAbsent(ref, id -> new Deed(frame, new CompletableFuture<>()))
                    .answer();
        }
        var asked = line();
        asked.send(frame);
        expectAnswer(asked);
        return answer;
    }

    private void expectAnswer(Line asked) {
        var before = heard.get();
        later(ANSWER_MILLIS).execute(() -> {
            if (stubborn && !ended && heard.get() == before) {
                asked.cut();
            }
        });
    }

    /** Waits until it is stored, through reconnects if this client is stubborn. */
    static DeedAccepted stored(CompletableFuture<DeedAccepted> answer) {
        try {
            return answer.orTimeout(STORED_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refused refused ? refused : e;
        }
    }

    /** What has been sent and not been answered yet. */
    final synchronized int unanswered() {
        return outbox.size();
    }

    /** Why deeds were refused for good. */
    final List<String> refusals() {
        return refusals;
    }

    /** What was refused for now: it was sent again when the server said. */
    final List<DeedRefused> putOff() {
        return putOff;
    }

    /** Everything that was acknowledged, by id, in the order of the acknowledgements. */
    final synchronized Map<String, DeedAccepted> ledger() {
        return new LinkedHashMap<>(ledger);
    }

    /** How an episode stands, as last told. */
    final EpisodeView episode(String episodeId) {
        return views.getOrDefault(episodeId, EpisodeView.getDefaultInstance());
    }

    final void awaitStatus(String episodeId, String status) {
        await().until(() -> episode(episodeId).getStatus().equals(status));
    }

    final void awaitTexts(String episodeId, String... texts) {
        await().until(() -> texts(episodeId).equals(List.of(texts)));
    }

    /** The episode that appeared last; empty if none has. */
    final String episodeId() {
        return screen.episodeIds().stream().reduce("", (earlier, later) -> later);
    }

    /** What has happened to an episode, in order. */
    final List<EpisodeEvent.FactCase> facts(String episodeId) {
        return screen.entries(episodeId).values().stream()
                .map(EpisodeEvent::getFactCase)
                .toList();
    }

    /** What customer and agents wrote, in order. */
    final List<String> texts(String episodeId) {
        return screen.entries(episodeId).values().stream()
                .filter(event -> event.hasMessageReceived() || event.hasMessageSent())
                .map(event -> event.hasMessageReceived()
                        ? event.getMessageReceived().getText()
                        : event.getMessageSent().getText())
                .toList();
    }

    /** What came and was neither entries, states nor answers to deeds. */
    final List<ServerFrame> frames() {
        return frames;
    }

    final @Nullable ServerFrame last(ServerFrame.FrameCase kind) {
        return frames.stream().filter(frame -> frame.getFrameCase() == kind).reduce(null, (earlier, later) -> later);
    }

    /** Where the server broke its word. */
    final List<String> faults() {
        var all = new ArrayList<>(faults);
        all.addAll(screen.faults());
        return all;
    }

    final void receive(ServerFrame frame) {
        heard.incrementAndGet();
        switch (frame.getFrameCase()) {
            case WELCOME -> {
                welcomed(frame);
                welcome.complete(frame);
            }
            case ENTRIES -> show(frame.getEntries());
            case EPISODE -> views.put(frame.getEpisode().getEpisodeId(), frame.getEpisode());
            case ACCEPTED -> accepted(frame.getAccepted());
            case REFUSED -> refused(frame);
            default -> {
                frames.add(frame);
                hear(frame);
            }
        }
    }

    private void show(Entries entries) {
        screen.show(entries);
        if (entries.getEntriesCount() > 0) {
            line().send(delivered(entries.getEpisodeId(), entries.getUpTo()));
        }
    }

    private synchronized void accepted(DeedAccepted accepted) {
        var before = ledger.putIfAbsent(accepted.getRef(), accepted);
        if (before != null && !before.equals(accepted)) {
            faults.add("accepted as " + before.getNumber() + " and as " + accepted.getNumber());
        }
        var deed = outbox.remove(accepted.getRef());
        if (deed != null) {
            deed.answer().complete(accepted);
        }
    }

    private synchronized void refused(ServerFrame frame) {
        var refused = frame.getRefused();
        var deed = outbox.get(refused.getRef());
        if (deed == null) {
            frames.add(frame);
            welcome.completeExceptionally(new Refused(refused));
        } else if (refused.getRetryAfterMs() > 0) {
            putOff.add(refused);
            again(refused, deed);
        } else {
            outbox.remove(refused.getRef());
            refusals.add(refused.getCode() + ": " + refused.getDetail());
            deed.answer().completeExceptionally(new Refused(refused));
        }
    }

    private void again(DeedRefused refused, Deed deed) {
        later(refused.getRetryAfterMs()).execute(() -> {
            if (!deed.answer().isDone()) {
                line().send(deed.frame());
            }
        });
    }

    @Override
    public final void close() {
        ended = true;
        var open = line;
        if (open != null) {
            open.cut();
        }
    }
}
