package baton.gateway.sms;

import baton.gateway.sms.Incoming.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * Puts the parts of a long message together. No part is acknowledged before it is stored: the SMSC waits for the answer to each until the others are
 * there, for a moment. If they do not come (some SMSCs bring the next part only after the answer to the one before), what is there is stored as it
 * is, and later parts as they come. So nothing is ever only in memory.
 */
final class Joining {

    /** Shorter than the time after which an SMSC brings a part again. */
    static final Duration MOMENT = Duration.ofMillis(1500);

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Executor afterAMoment;
    private final BiFunction<Part, String, CompletionStage<Boolean>> store;
    private final Map<Key, Gathering> all = new LinkedHashMap<>();

    private record Key(String from, String to, int reference, int total) {}

    private static final class Gathering {
        private final Instant since;
        private final Map<Integer, Part> waiting = new TreeMap<>();
        private final Map<Integer, CompletableFuture<Boolean>> answers = new TreeMap<>();
        private boolean late;
        private Optional<CompletableFuture<Boolean>> whole = Optional.empty();

        private Gathering(Instant since) {
            this.since = since;
        }

        /** Telephones count their long messages to 255, and some do not count at all. */
        private boolean isOfAnother(Part part) {
            var same = waiting.get(part.number());
            return same != null && !same.equals(part);
        }
    }

    /**
     * @param afterAMoment runs what it is given after {@link #MOMENT}
     * @param store stores a text of a customer under an id that is the same for the same message: the part holds the text
     */
    Joining(InstantSource clock, Executor afterAMoment, BiFunction<Part, String, CompletionStage<Boolean>> store) {
        this.clock = clock;
        this.afterAMoment = afterAMoment;
        this.store = store;
    }

    /** Whether it is stored. */
    synchronized CompletionStage<Boolean> take(Part part) {
        var now = clock.instant();
        all.values().removeIf(old -> old.since.plus(REMEMBERED).isBefore(now));
        if (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
        var key = new Key(part.from(), part.to(), part.reference(), part.total());
        var gathering = all.compute(
                key, (k, before) -> before == null || before.isOfAnother(part) ? new Gathering(now) : before);
        if (gathering.whole.isPresent()) {
            return gathering.whole.get();
        } else if (gathering.late) {
            gathering.waiting.put(part.number(), part);
            return store.apply(part, "part " + part.number());
        }
        if (gathering.waiting.isEmpty()) {
            afterAMoment.execute(() -> giveUp(gathering));
        }
        gathering.waiting.put(part.number(), part);
        var answer = gathering.answers.computeIfAbsent(part.number(), n -> new CompletableFuture<>());
        if (gathering.waiting.size() == part.total()) {
            storeWhole(key, gathering);
        }
        return answer;
    }

    private void storeWhole(Key key, Gathering gathering) {
        var text = new StringBuilder();
        gathering.waiting.values().forEach(part -> text.append(part.text()));
        var whole = new Part(key.from, key.to, text.toString(), key.reference, key.total, 1);
        var outcome = new CompletableFuture<Boolean>();
        gathering.whole = Optional.of(outcome);
        var answers = List.copyOf(gathering.answers.values());
        store.apply(whole, "whole").whenComplete((stored, failure) -> {
            var done = failure == null && stored;
            if (!done) {
                forget(key, gathering);
            }
            outcome.complete(done);
            answers.forEach(answer -> answer.complete(done));
        });
    }

    private synchronized void forget(Key key, Gathering gathering) {
        all.remove(key, gathering);
    }

    private void giveUp(Gathering gathering) {
        var parts = new ArrayList<Part>();
        synchronized (this) {
            if (gathering.whole.isPresent() || gathering.late) {
                return;
            }
            gathering.late = true;
            parts.addAll(gathering.waiting.values());
        }
        CompletionStage<Boolean> before = CompletableFuture.completedStage(true);
        for (var part : parts) {
            before = before.thenCompose(stored -> store.apply(part, "part " + part.number()))
                    .exceptionally(failure -> false);
            before.thenAccept(stored -> answer(gathering, part, stored));
        }
    }

    private synchronized void answer(Gathering gathering, Part part, boolean stored) {
        var answer = gathering.answers.get(part.number());
        if (answer != null) {
            answer.complete(stored);
        }
    }
}
