package baton.engine.call;

import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.Ended;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.Known.Talk;
import baton.engine.duty.Errand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a {@link Call} owes to others; all of it follows from its state. */
public sealed interface CallErrand extends Errand {

    /** The timeline must show which phone rings. */
    record ReportRinging(String episodeId, String legId, String agentId, String offerId) implements CallErrand {
        @Override
        public String errandId() {
            return "ringing " + offerId;
        }
    }

    /** The agent must accept, since the phone has been picked up. */
    record AcceptOffer(String callId, String agentId, String offerId) implements CallErrand {
        @Override
        public String errandId() {
            return "accept " + offerId;
        }
    }

    /** {@code since}: when the two were connected. */
    record ReportAnswered(String episodeId, String legId, String agentId, String offerId, Instant since)
            implements CallErrand {
        @Override
        public String errandId() {
            return "answered " + agentId + " by " + offerId;
        }
    }

    /** Who came into the call beside a colleague, and is alone with the caller by now, is the owner. */
    record ReportOwner(String agentId, String legId, String offerId) implements CallErrand {
        @Override
        public String errandId() {
            return "own " + offerId;
        }
    }

    /** The timeline must show who holds the call, or that nobody does any more. */
    record ReportHeld(String episodeId, String legId, String by, Instant at) implements CallErrand {
        @Override
        public String errandId() {
            return "held by " + by + " at " + at;
        }
    }

    /**
     * Agent and timeline must know that this phone did not take the call.
     *
     * @param talking who talks with the caller instead; empty: nobody
     */
    record ReportMiss(String episodeId, String legId, String agentId, String offerId, String reason, String talking)
            implements CallErrand {
        @Override
        public String errandId() {
            return "miss " + offerId;
        }
    }

    record EndLeg(String episodeId, String legId, String reason) implements CallErrand {
        @Override
        public String errandId() {
            return "end " + legId;
        }
    }

    /** The agent's line is free again. */
    record FreeLine(String agentId, String legId) implements CallErrand {
        @Override
        public String errandId() {
            return "free " + agentId;
        }
    }

    /** What a call in this state owes. */
    static List<CallErrand> of(String callId, CallState state) {
        var owed = new ArrayList<CallErrand>();
        if (state instanceof Arrived arrived) {
            misses(callId, arrived, owed);
            arrived.talk().filter(arrived.known()::isJoined).ifPresent(talk -> {
                owed.add(answered(callId, arrived, talk));
                if (talk.rung().beside()) {
                    owed.add(new ReportOwner(
                            talk.rung().agentId(), callId, talk.rung().offerId()));
                }
            });
            arrived.known()
                    .session()
                    .filter(session -> arrived.talk().isPresent())
                    .ifPresent(session ->
                            owed.add(new ReportHeld(episode(arrived), callId, session.heldBy(), session.at())));
        }
        if (state instanceof Ringing ringing) {
            var rung = ringing.rung();
            owed.add(new ReportRinging(episode(ringing), callId, rung.agentId(), rung.offerId()));
        } else if (state instanceof PickedUp picked) {
            owed.add(new AcceptOffer(
                    callId, picked.rung().agentId(), picked.rung().offerId()));
        } else if (state instanceof Ended ended) {
            misses(callId, ended.before(), owed);
            owed.add(new EndLeg(episode(ended.before()), callId, ended.ended().reason()));
            agents(ended.before()).forEach(agentId -> owed.add(new FreeLine(agentId, callId)));
        }
        return owed;
    }

    private static ReportAnswered answered(String callId, Arrived state, Talk talk) {
        var rung = talk.rung();
        return new ReportAnswered(
                episode(state),
                callId,
                rung.agentId(),
                rung.offerId(),
                talk.connected().at());
    }

    /** Everybody whose phone has rung for it: whatever they believe of this call, it is over. */
    private static Set<String> agents(Arrived state) {
        var agents = state.known().agents();
        state.phone().ifPresent(phone -> agents.add(phone.agentId()));
        state.talk().ifPresent(talk -> agents.add(talk.rung().agentId()));
        return agents;
    }

    private static void misses(String callId, Arrived state, List<CallErrand> owed) {
        for (var miss : state.known().misses()) {
            owed.add(new ReportMiss(
                    episode(state),
                    callId,
                    miss.phone().agentId(),
                    miss.phone().offerId(),
                    miss.failed().reason(),
                    state.talk().map(talk -> talk.rung().agentId()).orElse("")));
        }
    }

    private static String episode(Arrived state) {
        return state.known().arrived().episodeId();
    }
}
