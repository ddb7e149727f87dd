package baton.engine.call;

import java.time.Instant;

/** What has happened to a {@link Call}. Past tense, stored for ever as {@code call_journal.proto}. */
public sealed interface CallEvent {

    Instant at();

    record CallArrived(
            String episodeId, String caller, String called, String offerSdp, Dialog dialog, String door, Instant at)
            implements CallEvent {}

    record PhoneRung(String offerId, String agentId, String contact, Instant at) implements CallEvent {}

    record PhoneAnswered(String offerId, String answerSdp, Dialog dialog, Instant at) implements CallEvent {}

    record PhoneFailed(String offerId, String reason, Instant at) implements CallEvent {}

    record CallConnected(String offerId, String agentId, Instant at) implements CallEvent {}

    record CallEnded(String reason, Instant at) implements CallEvent {}
}
