package baton.bench;

import baton.launcher.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Callers and phones, and the rounds that they play. */
final class CallStage implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 300;

    private final int door;
    private final int talkMillis;
    private final SipWire wire;
    private final SipWire.Line callers;
    private final BenchPhones phones;
    private final Map<Integer, BenchCall> calls = new ConcurrentHashMap<>();
    private final List<BenchCall> inOrder = new ArrayList<>();
    private final CompletableFuture<Object> broken = new CompletableFuture<>();
    private int lastCall;

    /** @param door the node's SIP port */
    CallStage(int door, int talkMillis, int pickUpMillis) throws IOException {
        this.door = door;
        this.talkMillis = talkMillis;
        this.wire = new SipWire(broken::completeExceptionally);
        this.callers = wire.open(this::heardByCaller);
        this.phones = new BenchPhones(wire, pickUpMillis, calls::get);
        phones.open(wire.open(phones));
    }

    /** Registers a phone for each; returns when all are registered. */
    void register(List<String> agentIds) throws InterruptedException {
        var done = new ArrayList<CompletableFuture<Void>>();
        for (var agentId : agentIds) {
            var registration = new PhoneRegistration(agentId, phones.line(), door);
            done.add(registration.done());
            wire.execute(() -> {
                phones.expect(registration);
                registration.ask("");
            });
            await(registration.done(), "the phone of " + agentId + " to be registered");
        }
    }

    /** Through the node to agents' phones. */
    CallRound.Result through(int rate, int count) throws InterruptedException {
        var result = play(rate, count, door);
        calls.values().stream().filter(call -> call.failure().isEmpty()).forEach(inOrder::add);
        calls.clear();
        return result;
    }

    /** From the callers to the phones without anything in between: what this driver can do by itself. */
    CallRound.Result direct(int rate, int count) throws InterruptedException {
        var result = play(rate, count, phones.line().port());
        calls.clear();
        return result;
    }

    /** All that went through the node and were in order. */
    List<BenchCall> callsInOrder() {
        return inOrder;
    }

    private CallRound.Result play(int rate, int count, int called) throws InterruptedException {
        var round = new CompletableFuture<CallRound>();
        var some = IntStream.range(0, count)
                .mapToObj(i -> new BenchCall(++lastCall, wire, callers, called, talkMillis, call -> round.join()
                        .ended(call)))
                .toList();
        some.forEach(call -> calls.put(call.number(), call));
        var played = new CallRound(wire, rate, some);
        round.complete(played);
        wire.execute(played::start);
        await(played.over(), "the calls of a round to end");
        return played.result();
    }

    private void heardByCaller(SipMessage message, int fromPort) {
        var callId = message.callId();
        var call = callId.matches("bench-[0-9]{1,9}") ? calls.get(Integer.valueOf(callId.substring(6))) : null;
        if (call != null) {
            call.heard(message, fromPort);
        }
    }

    private void await(CompletableFuture<Void> outcome, String what) throws InterruptedException {
        try {
            CompletableFuture.anyOf(outcome, broken).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Problem("Waited " + PATIENCE_SECONDS + " s in vain for " + what + ".", late);
        } catch (ExecutionException failed) {
            throw new Problem("While waiting for " + what + ": " + failed.getCause() + ".", failed);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
