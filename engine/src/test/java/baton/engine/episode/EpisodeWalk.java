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
import baton.engine.episode.EpisodeCommand.ReportTold;
import baton.engine.episode.EpisodeCommand.ReportUnanswered;
import baton.engine.episode.EpisodeCommand.RequestLink;
import baton.engine.episode.EpisodeCommand.ReturnEpisode;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeCommand.SplitEpisode;
import baton.engine.episode.EpisodeCommand.Standing;
import baton.engine.episode.EpisodeCommand.StandingLeg;
import baton.engine.episode.EpisodeCommand.StartWrapUp;
import baton.engine.episode.EpisodeCommand.TransferEpisode;
import baton.engine.episode.EpisodeCommand.Whereabouts;
import baton.engine.episode.EpisodeCommand.WithdrawInvitation;
import baton.engine.episode.EpisodeCommand.WriteNote;
import baton.engine.episode.EpisodeCommand.YieldEpisode;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.work.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An episode to which random things happen that its own decisions allow. Repeats, late comers and strangers included. */
final class EpisodeWalk {

    private static final Opening OPENING =
            new Opening("customer-1", "main", "vip", "agent-0", "agent-1", START.minusSeconds(3600), Optional.empty());

    private final Random random;
    private final Needs needs = new Needs("episode-1");
    private final CallReports reports = new CallReports(needs);
    private final Delivering delivering = new Delivering(Conversation.OUTLETS);
    private final CustomerSide customers = new CustomerSide(needs, queueId -> Duration.ofSeconds(60), delivering);
    private final AgentSide agents = new AgentSide(needs, queueId -> Duration.ofSeconds(60), delivering);
    private final Handover handover = new Handover(needs, Duration.ofSeconds(15));
    private final CallBacks callBacks = new CallBacks(needs, new CallBackRule(2, Duration.ofSeconds(5)));
    private final Merging merging = new Merging(needs);
    private final List<EpisodeEvent> journal = new ArrayList<>();

    private EpisodeState state = new EpisodeState.Unopened();
    private Instant now = START;

    EpisodeWalk(Random random) {
        this.random = random;
    }

    List<EpisodeEvent> journal() {
        return List.copyOf(journal);
    }

    EpisodeState step() {
        now = now.plusSeconds(random.nextInt(5));
        if (state instanceof Opened opened) {
            var due = Deadlines.due(state, callBacks, now);
            persist(due.isEmpty() ? decide(opened) : new Persist(due));
        } else {
            persist(random.nextBoolean() ? customers.open(message(), now) : customers.open(call(), now));
        }
        return state;
    }

    private Standing elsewhere() {
        var heardAt = random.nextBoolean() ? Optional.of(now.minusSeconds(3)) : Optional.<Instant>empty();
        var legs = List.of(new StandingLeg("telegram:43", "telegram", "43", true, random.nextBoolean(), heardAt));
        return new Standing("episode-2", 1, START, legs, random.nextInt(4) == 0 ? "+380501112233" : "");
    }

    private SplitEpisode split() {
        var address = new Whereabouts("telegram", random.nextBoolean() ? "42" : "43");
        return new SplitEpisode(List.of(address), random.nextBoolean() ? "" : "episode-2", "agent-0", null);
    }

    private void persist(Decision decision) {
        if (decision instanceof Persist persist) {
            for (var event : persist.events()) {
                state = state.after(event);
                journal.add(event);
            }
        }
    }

    private Decision decide(Opened opened) {
        var leg = "call-" + random.nextInt(4);
        var agent = "agent-" + random.nextInt(3);
        var serving = random.nextInt(4) == 0 ? agent : opened.agent().orElse(agent);
        var offer = leg + "#" + random.nextInt(4);
        return switch (random.nextInt(44)) {
            case 0, 1 -> customers.receive(opened, message(), now);
            case 2 -> customers.receive(opened, call(), now);
            case 3 -> reports.ringing(opened, new ReportRinging(leg, agent, offer, null), now);
            case 4 ->
                reports.unanswered(opened, new ReportUnanswered(leg, agent, offer, anyMiss(), serving, null), now);
            case 5 -> reports.answered(opened, new ReportAnswered(leg, agent, offer, now, null), now);
            case 6, 7 -> customers.end(opened, new EndLeg(leg, "caller-hung-up", null), now);
            case 8, 9, 10 ->
                agents.assign(opened, new AssignAgent(agent, anyWork(opened), Explanation.of("because"), null), now);
            case 11 -> agents.send(opened, new SendMessage(serving, id("sent"), "text", null), now);
            case 12 -> agents.note(opened, new WriteNote(agent, id("note"), "note", List.of("agent-0"), null), now);
            case 13 -> handover.transfer(opened, transfer(serving, agent), now);
            case 14 -> agents.giveBack(opened, new ReturnEpisode(serving, "disconnected", null), now);
            case 15 -> agents.wrapUp(opened, new StartWrapUp(serving, null), now);
            case 16 ->
                random.nextInt(3) == 0
                        ? agents.close(opened, new CloseEpisode(serving, "resolved", "", null), now)
                        : new Decision.Already(0);
            case 17 -> agents.noteAddress(opened, new NoteAddress("phone", "38050" + random.nextInt(3), "", null), now);
            case 18 -> Decision.persist(new EntriesDelivered(anyone(), anyNumber(opened), now));
            case 19, 20 -> handOver(opened, serving, agent);
            case 21 -> handover.invite(opened, new InviteAgent(serving, agent, anyRole(), "note", null), now);
            case 22 -> handover.decline(opened, new DeclineWork(anyAsked(opened), agent, "rejected", null), now);
            case 23 -> handover.leave(opened, new LeaveEpisode(agent, null), now);
            case 24 -> agents.prolong(opened, new ProlongWrapUp(serving, null), now);
            case 25 -> customers.announce(opened, announcement(anyWork(opened)), now);
            case 27, 28 ->
                callBacks.report(
                        opened, new ReportCallBack(serving, 1 + random.nextInt(2), random.nextBoolean(), null), now);
            case 29 -> reports.held(opened, new ReportHeld(leg, random.nextBoolean() ? "agent" : "", null), now);
            case 30 -> delivering.report(opened, outcome(opened), now);
            case 31, 32 -> delivering.receipt(opened, receipt(opened), now);
            case 39, 40 -> delivering.report(opened, fetched(opened), now);
            case 43 -> delivering.request(opened, new RequestLink("email", "a@example.org", "en", null), now);
            case 33 -> agents.noteAddress(opened, new NoteAddress("telegram", "42", "", null), now);
            case 34, 35 -> merging.join(opened, new JoinEpisode("c#" + random.nextInt(2), elsewhere(), null), now);
            case 36 -> merging.yield(opened, new YieldEpisode("episode-0", "c#" + random.nextInt(2), null), now);
            case 37 ->
                merging.reopen(opened, new ReopenEpisode("episode-0", "c#" + random.nextInt(2), "agent-0", null), now);
            case 38 -> merging.split(opened, split(), now);
            case 42 -> amended(opened, serving);
            case 26 -> agents.giveBack(opened, new ReturnEpisode(agent, "disconnected", null), now);
            case 41 -> delivering.told(opened, new ReportTold("webhook", anyNumber(opened), null), now);
            default -> Decision.persist(new EntriesRead(anyone(), anyNumber(opened), now));
        };
    }

    private Decision amended(Opened opened, String serving) {
        var number = anyNumber(opened);
        return random.nextBoolean()
                ? Amending.edit(
                        opened, new EditMessage(serving, id("edit"), number, "text", null), delivering.outlets(), now)
                : Amending.delete(
                        opened, new DeleteMessage(serving, id("deletion"), number, null), delivering.outlets(), now);
    }

    private Decision handOver(Opened opened, String serving, String agent) {
        return switch (random.nextInt(4)) {
            case 0 -> handover.withdraw(opened, new WithdrawInvitation(serving, anyAsked(opened), null), now);
            case 1 -> handover.reassign(opened, new ReassignEpisode("chief", agent, anyQueue(), "note", null), now);
            default -> handover.transfer(opened, transfer(serving, random.nextBoolean() ? agent : ""), now);
        };
    }

    private TransferEpisode transfer(String serving, String agent) {
        return new TransferEpisode(serving, agent, anyQueue(), "note", random.nextBoolean(), null);
    }

    private AnnounceWait announcement(String workId) {
        return random.nextBoolean()
                ? new AnnounceWait(workId, "long-wait", "call-back", Optional.empty(), null)
                : new AnnounceWait(workId, "closed", "message", Optional.of(now.plusSeconds(3600)), null);
    }

    private String anyMiss() {
        return random.nextBoolean() ? "busy" : "not-joined";
    }

    private String anyQueue() {
        return random.nextBoolean() ? "billing" : "";
    }

    private Role anyRole() {
        return random.nextBoolean() ? Role.HELPER : Role.OBSERVER;
    }

    private static String anyAsked(Opened opened) {
        return opened.story().people().asked().keySet().stream()
                .sorted()
                .findFirst()
                .orElse("nothing");
    }

    private ReceiveMessage message() {
        var text = random.nextInt(4) == 0 ? "+380501112233" : "text";
        return new ReceiveMessage(
                Optional.of(OPENING),
                random.nextInt(3) == 0 ? "telegram" : "webchat",
                "visitor-" + random.nextInt(2),
                id("message"),
                text,
                anyContent(),
                null);
    }

    private Content anyContent() {
        var number = random.nextInt(6);
        return switch (number) {
            case 0 -> new Content("image", "", Optional.empty(), "", "", 0, 0, "reference-" + number, "");
            case 1 -> new Content("file", "", Optional.empty(), "a.pdf", "application/pdf", 7, 0, "", "hash");
            default -> Content.TEXT;
        };
    }

    private ReportFile fetched(Opened opened) {
        var number = opened.story().files().awaited().keySet().stream()
                .sorted()
                .findFirst()
                .orElse(1);
        return random.nextBoolean()
                ? new ReportFile(number, "hash-" + number, 7, "image/png", "", null)
                : new ReportFile(number, "", 0, "", "too-large", null);
    }

    private ReportDelivery outcome(Opened opened) {
        var next = opened.story().outbox().next().findFirst();
        var number = next.map(Outbox.Pending::number).orElse(1);
        var legId = next.map(Outbox.Pending::legId).orElse("telegram:42");
        return random.nextBoolean()
                ? new ReportDelivery(legId, number, true, "p" + number, "", "", null)
                : new ReportDelivery(legId, number, false, "", "blocked", "no", null);
    }

    private ReportReceipt receipt(Opened opened) {
        var states = List.of("delivered", "read", "failed", "tickled");
        var state = states.get(random.nextInt(states.size()));
        return new ReportReceipt(
                "telegram:visitor-" + random.nextInt(2), "p" + anyNumber(opened), state, "blocked", "no", null);
    }

    private ReceiveCall call() {
        return new ReceiveCall(OPENING, "phone", "380501112233", "call-" + random.nextInt(4), null);
    }

    private String id(String kind) {
        return kind + "-" + random.nextInt(40);
    }

    private String anyWork(Opened opened) {
        var waiting = opened.story().work().waiting().keySet().stream().sorted().toList();
        return waiting.isEmpty() ? "call-1" : waiting.get(random.nextInt(waiting.size()));
    }

    private Party anyone() {
        return Party.values()[random.nextInt(2)];
    }

    private int anyNumber(Opened opened) {
        return 1 + random.nextInt(opened.story().timeline().last());
    }
}
