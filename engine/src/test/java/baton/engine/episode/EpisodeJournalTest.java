package baton.engine.episode;

import static baton.engine.MovableClock.START;

import baton.engine.episode.Content.Place;
import baton.engine.episode.EpisodeEvent.AddressLinked;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentInvited;
import baton.engine.episode.EpisodeEvent.AgentLeft;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.Ask;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallBackRequested;
import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeEvent.CallHeld;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.EntriesTold;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeJoined;
import baton.engine.episode.EpisodeEvent.EpisodeMerged;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeReopened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeSplit;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.FileMissed;
import baton.engine.episode.EpisodeEvent.FileStored;
import baton.engine.episode.EpisodeEvent.JoinedLeg;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.LinkRequested;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WaitAnnounced;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpProlonged;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.episode.Offered.Choice;
import baton.engine.episode.Offered.Template;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.work.Explanation;
import baton.engine.work.Explanation.Candidate;
import baton.engine.work.Explanation.EarlierOffer;
import baton.engine.work.Explanation.Exclusion;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

class EpisodeJournalTest extends JournalContract<EpisodeEvent, EpisodeState> {

    @Override
    protected JournalSerializer<EpisodeEvent, EpisodeState> serializer() {
        return new EpisodeSerializer();
    }

    @Override
    protected Class<EpisodeEvent> eventType() {
        return EpisodeEvent.class;
    }

    @Override
    protected String name() {
        return "episode";
    }

    @Override
    protected int identifier() {
        return 8103;
    }

    @Override
    protected List<EpisodeEvent> samples() {
        var all = new ArrayList<>(ofTheFirstRelease());
        all.addAll(List.of(
                new AgentInvited(
                        "anna",
                        "ben",
                        Role.OBSERVER,
                        "knows the invoice",
                        new Ask("episode-1/2", START.plusSeconds(79)),
                        START.plusSeconds(19)),
                new WorkDeclined("episode-1/2", "ben", "timed-out", Purpose.HELP, START.plusSeconds(20)),
                new AgentLeft("ben", "disconnected", START.plusSeconds(21)),
                new WrapUpProlonged("anna", START.plusSeconds(82), START.plusSeconds(22)),
                new WaitAnnounced(
                        "call-1",
                        "closed",
                        "call-back",
                        Optional.of(START.plusSeconds(3600)),
                        "",
                        START.plusSeconds(23)),
                new CallBackRequested("+380501112233", "call-1", START.plusSeconds(28)),
                new CallBackTried("anna", 2, false, Optional.of(START.plusSeconds(900)), START.plusSeconds(29)),
                new CallHeld("call-1", "agent", START.plusSeconds(28)),
                new MessageForwarded("telegram:42", 6, "provider-1", START.plusSeconds(30)),
                new DeliveryFailed("telegram:42", 7, "blocked", "bot was blocked by the user", START.plusSeconds(31)),
                new EntriesTold("webhook", 7, START.plusSeconds(32)),
                new FileStored(8, HASH, 1234, "image/jpeg", START.plusSeconds(35)),
                new FileMissed(9, "too-large", START.plusSeconds(36)),
                new EpisodeJoined(
                        "customer-2-1",
                        "customer-2#1",
                        List.of(
                                new JoinedLeg("whatsapp:42", "whatsapp", "42", Optional.of(START.plusSeconds(9))),
                                new JoinedLeg("telegram:43", "telegram", "43", Optional.empty())),
                        START.plusSeconds(40)),
                new EpisodeMerged("customer-1-3", "customer-2#1", START.plusSeconds(41)),
                new EpisodeReopened("customer-2#1", "anna", "customer-1-3", START.plusSeconds(42)),
                new EpisodeSplit("anna", "customer-2-1", START.plusSeconds(43)),
                new LinkRequested("email", "olena@example.org", "uk", START.plusSeconds(44))));
        return all;
    }

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Override
    protected Map<String, EpisodeEvent> grown() {
        var content = new Content(
                "location",
                "message-1",
                Optional.of(new Place(50.45, 30.52, "Kyiv")),
                "map.pdf",
                "application/pdf",
                7,
                0);
        var awaited = new Content("image", "", Optional.empty(), "", "image/jpeg", 1234, 0, "AgACAgIAAx", "");
        var file = new Content("file", "", Optional.empty(), "map.pdf", "application/pdf", 7, 0, "", HASH);
        var grown = new HashMap<String, EpisodeEvent>(Map.of(
                "MessageReceived.2",
                new MessageReceived("message-3", "telegram:42", "here", content, START.plusSeconds(32)),
                "MessageReceived.3",
                new MessageReceived("message-5", "telegram:42", "👍", content.about(3), START.plusSeconds(34)),
                "MessageSent.2",
                new MessageSent("message-4", "anna", "Good morning!", "telegram:42", START.plusSeconds(33)),
                "NoteWritten.2",
                new NoteWritten("note-1", "anna", "regular customer", List.of("ben"), START.plusSeconds(6)),
                "CallAnswered.2",
                new CallAnswered("call-1", "ben", "call-1#2", START.plusSeconds(9)),
                "WorkQueued.2",
                new WorkQueued(
                        new Work(
                                "episode-1/3",
                                Purpose.TRANSFER,
                                Medium.TEXT,
                                "webchat",
                                "",
                                "billing",
                                "vip",
                                START.minusSeconds(60),
                                START.plusSeconds(24),
                                Wishes.only("ben", START.plusSeconds(24))
                                        .preferring("anna", Preference.LAST, START.minusSeconds(3600))
                                        .avoiding("chloe")),
                        START.plusSeconds(24)),
                "AgentAssigned.2",
                new AgentAssigned("ben", "episode-1/2", Role.HELPER, explanation(), START.plusSeconds(25)),
                "EpisodeTransferred.2",
                new EpisodeTransferred(
                        "anna",
                        "ben",
                        "billing",
                        "please look at the invoice",
                        Optional.of(new Ask("episode-1/3", START.plusSeconds(86))),
                        "chief",
                        START.plusSeconds(26)),
                "WaitAnnounced.2",
                new WaitAnnounced("episode-1/1", "long-wait", "message", Optional.empty(), "", START.plusSeconds(27)),
                "WaitAnnounced.3",
                new WaitAnnounced(
                        "episode-1/1", "closed", "message", Optional.empty(), "telegram:42", START.plusSeconds(35))));
        grown.put("EpisodeOpened.2", new EpisodeOpened("customer-1", "webchat", "main", "customer-1-1", START));
        grown.put(
                "MessageReceived.4",
                new MessageReceived("message-6", "telegram:42", "", awaited, START.plusSeconds(36)));
        grown.put(
                "MessageSent.3", new MessageSent("message-7", "anna", "", "telegram:42", file, START.plusSeconds(37)));
        var choices = new Offered(List.of(new Choice("yes", "Так")), Optional.empty());
        grown.put(
                "MessageSent.4",
                new MessageSent(
                        "message-8", "anna", "Well?", "telegram:42", Content.offering(choices), START.plusSeconds(38)));
        var template = new Offered(List.of(), Optional.of(new Template("order_shipped", "uk", List.of("7"))));
        grown.put(
                "MessageSent.5",
                new MessageSent(
                        "message-9",
                        "anna",
                        "Order 7 is on its way",
                        "whatsapp:42",
                        Content.offering(template),
                        START.plusSeconds(39)));
        grown.put(
                "MessageSent.6",
                new MessageSent(
                        "message-10",
                        "anna",
                        "Good evening!",
                        "telegram:42",
                        Content.amending(Content.EDIT, 6),
                        START.plusSeconds(45)));
        return grown;
    }

    private static Explanation explanation() {
        return new Explanation(
                "Knows best of those who are free.",
                "billing",
                7,
                2,
                Map.of("billing", 5),
                1.5,
                START.minusSeconds(60),
                List.of(new Candidate("ben", "last", 1, 8, START.minusSeconds(90), 0.25)),
                List.of(new Exclusion("chloe", "skill", "billing")),
                Map.of("away", 3),
                5,
                List.of(new EarlierOffer("anna", START.minusSeconds(30), "rejected")));
    }

    private static List<EpisodeEvent> ofTheFirstRelease() {
        return List.of(
                new EpisodeOpened("customer-1", "webchat", "main", START),
                new LegOpened("webchat:visitor-1", "webchat", "visitor-1", Medium.TEXT, START.plusNanos(1)),
                new MessageReceived("message-1", "webchat:visitor-1", "Добрий день 👋 <b>hi</b>", START.plusSeconds(2)),
                new WorkQueued(
                        new Work(
                                "call-1",
                                Purpose.SERVE,
                                Medium.VOICE,
                                "",
                                "call-1",
                                "",
                                "",
                                START.minusSeconds(60),
                                START.plusSeconds(3),
                                Wishes.of("anna", Preference.SERVING, START.plusSeconds(3))
                                        .avoiding("ben")),
                        START.plusSeconds(3)),
                new AgentAssigned("anna", "call-1", Role.OWNER, Explanation.of(""), START.plusSeconds(4)),
                new MessageSent("message-2", "anna", "Good morning!", START.plusSeconds(5)),
                new NoteWritten("note-1", "anna", "regular customer", List.of(), START.plusSeconds(6)),
                new CallRinging("call-1", "anna", "call-1#1", START.plusSeconds(7)),
                new CallUnanswered("call-1", "anna", "call-1#1", "busy", START.plusSeconds(8)),
                new CallAnswered("call-1", "ben", "", START.plusSeconds(9)),
                new LegEnded("call-1", "caller-hung-up", START.plusSeconds(10)),
                new AddressLinked("phone", "380501112233", "anna", START.plusSeconds(11)),
                new EpisodeTransferred(
                        "anna", "ben", "", "please look at the invoice", Optional.empty(), "", START.plusSeconds(12)),
                new AgentReleased("anna", "transferred", START.plusSeconds(13)),
                new EntriesDelivered(Party.CUSTOMER, 6, START.plusSeconds(14)),
                new EntriesRead(Party.AGENT, 5, START.plusSeconds(15)),
                new WrapUpStarted("ben", START.plusSeconds(76), START.plusSeconds(16)),
                new EpisodeResumed("ben", START.plusSeconds(17)),
                new EpisodeClosed("ben", "resolved", "invoice sent", START.plusSeconds(18)));
    }

    @Override
    protected EpisodeState sampleState() {
        return EpisodeState.replay(ofTheFirstRelease());
    }

    @Override
    protected void walk(Random random, Consumer<EpisodeState> visit) {
        var walk = new EpisodeWalk(random);
        for (int step = 0; step < 80; step++) {
            visit.accept(walk.step());
        }
    }
}
