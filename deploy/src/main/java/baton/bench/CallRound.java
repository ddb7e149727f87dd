package baton.bench;

import baton.report.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Calls that begin at fixed intervals, whatever becomes of those before (open loop). Lives on the thread of its {@link SipWire}. */
final class CallRound {

    /** How long after the last call has begun all must be over. */
    static final int PATIENCE_MILLIS = 15_000;

    private final SipWire wire;
    private final int rate;
    private final int count;
    private final Map<Integer, BenchCall> open = new HashMap<>();
    private final List<BenchCall> calls;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Samples toRinging;
    private final Samples toAnswer;
    private final Map<String, Integer> failures = new TreeMap<>();
    private int resends;
    private int left;
    private long began;
    private long ended;

    /** @param calls that have not begun yet */
    CallRound(SipWire wire, int rate, List<BenchCall> calls) {
        this.wire = wire;
        this.rate = rate;
        this.calls = calls;
        this.count = calls.size();
        this.left = count;
        this.toRinging = new Samples(count);
        this.toAnswer = new Samples(count);
    }

    /**
     * @param toRinging from the caller's INVITE to the agent's phone, of calls in order
     * @param toAnswer from the caller's INVITE to its 200, of calls in order
     * @param failures why calls were not in order, and how many
     * @param resends datagrams that had to be sent again by callers and phones
     */
    record Result(
            int count,
            double seconds,
            Samples toRinging,
            Samples toAnswer,
            Map<String, Integer> failures,
            int resends) {

        int failed() {
            return failures.values().stream().mapToInt(number -> number).sum();
        }
    }

    CompletableFuture<Void> over() {
        return over;
    }

    void start() {
        began = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var call = calls.get(i);
            wire.at(began + i * 1_000_000_000L / rate, () -> {
                open.put(call.number(), call);
                call.invite();
            });
        }
        wire.at(began + count * 1_000_000_000L / rate + PATIENCE_MILLIS * 1_000_000L, this::giveUp);
    }

    void ended(BenchCall call) {
        if (open.remove(call.number()) == null) {
            return;
        }
        resends += call.resends();
        if (call.failure().isEmpty()) {
            toRinging.add(call.toRinging());
            toAnswer.add(call.toAnswer());
        } else {
            failures.merge(call.failure(), 1, Integer::sum);
        }
        if (--left == 0) {
            ended = System.nanoTime();
            over.complete(null);
        }
    }

    private void giveUp() {
        List.copyOf(open.values()).forEach(BenchCall::giveUp);
    }

    Result result() {
        return new Result(count, (ended - began) / 1e9, toRinging, toAnswer, failures, resends);
    }
}
