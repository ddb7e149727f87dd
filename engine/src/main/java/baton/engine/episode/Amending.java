package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.ALREADY_DELETED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_JUST_TEXT;
import static baton.engine.episode.EpisodeReply.Reason.NOT_YOUR_MESSAGE;
import static baton.engine.episode.EpisodeReply.Reason.NO_DELETIONS_THERE;
import static baton.engine.episode.EpisodeReply.Reason.NO_EDITS_THERE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_MESSAGE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LATE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LONG;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.EpisodeCommand.DeleteMessage;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.Outlets.AmendLimits;
import baton.engine.episode.Outlets.Outlet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an episode decides when agents correct or take back what they have said. Nothing is overwritten: what it is now is an entry of its
 * own that names the first one, and goes the way on which that went. Pure.
 */
final class Amending {

    private Amending() {}

    static Decision edit(Opened state, EditMessage command, Outlets outlets, Instant now) {
        return amend(state, command.agentId(), command.messageId(), command.number(), sent -> neverArrived(
                        state, command.number())
                .or(() -> notJustText(sent))
                .or(() -> anothers(state, sent))
                .or(() -> tooLate(state, sent, outlets, now, AmendLimits::edits, NO_EDITS_THERE))
                .or(() -> tooLong(state, sent, outlets, command.text()))
                .orElseGet(() -> Decision.persist(new MessageSent(
                        command.messageId(),
                        command.agentId(),
                        command.text(),
                        sent.legId(),
                        Content.amending(Content.EDIT, command.number()),
                        now))));
    }

    /** What never got to the provider, or has not been handed out yet, is taken back here: it stood on the customer's screen at most. */
    static Decision delete(Opened state, DeleteMessage command, Outlets outlets, Instant now) {
        var outbox = state.story().outbox();
        var isHere = outbox.hasFailed(command.number()) || outbox.waitsBehindAnother(command.number());
        return amend(state, command.agentId(), command.messageId(), command.number(), sent -> Optional.of(sent)
                .filter(there -> !isHere)
                .flatMap(there -> tooLate(state, there, outlets, now, AmendLimits::deletions, NO_DELETIONS_THERE))
                .orElseGet(() -> Decision.persist(new MessageSent(
                        command.messageId(),
                        command.agentId(),
                        "",
                        isHere ? "" : sent.legId(),
                        Content.amending(Content.DELETION, command.number()),
                        now))));
    }

    /** Whoever writes up may still mend what they have said: the customer is not woken by it. */
    private static Decision amend(
            Opened state, String agentId, String messageId, int number, Function<MessageSent, Decision> then) {
        var seen = state.story().timeline().seen(SourceId.sent(messageId));
        if (seen.isPresent()) {
            return new Already(seen.get());
        }
        return Guards.notServing(state, agentId).orElseGet(() -> sent(state, number)
                .map(sent -> notTheirs(sent, agentId)
                        .or(() -> deleted(state, number))
                        .orElseGet(() -> then.apply(sent)))
                .orElseGet(Amending::noSuch));
    }

    private static Decision noSuch() {
        return Decision.refuse(NO_SUCH_MESSAGE, "The customer has no message of an agent with this number.");
    }

    /** A message of its own. */
    private static Optional<MessageSent> sent(Opened state, int number) {
        var timeline = state.story().timeline();
        return number > 0
                        && number <= timeline.last()
                        && timeline.entries().get(number - 1) instanceof MessageSent sent
                        && !sent.content().isAboutAnother()
                ? Optional.of(sent)
                : Optional.empty();
    }

    private static Optional<Decision> notTheirs(MessageSent sent, String agentId) {
        return sent.agentId().equals(agentId)
                ? Optional.empty()
                : Optional.of(Decision.refuse(NOT_YOUR_MESSAGE, "A colleague wrote this."));
    }

    private static Optional<Decision> neverArrived(Opened state, int number) {
        return state.story().outbox().hasFailed(number) ? Optional.of(noSuch()) : Optional.empty();
    }

    /** The address may be another person's by now: no words go there any more. */
    private static Optional<Decision> anothers(Opened state, MessageSent sent) {
        return state.story()
                .leg(sent.legId())
                .filter(leg -> leg.ended() && leg.reason().equals(Merging.SEPARATED))
                .map(leg -> Decision.refuse(NO_EDITS_THERE, "This address is somebody else's now."));
    }

    private static Optional<Decision> deleted(Opened state, int number) {
        return Optional.ofNullable(
                        state.story().timeline().takenBackAfter(number).get(number))
                .map(deletion -> Decision.refuse(ALREADY_DELETED, "This message has been taken back."));
    }

    private static Optional<Decision> notJustText(MessageSent sent) {
        return sent.content().equals(Content.TEXT)
                ? Optional.empty()
                : Optional.of(Decision.refuse(NOT_JUST_TEXT, "Only texts without buttons can be corrected."));
    }

    private static Optional<Decision> tooLate(
            Opened state,
            MessageSent sent,
            Outlets outlets,
            Instant now,
            Function<AmendLimits, Optional<Duration>> what,
            EpisodeReply.Reason never) {
        var limits = sent.legId().isEmpty()
                ? AmendLimits.ON_SCREEN
                : outletOf(state, sent, outlets).map(Outlet::amends).orElse(AmendLimits.NONE);
        var limit = what.apply(limits);
        if (limit.isEmpty()) {
            return Optional.of(Decision.refuse(never, "What has gone out there stays as it is."));
        }
        return Duration.between(sent.at(), now).compareTo(limit.get()) < 0
                ? Optional.empty()
                : Optional.of(Decision.refuse(TOO_LATE, "What has gone out there can be changed only for a while."));
    }

    private static Optional<Decision> tooLong(Opened state, MessageSent sent, Outlets outlets, String text) {
        return outletOf(state, sent, outlets)
                .filter(outlet -> text.codePointCount(0, text.length()) > outlet.maxText())
                .map(outlet ->
                        Decision.refuse(TOO_LONG, "A message there has at most " + outlet.maxText() + " characters."));
    }

    private static Optional<Outlet> outletOf(Opened state, MessageSent sent, Outlets outlets) {
        return state.story().leg(sent.legId()).flatMap(leg -> outlets.of(leg.channel()));
    }
}
