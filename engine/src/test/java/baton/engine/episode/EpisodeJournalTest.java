package baton.engine.episode;

import static baton.engine.MovableClock.START;

import baton.engine.episode.EpisodeEvent.AddressLinked;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.MessageSent;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import baton.engine.work.Explanation;
import baton.engine.work.Medium;
import baton.engine.work.Preference;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import java.util.List;
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
                new AgentAssigned("anna", "call-1", "owner", Explanation.of(""), START.plusSeconds(4)),
                new MessageSent("message-2", "anna", "Good morning!", START.plusSeconds(5)),
                new NoteWritten("note-1", "anna", "regular customer", START.plusSeconds(6)),
                new CallRinging("call-1", "anna", "call-1#1", START.plusSeconds(7)),
                new CallUnanswered("call-1", "anna", "call-1#1", "busy", START.plusSeconds(8)),
                new CallAnswered("call-1", "ben", START.plusSeconds(9)),
                new LegEnded("call-1", "caller-hung-up", START.plusSeconds(10)),
                new AddressLinked("phone", "380501112233", "anna", START.plusSeconds(11)),
                new EpisodeTransferred("anna", "ben", "please look at the invoice", START.plusSeconds(12)),
                new AgentReleased("anna", "transferred", START.plusSeconds(13)),
                new EntriesDelivered(Party.CUSTOMER, 6, START.plusSeconds(14)),
                new EntriesRead(Party.AGENT, 5, START.plusSeconds(15)),
                new WrapUpStarted("ben", START.plusSeconds(76), START.plusSeconds(16)),
                new EpisodeResumed("ben", START.plusSeconds(17)),
                new EpisodeClosed("ben", "resolved", "invoice sent", START.plusSeconds(18)));
    }

    @Override
    protected EpisodeState sampleState() {
        return EpisodeState.replay(samples());
    }

    @Override
    protected void walk(Random random, Consumer<EpisodeState> visit) {
        var walk = new EpisodeWalk(random);
        for (int step = 0; step < 80; step++) {
            visit.accept(walk.step());
        }
    }
}
