package baton.engine.call;

import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallState.Arrived;
import baton.engine.call.CallState.PickedUp;
import baton.engine.call.CallState.Ringing;
import baton.engine.call.Known.Talk;
import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.AdoptedPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What another door must know to go on with a call. Pure. */
final class AdoptionFormat {

    /** RFC 3261 section 13.3.1.4: 64 T1 after a 2xx it is acknowledged, or that end is gone. The same for a BYE. */
    private static final Duration UNHEARD = Duration.ofSeconds(32);

    private AdoptionFormat() {}

    /** Whether whoever claims this call knows one of its dialogs. A CANCEL cannot name our tag. */
    static boolean knows(CallState state, ClaimCall claim) {
        if (claim.sipCallId().isEmpty()) {
            return true;
        }
        return state instanceof Arrived arrived
                && dialogs(arrived)
                        .anyMatch(dialog -> dialog.callId().equals(claim.sipCallId())
                                && dialog.remoteTag().equals(claim.remoteTag())
                                && (dialog.localTag().equals(claim.localTag())
                                        || claim.localTag().isEmpty()));
    }

    /** Whether this is the dialog of a phone that was picked up, as far as can be told: yes if it cannot. */
    static boolean knowsPhone(Arrived state, String sipCallId) {
        return sipCallId.isEmpty()
                || phones(state).map(Dialog::callId).anyMatch(id -> id.isEmpty() || id.equals(sipCallId));
    }

    private static Stream<Dialog> dialogs(Arrived state) {
        return Stream.concat(Stream.of(caller(state)), phones(state));
    }

    private static Stream<Dialog> phones(Arrived state) {
        var picked = picked(state).map(PhoneAnswered::dialog).stream();
        var talks = Stream.concat(state.known().talks().stream(), state.talk().stream())
                .map(talk -> talk.answered().dialog());
        return Stream.concat(picked, talks);
    }

    /** That of a phone that is not alone with the caller: not yet, or because three talk. */
    private static Optional<PhoneAnswered> picked(Arrived state) {
        if (state instanceof PickedUp now) {
            return Optional.of(now.answered());
        }
        return state instanceof Conferring now ? Optional.of(now.answered()) : Optional.empty();
    }

    /**
     * @param former which had the call until now
     * @param number how often the call has changed its door, with this time
     */
    static Adopt of(Arrived state, Door former, int number, Instant now) {
        var known = state.known();
        var adopt = Adopt.newBuilder()
                .setCaller(CallFormat.write(caller(state)))
                .setOfferSdp(known.offerSdp())
                .setFormerAddress(former.address())
                .setInConference(state instanceof Conferring)
                .setNumber(number);
        known.session().ifPresent(session -> adopt.setHeldByAgent(session.heldByAgent() && joined(state))
                .setHeldByCaller(session.heldByCaller()));
        first(state).ifPresent(talk -> adopt.setAnswered(true)
                .setAnswerSdp(talk.answered().answerSdp())
                .setPerhapsUnheard(talk.connected().at().plus(UNHEARD).isAfter(now)
                        && known.session().isEmpty()));
        if (!adopt.getPerhapsUnheard() && adopt.getAnswered()) {
            adopt.getCallerBuilder().clearInvite();
        }
        phones(state, adopt);
        if (state instanceof Ringing ringing) {
            adopt.addCancelled(CallOrders.ring(known, ringing.rung()));
        }
        known.missedLately(now).forEach(miss -> adopt.addCancelled(CallOrders.ring(known, miss.phone())));
        parted(state, now)
                .map(talk -> CallFormat.write(talk.answered().dialog()))
                .ifPresent(adopt::addParted);
        return adopt.build();
    }

    private static boolean joined(Arrived state) {
        return state.talk().filter(state.known()::isJoined).isPresent();
    }

    private static Dialog caller(Arrived state) {
        var known = state.known();
        return known.session()
                .map(session -> session.caller().with(known.arrived().dialog().invite()))
                .orElseGet(() -> known.arrived().dialog());
    }

    /** Who got the caller by the answer to the INVITE. */
    private static Optional<Talk> first(Arrived state) {
        var talks = state.known().talks();
        return talks.isEmpty() ? state.talk() : Optional.of(talks.get(0));
    }

    private static void phones(Arrived state, Adopt.Builder adopt) {
        var talk = state.talk();
        if (talk.isPresent() && joined(state)) {
            adopt.setTalking(talk.get().rung().offerId());
        } else if (talk.isPresent()) {
            state.known().lastTalk().ifPresent(before -> adopt.addPhones(phone(state, before))
                    .setTalking(before.rung().offerId()));
        }
        talk.ifPresent(now -> adopt.addPhones(phone(state, now)));
        picked(state)
                .ifPresent(picked -> adopt.addPhones(AdoptedPhone.newBuilder()
                        .setOfferId(picked.offerId())
                        .setDialog(CallFormat.write(picked.dialog()))
                        .setAnswerSdp(picked.answerSdp())));
    }

    private static AdoptedPhone phone(Arrived state, Talk talk) {
        var first = talk.answered().dialog();
        var dialog = state.known()
                .session()
                .map(CallEvent.SessionChanged::agent)
                .filter(agent -> agent.callId().equals(first.callId()))
                .orElse(first);
        return AdoptedPhone.newBuilder()
                .setOfferId(talk.rung().offerId())
                .setDialog(CallFormat.write(dialog))
                .setAnswerSdp(talk.answered().answerSdp())
                .build();
    }

    /** Who has lost the caller so lately that the phone may still believe to have it. */
    private static Optional<Talk> parted(Arrived state, Instant now) {
        var talks = state.known().talks();
        if (talks.isEmpty() || state.talk().isPresent() && !joined(state)) {
            return Optional.empty();
        }
        var last = talks.get(talks.size() - 1);
        var since = last.parked()
                .map(CallEvent::at)
                .or(() -> state.known().session().map(CallEvent::at))
                .orElse(last.connected().at());
        return Optional.of(last).filter(talk -> since.plus(UNHEARD).isAfter(now));
    }
}
