package baton.engine.episode;

import static baton.engine.MovableClock.START;

import baton.engine.episode.Decision.Persist;
import baton.engine.episode.EpisodeCommand.AnnounceWait;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.DeclineWork;
import baton.engine.episode.EpisodeCommand.DeleteMessage;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeCommand.EndLeg;
import baton.engine.episode.EpisodeCommand.InviteAgent;
import baton.engine.episode.EpisodeCommand.JoinEpisode;
import baton.engine.episode.EpisodeCommand.LeaveEpisode;
import baton.engine.episode.EpisodeCommand.NoteAddress;
import baton.engine.episode.EpisodeCommand.Opening;
import baton.engine.episode.EpisodeCommand.ProlongWrapUp;
import baton.engine.episode.EpisodeCommand.ReassignEpisode;
import baton.engine.episode.EpisodeCommand.ReceiveCall;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeCommand.ReopenEpisode;
import baton.engine.episode.EpisodeCommand.ReportAnswered;
import baton.engine.episode.EpisodeCommand.ReportCallBack;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeCommand.ReportFile;
import baton.engine.episode.EpisodeCommand.ReportHeld;
import baton.engine.episode.EpisodeCommand.ReportReceipt;
import baton.engine.episode.EpisodeCommand.ReportRinging;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.SplitEpisode;
import baton.engine.episode.EpisodeCommand.Standing;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.Whereabouts;
import baton.engine.episode.EpisodeCommand.WithdrawInvitation;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeCommand.YieldEpisode;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.episode.Outlets.AmendLimits;
import baton.engine.episode.Outlets.FileLimits;
import baton.engine.episode.Outlets.OfferLimits;
import baton.engine.episode.Outlets.Outlet;
import baton.engine.work.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An episode without an actor: what is decided happens at once. One second passes before each deed. */
final class Conversation {

    static final String EPISODE = "episode-1";
    static final String CHAT = "webchat:visitor-1";
    static final Opening OPENING = Opening.of("customer-1", "main");
    static final Duration WRAP_UP = Duration.ofSeconds(60);
    static final Duration PATIENCE = Duration.ofSeconds(40);
    static final CallBackRule RULE = new CallBackRule(3, Duration.ofMinutes(15));

    /**
     * Telegram takes texts at any time, pictures and PDF files of 1,000 bytes, changes texts at any time and takes messages back within two days.
     * WhatsApp takes short texts within a day, and leaves them as they are.
     */
    static final Outlets OUTLETS = channel -> Optional.ofNullable(Map.of(
                    "telegram",
                            new Outlet(
                                    4096,
                                    Optional.empty(),
                                    new FileLimits(1000, List.of("image/", "application/pdf"), false),
                                    new OfferLimits(0, 0, false),
                                    new AmendLimits(Optional.of(AmendLimits.ALWAYS), Optional.of(Duration.ofHours(48))),
                                    false),
                    "whatsapp",
                            new Outlet(
                                    20,
                                    Optional.of(Duration.ofHours(24)),
                                    new FileLimits(0, List.of(), false),
                                    new OfferLimits(3, 10, true),
                                    AmendLimits.NONE,
                                    true))
            .get(channel));

    static final String TELEGRAM = "telegram:42";
    static final String WHATSAPP = "whatsapp:380501112233";

    /** When closed queues open again. */
    static final Instant MONDAY = START.plus(Duration.ofDays(1));

    private final Needs needs = new Needs(EPISODE);
    private final CallReports reports = new CallReports(needs);
    private final Delivering delivering = new Delivering(OUTLETS);
    private final CustomerSide customers = new CustomerSide(needs, queueId -> WRAP_UP, delivering);
    private final AgentSide agents = new AgentSide(needs, queueId -> WRAP_UP, delivering);
    private final Handover handover = new Handover(needs, PATIENCE);
    private final CallBacks callBacks = new CallBacks(needs, RULE);
    private final Merging merging = new Merging(needs);
    private final Opening opening;
    private EpisodeState state = new EpisodeState.Unopened();
    private Instant now = START;

    Conversation() {
        this(OPENING);
    }

    Conversation(Opening opening) {
        this.opening = opening;
    }

    /** A chat that {@code agentId} serves. */
    static Conversation servedBy(String agentId) {
        var chat = new Conversation();
        chat.writes("m1");
        chat.takes(agentId, EPISODE + "/1");
        return chat;
    }

    EpisodeState state() {
        return state;
    }

    Opened opened() {
        return (Opened) state;
    }

    Instant now() {
        return now;
    }

    List<EpisodeErrand> owes() {
        return EpisodeErrand.of(EPISODE, state, Listeners.none(), OUTLETS);
    }

    Decision agentReads(int upTo) {
        now = now.plusSeconds(1);
        return happens(Decision.persist(new EpisodeEvent.EntriesRead(Party.AGENT, upTo, now)));
    }

    Decision writes(String messageId) {
        return writes(messageId, "visitor-1");
    }

    Decision writes(String messageId, String address) {
        return writes(Optional.of(opening), messageId, address);
    }

    /** The door knows the episode from the message before, and nothing of the customer. */
    Decision writesOn(String messageId, String address) {
        return writes(Optional.empty(), messageId, address);
    }

    private Decision writes(Optional<Opening> known, String messageId, String address) {
        now = now.plusSeconds(1);
        var command = new ReceiveMessage(known, "webchat", address, messageId, "text of " + messageId, null);
        return happens(
                state instanceof Opened opened
                        ? customers.receive(opened, command, now)
                        : customers.open(command, now));
    }

    Decision writesOver(String channel, String address, String messageId) {
        now = now.plusSeconds(1);
        var command =
                new ReceiveMessage(Optional.of(opening), channel, address, messageId, "text of " + messageId, null);
        return happens(
                state instanceof Opened opened
                        ? customers.receive(opened, command, now)
                        : customers.open(command, now));
    }

    Decision saysOver(String channel, String address, String messageId, String text) {
        return saysOver(channel, address, messageId, text, Content.TEXT);
    }

    Decision saysOver(String channel, String address, String messageId, String text, Content content) {
        now = now.plusSeconds(1);
        var command = new ReceiveMessage(Optional.of(opening), channel, address, messageId, text, content, null);
        return happens(customers.receive(opened(), command, now));
    }

    Decision showsOver(String channel, String address, String messageId, Content content) {
        now = now.plusSeconds(1);
        var command = new ReceiveMessage(Optional.of(opening), channel, address, messageId, "", content, null);
        return happens(
                state instanceof Opened opened
                        ? customers.receive(opened, command, now)
                        : customers.open(command, now));
    }

    Decision sendsFile(String agentId, String messageId, Content file) {
        now = now.plusSeconds(1);
        return happens(agents.send(opened(), new SendMessage(agentId, messageId, "", "", file, null), now));
    }

    /** {@code hash}: empty: it is missed. */
    Decision isFetched(int number, String hash, String code) {
        now = now.plusSeconds(1);
        return happens(delivering.report(opened(), new ReportFile(number, hash, 7, "image/png", code, null), now));
    }

    /** A message about an earlier one, as the channel names it. */
    Decision answersOver(String channel, String address, String messageId, String about) {
        now = now.plusSeconds(1);
        var content = new Content("reaction", about, Optional.empty(), "", "", 0, 0);
        return happens(customers.receive(
                opened(),
                new ReceiveMessage(Optional.of(opening), channel, address, messageId, "👍", content, null),
                now));
    }

    Decision sendsOver(String legId, String agentId, String messageId, String text) {
        now = now.plusSeconds(1);
        return happens(agents.send(opened(), new SendMessage(agentId, messageId, text, legId, null), now));
    }

    Decision offersOver(String legId, String agentId, String messageId, String text, Offered offered) {
        now = now.plusSeconds(1);
        var content = Content.offering(offered);
        return happens(agents.send(opened(), new SendMessage(agentId, messageId, text, legId, content, null), now));
    }

    Decision edits(String agentId, String messageId, int number, String text) {
        now = now.plusSeconds(1);
        var command = new EditMessage(agentId, messageId, number, text, null);
        return happens(Amending.edit(opened(), command, OUTLETS, now));
    }

    Decision deletes(String agentId, String messageId, int number) {
        now = now.plusSeconds(1);
        return happens(Amending.delete(opened(), new DeleteMessage(agentId, messageId, number, null), OUTLETS, now));
    }

    Decision isTaken(String legId, int number, String providerId) {
        now = now.plusSeconds(1);
        return happens(
                delivering.report(opened(), new ReportDelivery(legId, number, true, providerId, "", "", null), now));
    }

    Decision isNotTaken(String legId, int number, String code) {
        now = now.plusSeconds(1);
        return happens(
                delivering.report(opened(), new ReportDelivery(legId, number, false, "", code, "no", null), now));
    }

    Decision providerSays(String legId, String providerId, String what) {
        now = now.plusSeconds(1);
        return happens(
                delivering.receipt(opened(), new ReportReceipt(legId, providerId, what, "blocked", "no", null), now));
    }

    Decision asksForALink(String channel, String address) {
        now = now.plusSeconds(1);
        return happens(delivering.request(opened(), new RequestLink(channel, address, "uk", null), now));
    }

    Decision comesTo(String channel, String address) {
        now = now.plusSeconds(1);
        return happens(agents.noteAddress(opened(), new NoteAddress(channel, address, "", null), now));
    }

    void waitsFor(Duration time) {
        now = now.plus(time);
    }

    Decision says(String messageId, String text) {
        now = now.plusSeconds(1);
        var command = new ReceiveMessage(Optional.of(opening), "webchat", "visitor-1", messageId, text, null);
        return happens(customers.receive(opened(), command, now));
    }

    Decision callsBack(String agentId, int attempt, boolean reached) {
        now = now.plusSeconds(1);
        return happens(callBacks.report(opened(), new ReportCallBack(agentId, attempt, reached, null), now));
    }

    Decision calls(String legId) {
        return calls(legId, "380501112233");
    }

    Decision calls(String legId, String from) {
        now = now.plusSeconds(1);
        var command = new ReceiveCall(opening, "phone", from, legId, null);
        return happens(
                state instanceof Opened opened
                        ? customers.receive(opened, command, now)
                        : customers.open(command, now));
    }

    Decision ringsAt(String agentId, String legId, String offerId) {
        now = now.plusSeconds(1);
        return happens(reports.ringing(opened(), new ReportRinging(legId, agentId, offerId, null), now));
    }

    Decision isMissedBy(String agentId, String legId, String offerId) {
        now = now.plusSeconds(1);
        return happens(
                reports.unanswered(opened(), new ReportUnanswered(legId, agentId, offerId, "busy", "", null), now));
    }

    /** The agent had accepted, but did not get the caller, who talks with {@code talking}; empty: with nobody. */
    Decision isNotJoinedTo(String agentId, String legId, String offerId, String talking) {
        now = now.plusSeconds(1);
        var command = new ReportUnanswered(legId, agentId, offerId, "not-joined", talking, null);
        return happens(reports.unanswered(opened(), command, now));
    }

    Decision isMissedBy(String agentId, String legId, String offerId, String reason) {
        now = now.plusSeconds(1);
        var command = new ReportUnanswered(legId, agentId, offerId, reason, "", null);
        return happens(reports.unanswered(opened(), command, now));
    }

    Decision isAnsweredBy(String agentId, String legId) {
        return isAnsweredBy(agentId, legId, now.plusSeconds(1));
    }

    /** As of {@code since}, told now. */
    Decision isAnsweredBy(String agentId, String legId, Instant since) {
        now = now.plusSeconds(1);
        return happens(reports.answered(
                opened(), new ReportAnswered(legId, agentId, "by " + agentId + " at " + since, since, null), now));
    }

    Decision isAnsweredBy(String agentId, String legId, Instant since, String offerId) {
        now = now.plusSeconds(1);
        return happens(reports.answered(opened(), new ReportAnswered(legId, agentId, offerId, since, null), now));
    }

    Decision isHeldBy(String by, String legId) {
        now = now.plusSeconds(1);
        return happens(reports.held(opened(), new ReportHeld(legId, by, null), now));
    }

    Decision ends(String legId, String reason) {
        now = now.plusSeconds(1);
        return happens(customers.end(opened(), new EndLeg(legId, reason, null), now));
    }

    Decision takes(String agentId, String workId) {
        now = now.plusSeconds(1);
        return happens(agents.assign(opened(), new AssignAgent(agentId, workId, Explanation.of("because"), null), now));
    }

    Decision sends(String agentId, String messageId) {
        now = now.plusSeconds(1);
        return happens(agents.send(opened(), new SendMessage(agentId, messageId, "text of " + messageId, null), now));
    }

    Decision notes(String agentId, String noteId, String... mentions) {
        now = now.plusSeconds(1);
        var note = new WriteNote(agentId, noteId, "text of " + noteId, List.of(mentions), null);
        return happens(agents.note(opened(), note, now));
    }

    Decision transfers(String from, String to) {
        return transfers(from, to, "", false);
    }

    Decision transfers(String from, String toAgent, String toQueue, boolean warm) {
        now = now.plusSeconds(1);
        var command = new TransferEpisode(from, toAgent, toQueue, "knows the invoice", warm, null);
        return happens(handover.transfer(opened(), command, now));
    }

    Decision reassigns(String supervisor, String toAgent, String toQueue) {
        now = now.plusSeconds(1);
        var command = new ReassignEpisode(supervisor, toAgent, toQueue, "knows the invoice", null);
        return happens(handover.reassign(opened(), command, now));
    }

    Decision invites(String agentId, String invited, Role role) {
        now = now.plusSeconds(1);
        var command = new InviteAgent(agentId, invited, role, "knows the invoice", null);
        return happens(handover.invite(opened(), command, now));
    }

    Decision withdraws(String agentId, String workId) {
        now = now.plusSeconds(1);
        return happens(handover.withdraw(opened(), new WithdrawInvitation(agentId, workId, null), now));
    }

    Decision declines(String agentId, String workId, String outcome) {
        now = now.plusSeconds(1);
        return happens(handover.decline(opened(), new DeclineWork(workId, agentId, outcome, null), now));
    }

    Decision leaves(String agentId) {
        now = now.plusSeconds(1);
        return happens(handover.leave(opened(), new LeaveEpisode(agentId, null), now));
    }

    Decision prolongs(String agentId) {
        now = now.plusSeconds(1);
        return happens(agents.prolong(opened(), new ProlongWrapUp(agentId, null), now));
    }

    Decision announces(String workId, String kind, String alternative) {
        now = now.plusSeconds(1);
        var command = new AnnounceWait(workId, kind, alternative, Optional.of(MONDAY), null);
        return happens(customers.announce(opened(), command, now));
    }

    /** What falls due in this time happens. */
    List<EpisodeEvent> waits(Duration time) {
        now = now.plus(time);
        var due = Deadlines.due(state, callBacks, now);
        happens(new Persist(due));
        return due;
    }

    Decision givesBack(String agentId) {
        now = now.plusSeconds(1);
        return happens(agents.giveBack(opened(), new ReturnEpisode(agentId, "disconnected", null), now));
    }

    Decision wrapsUp(String agentId) {
        now = now.plusSeconds(1);
        return happens(agents.wrapUp(opened(), new StartWrapUp(agentId, null), now));
    }

    Decision closes(String agentId) {
        now = now.plusSeconds(1);
        return happens(agents.close(opened(), new CloseEpisode(agentId, "resolved", "all well", null), now));
    }

    Decision links(String agentId, String number) {
        now = now.plusSeconds(1);
        return happens(agents.noteAddress(opened(), new NoteAddress("phone", number, agentId, null), now));
    }

    Standing standing() {
        return Merging.standing(EPISODE, state);
    }

    Decision joins(String mergeId, Standing other) {
        now = now.plusSeconds(1);
        return happens(merging.join(opened(), new JoinEpisode(mergeId, other, null), now));
    }

    Decision yields(String mergeId, String to) {
        now = now.plusSeconds(1);
        return happens(merging.yield(opened(), new YieldEpisode(to, mergeId, null), now));
    }

    Decision reopens(String mergeId, String from) {
        now = now.plusSeconds(1);
        return happens(merging.reopen(opened(), new ReopenEpisode(from, mergeId, "anna", null), now));
    }

    Decision splits(String toEpisodeId, Whereabouts... leaving) {
        now = now.plusSeconds(1);
        return happens(merging.split(opened(), new SplitEpisode(List.of(leaving), toEpisodeId, "anna", null), now));
    }

    private Decision happens(Decision decision) {
        if (decision instanceof Persist persist) {
            for (var event : persist.events()) {
                state = state.after(event);
            }
        }
        return decision;
    }
}
