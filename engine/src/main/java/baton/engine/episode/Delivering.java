package baton.engine.episode;

import static baton.engine.episode.EpisodeReply.Reason.FILE_TOO_LARGE;
import static baton.engine.episode.EpisodeReply.Reason.FILE_TYPE_REFUSED;
import static baton.engine.episode.EpisodeReply.Reason.NOT_SENT_YET;
import static baton.engine.episode.EpisodeReply.Reason.NO_FILES_THERE;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_LEG;
import static baton.engine.episode.EpisodeReply.Reason.NO_SUCH_MESSAGE;
import static baton.engine.episode.EpisodeReply.Reason.NO_TEMPLATES_THERE;
import static baton.engine.episode.EpisodeReply.Reason.TOO_LONG;
import static baton.engine.episode.EpisodeReply.Reason.WINDOW_CLOSED;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.EpisodeCommand.FindLink;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeCommand.ReportFile;
import baton.engine.episode.EpisodeCommand.ReportReceipt;
import baton.engine.episode.EpisodeCommand.ReportTold;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.EntriesTold;
import baton.engine.episode.EpisodeEvent.FileMissed;
import baton.engine.episode.EpisodeEvent.FileStored;
import baton.engine.episode.EpisodeEvent.LinkRequested;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.work.Medium;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an episode decides about messages that go out over messengers: where to, and what has become of them. Pure. */
final class Delivering {

    /** So long after a message was said its provider's receipts wait for the provider's own answer. Of one that has waited for longer a receipt that comes first is lost: a provider that is away must not hold up others. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final Outlets outlets;

    Delivering(Outlets outlets) {
        this.outlets = outlets;
    }

    Outlets outlets() {
        return outlets;
    }

    /** Over which leg it goes: the one that the agent chose, else the one on which the customer is. Empty: it is on their screen. */
    String legOf(Opened state, SendMessage command) {
        return command.legId().isEmpty() ? legToTell(state) : legOf(state, command.legId());
    }

    /** Where the customer is told what nobody writes: where they are, if that is a messenger. Empty: it is on their screen. */
    String legToTell(Opened state) {
        return state.story().replyLeg().map(leg -> legOf(state, leg.legId())).orElse("");
    }

    private String legOf(Opened state, String wanted) {
        return state.story()
                .leg(wanted)
                .filter(leg -> outlets.of(leg.channel()).isPresent())
                .map(Leg::legId)
                .orElse("");
    }

    /** Why it cannot go out; empty if it can. */
    Optional<Decision> refusal(Opened state, SendMessage command, Instant now) {
        var story = state.story();
        var chosen = story.leg(command.legId()).filter(leg -> leg.medium() == Medium.TEXT && !leg.ended());
        if (!command.legId().isEmpty() && chosen.isEmpty()) {
            return Optional.of(Decision.refuse(NO_SUCH_LEG, "The customer is not on that channel."));
        }
        return story.leg(legOf(state, command)).flatMap(leg -> outlets.of(leg.channel())
                .map(outlet -> refusal(outlet, leg, story.outbox(), command, now))
                .orElseGet(() -> templateOnScreen(command)));
    }

    /** Who has the conversation on the screen reads no templates: those are for providers. */
    private static Optional<Decision> templateOnScreen(SendMessage command) {
        return command.content()
                .offered()
                .template()
                .map(template -> Decision.refuse(NO_TEMPLATES_THERE, "Templates cannot be sent there."));
    }

    private static Optional<Decision> refusal(
            Outlets.Outlet outlet, Leg leg, Outbox outbox, SendMessage command, Instant now) {
        var text = command.text();
        var content = command.content();
        if (!content.hash().isEmpty() && outlet.files().maxSize() == 0) {
            return Optional.of(Decision.refuse(NO_FILES_THERE, "Files cannot be sent there."));
        }
        if (!content.hash().isEmpty() && content.size() > outlet.files().maxSize()) {
            return Optional.of(Decision.refuse(
                    FILE_TOO_LARGE, "A file there has at most " + outlet.files().maxSize() + " bytes."));
        }
        if (!content.hash().isEmpty() && !outlet.files().allowType(content.mediaType())) {
            return Optional.of(Decision.refuse(FILE_TYPE_REFUSED, "Files of this kind cannot be sent there."));
        }
        var isTemplate = content.offered().template().isPresent();
        if (isTemplate && !outlet.offers().templates()) {
            return Optional.of(Decision.refuse(NO_TEMPLATES_THERE, "Templates cannot be sent there."));
        }
        var length = text.codePointCount(0, text.length()) + content.offered().lengthInWords();
        if (length > outlet.maxText()) {
            return Optional.of(
                    Decision.refuse(TOO_LONG, "A message there has at most " + outlet.maxText() + " characters."));
        }
        return until(outlet, leg, outbox)
                .filter(until -> !now.isBefore(until) && !isTemplate)
                .map(until -> Decision.refuse(
                        WINDOW_CLOSED, "There you can write only for a while after the customer's last message."));
    }

    /** Until when the customer can be written to on this leg; empty: always. Whoever has come by a link has just been heard of. */
    static Optional<Instant> until(Outlets.Outlet outlet, Leg leg, Outbox outbox) {
        return outlet.window()
                .map(window -> outbox.heardOn(leg.legId()).orElse(leg.since()).plus(window));
    }

    Decision report(Opened state, ReportDelivery command, Instant now) {
        if (!state.story().outbox().owes(command.number())) {
            return new Already(state.story().timeline().last());
        }
        return Decision.persist(
                command.taken()
                        ? new MessageForwarded(command.legId(), command.number(), command.providerId(), now)
                        : new DeliveryFailed(command.legId(), command.number(), command.code(), command.detail(), now));
    }

    /** A listener has this entry, or never will: the next one may go. */
    Decision told(Opened state, ReportTold command, Instant now) {
        var timeline = state.story().timeline();
        return command.number() <= timeline.toldTo(command.listener()) || command.number() > timeline.last()
                ? new Already(timeline.last())
                : Decision.persist(new EntriesTold(command.listener(), command.number(), now));
    }

    static Decision find(Opened state, FindLink command) {
        return state.story()
                .outbox()
                .waitingOn(Outbox.linkLeg(command.channel(), command.address()))
                .<Decision>map(Already::new)
                .orElseGet(() -> Decision.refuse(NO_SUCH_MESSAGE, "No link waits to be sent there."));
    }

    /** Impatient people press twice: as long as it has not gone out it is one. */
    Decision request(Opened state, RequestLink command, Instant now) {
        var link = new LinkRequested(command.channel(), command.address(), command.language(), now);
        return state.story()
                .outbox()
                .waitingOn(Outbox.linkLeg(link))
                .<Decision>map(Already::new)
                .orElseGet(() -> Decision.persist(link));
    }

    /** What came of fetching a file. Reported twice it is the same. */
    Decision report(Opened state, ReportFile command, Instant now) {
        if (!state.story().files().awaits(command.number())) {
            return new Already(state.story().timeline().last());
        }
        return Decision.persist(
                command.hash().isEmpty()
                        ? new FileMissed(command.number(), command.code(), now)
                        : new FileStored(command.number(), command.hash(), command.size(), command.mediaType(), now));
    }

    /** What the provider says later of what it has taken, which may be here sooner than that it has taken it. */
    Decision receipt(Opened state, ReportReceipt command, Instant now) {
        var outbox = state.story().outbox();
        return outbox.numberOf(command.legId(), command.providerId())
                .map(number -> receipt(state, command, number, now))
                .orElseGet(() -> outbox.isSending(command.legId(), now.minus(ANSWER))
                        ? Decision.refuse(NOT_SENT_YET, "Something is just being sent over this leg.")
                        : Decision.refuse(NO_SUCH_MESSAGE, "Nothing with that id was sent over this leg."));
    }

    private static Decision receipt(Opened state, ReportReceipt command, int number, Instant now) {
        var timeline = state.story().timeline();
        var already = new Already(timeline.last());
        return switch (command.state()) {
            case ReportReceipt.FAILED ->
                state.story().outbox().hasFailed(number)
                        ? already
                        : Decision.persist(
                                new DeliveryFailed(command.legId(), number, command.code(), command.detail(), now));
            case ReportReceipt.READ ->
                timeline.marks().read(Party.CUSTOMER) >= number
                        ? already
                        : Decision.persist(new EntriesRead(Party.CUSTOMER, number, now));
            case ReportReceipt.DELIVERED ->
                timeline.marks().delivered(Party.CUSTOMER) >= number
                        ? already
                        : Decision.persist(new EntriesDelivered(Party.CUSTOMER, number, now));
            default -> already;
        };
    }
}
