package baton.gateway.phone;

import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.CallClaimed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Requests in calls that another door has, or had: they wait here until the call has come to this one, or until it is known that there is
 * no such call. Bounded, because a stranger can make up names.
 */
final class Strays {

    private static final int LIMIT = 2000;

    /** From one address: each look starts an entity and stops it again, which is written down. */
    private static final double PER_SECOND = 5;

    private static final double BURST = 20;

    /** From all addresses. Few ends of a dead node's calls do anything before the engine has found another door for them. */
    private static final double ALL_PER_SECOND = 20;

    private static final double ALL_BURST = 100;

    /** Seconds until somebody who was turned away may come again. */
    private static final int RETRY_AFTER = 2;

    private final PhoneCounters counters;
    private final Set<String> trusted;
    private final FloodGate gate;
    private final FloodGate all;
    private final Map<CallName, List<Incoming>> waiting = new HashMap<>();

    /** @param trusted addresses behind which there are many callers: only what all are allowed counts */
    Strays(Set<String> trusted, PhoneCounters counters) {
        this.trusted = trusted;
        this.counters = counters;
        this.gate = new FloodGate(PER_SECOND, BURST, System::nanoTime);
        this.all = new FloodGate(ALL_PER_SECOND, ALL_BURST, System::nanoTime);
    }

    /** True if the call must be claimed for it; if others wait for the same call already, or there are too many, it need not. */
    boolean keep(CallName name, Incoming incoming) {
        var others = waiting.get(name);
        if (others != null && others.size() < 10) {
            others.add(incoming);
            return false;
        }
        if (others != null || waiting.size() >= LIMIT || !mayBeLookedUp(incoming)) {
            counters.count(Kind.FLOOD);
            incoming.answer(Sip.later(incoming.request(), Response.SERVER_INTERNAL_ERROR, RETRY_AFTER));
            return false;
        }
        waiting.put(name, new ArrayList<>(List.of(incoming)));
        return true;
    }

    private boolean mayBeLookedUp(Incoming incoming) {
        return (trusted.contains(incoming.source()) || gate.pass(incoming.source())) && all.pass("");
    }

    /** The call is to be claimed because the engine has asked for it: true if it is not being claimed already. */
    boolean expect(CallName name) {
        return waiting.putIfAbsent(name, new ArrayList<>()) == null;
    }

    boolean isAwaited(CallName name) {
        return waiting.containsKey(name);
    }

    /** Which dialog the end that speaks knows. */
    static CallClaimed claim(Request request) {
        return CallClaimed.newBuilder()
                .setSipCallId(Sip.callId(request))
                .setLocalTag(Sip.toTag(request))
                .setRemoteTag(Sip.fromTag(request))
                .build();
    }

    /** The call has come. */
    List<Incoming> take(CallName name) {
        var all = waiting.remove(name);
        return all == null ? List.of() : all;
    }

    /** Nobody knows: it may be asked for again. */
    void later(CallName name) {
        take(name)
                .forEach(
                        stray -> stray.answer(Sip.later(stray.request(), Response.SERVER_INTERNAL_ERROR, RETRY_AFTER)));
    }

    /** There is no such call. */
    void refuse(CallName name) {
        for (var stray : take(name)) {
            counters.count(Kind.UNKNOWN_DIALOG);
            stray.answer(Sip.reply(stray.request(), Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Sip.random()));
        }
    }
}
