package baton.engine.episode;

import baton.engine.duty.Errand;
import baton.engine.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an {@link Episode} owes to others; all of it follows from its state. */
public sealed interface EpisodeErrand extends Errand {

    /** The queue must find an agent for this. */
    record FindAgent(String episodeId, String queueId, Work work) implements EpisodeErrand {
        @Override
        public String errandId() {
            var where = work.queueId().isEmpty() ? "" : " in " + work.queueId();
            return "find " + work.workId() + " for " + work.wishes().first() + where;
        }
    }

    /**
     * The caller has been handed on: first the phone of whoever talked until then must stop, then the queue must find somebody.
     *
     * @param offerId as in {@link Leg}
     * @param since when the caller was handed on
     */
    record HandOnCall(FindAgent next, String offerId, Instant since) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "hand on, then " + next.errandId();
        }
    }

    /** The queue need not look for an agent any more. */
    record WithdrawWork(String queueId, String workId) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "withdraw " + workId;
        }
    }

    /** The agent who had taken this work is free of the episode. */
    record ReleaseAgent(String agentId, String episodeId, String workId) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "release " + workId;
        }
    }

    /** The customer was told that nobody will answer this call now. {@code since}: when that was. */
    record EndCall(String legId, String reason, Instant since) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "end " + legId;
        }
    }

    /** The customer must remember who served, until when. */
    record NoteServed(String customerId, String agentId, String episodeId, Instant at) implements EpisodeErrand {
        @Override
        public String errandId() {
            return "served by " + agentId + " until " + at;
        }
    }

    /** A colleague named this agent in a note. */
    record TellMention(String episodeId, String noteId, String agentId, String byAgentId, Instant at)
            implements EpisodeErrand {
        @Override
        public String errandId() {
            return "mention " + agentId + " in " + noteId;
        }
    }

    /**
     * The customer's messenger must get what the agent wrote, or how the wait stands.
     *
     * @param announcement the kind of a {@link EpisodeEvent.WaitAnnounced}, for which the company has words; empty: the text says it
     * @param amends how the provider calls the earlier message that this one edits or deletes; empty if it is a message of its own
     */
    record DeliverMessage(
            String episodeId,
            int number,
            String legId,
            String channel,
            String address,
            String text,
            String announcement,
            Content content,
            String amends,
            Instant since)
            implements EpisodeErrand {
        @Override
        public String errandId() {
            return "deliver " + number + " over " + legId;
        }

        /** Providers are slow and sometimes away for hours, and whoever sends remembers what is waiting. */
        @Override
        public Duration repeatAfter() {
            return Duration.ofSeconds(30);
        }
    }

    /**
     * The customer's messenger may show that the agent has read up to here, as long as the conversation goes on: some messengers mark all that there
     * is, also of the next one. A courtesy: it is told once, by a node that then dies perhaps not, and once
     * more whenever the episode wakes up.
     */
    record TellRead(String episodeId, int number, String legId, String channel, String address, String messageId)
            implements EpisodeErrand {
        @Override
        public String errandId() {
            return "read " + number + " over " + legId;
        }
    }

    /** Somebody must get a link at this address: whoever opens it is the customer. */
    record SendLink(
            String episodeId,
            int number,
            String legId,
            String customerId,
            String channel,
            String address,
            String language,
            Instant since)
            implements EpisodeErrand {
        @Override
        public String errandId() {
            return "send link " + number;
        }

        /** As with messages that go out. */
        @Override
        public Duration repeatAfter() {
            return Duration.ofSeconds(30);
        }
    }

    /** A program outside that follows along must get to know this entry; the next one when it has this one. */
    record TellListener(String episodeId, String customerId, String listener, int number, EpisodeEvent event)
            implements EpisodeErrand {
        @Override
        public String errandId() {
            return "tell " + listener + " of " + number;
        }

        /** As for messages: it may be away for hours. */
        @Override
        public Duration repeatAfter() {
            return Duration.ofSeconds(30);
        }
    }

    /** The file that the customer has sent must be fetched from the channel's provider. */
    record FetchAttachment(String episodeId, int number, String channel, String reference, String name, Instant since)
            implements EpisodeErrand {
        @Override
        public String errandId() {
            return "fetch " + number;
        }

        /** As with messages that go out. */
        @Override
        public Duration repeatAfter() {
            return Duration.ofSeconds(30);
        }

        /** The reference may be a secret. */
        @Override
        public String toString() {
            return "FetchAttachment[" + episodeId + ", " + number + "]";
        }
    }

    /** What an episode in this state owes. */
    static List<EpisodeErrand> of(String episodeId, EpisodeState state, Listeners listeners, Outlets outlets) {
        if (!(state instanceof EpisodeState.Opened opened)) {
            return List.of();
        }
        var story = opened.story();
        var queueId = story.opened().queueId();
        var owed = new ArrayList<EpisodeErrand>();
        story.work().waiting().values().forEach(wait -> owed.add(find(story, new FindAgent(episodeId, queueId, wait))));
        story.work().withdrawn().forEach(workId -> owed.add(new WithdrawWork(queueId, workId)));
        story.work().served().forEach((workId, agentId) -> {
            if (!opened.takesPart(agentId) && !story.talks(agentId)) {
                owed.add(new ReleaseAgent(agentId, episodeId, workId));
            }
        });
        story.legs().values().stream()
                .filter(Leg::endedByUs)
                .forEach(leg -> owed.add(new EndCall(leg.legId(), leg.reason(), leg.since())));
        story.people()
                .served()
                .ifPresent(last ->
                        owed.add(new NoteServed(story.opened().customerId(), last.agentId(), episodeId, last.at())));
        story.mentions().forEach(note -> note.mentions().stream()
                .filter(agentId -> !agentId.equals(note.agentId()))
                .forEach(agentId ->
                        owed.add(new TellMention(episodeId, note.noteId(), agentId, note.agentId(), note.at()))));
        story.outbox().next().forEach(message -> link(episodeId, story, message).ifPresent(owed::add));
        story.outbox().next().forEach(message -> story.leg(message.legId())
                .ifPresent(leg -> owed.add(new DeliverMessage(
                        episodeId,
                        message.number(),
                        leg.legId(),
                        leg.channel(),
                        leg.address(),
                        message.text(),
                        message.announcement(),
                        message.content(),
                        story.outbox().providerIdOf(message.content().aboutNumber()),
                        message.since()))));
        owed.addAll(read(episodeId, opened, outlets));
        listeners.now().forEach(listener -> story.timeline()
                .untold(listener)
                .ifPresent(number -> owed.add(tell(episodeId, story, listener.name(), number))));
        story.files().awaited().values().forEach(file -> story.leg(file.legId())
                .ifPresent(leg -> owed.add(new FetchAttachment(
                        episodeId,
                        file.number(),
                        leg.channel(),
                        file.content().reference(),
                        file.content().name(),
                        file.since()))));
        return owed;
    }

    private static Optional<SendLink> link(String episodeId, Story story, Outbox.Pending message) {
        return story.timeline().entries().get(message.number() - 1) instanceof EpisodeEvent.LinkRequested link
                ? Optional.of(new SendLink(
                        episodeId,
                        message.number(),
                        message.legId(),
                        story.opened().customerId(),
                        link.channel(),
                        link.address(),
                        link.language(),
                        link.at()))
                : Optional.empty();
    }

    private static List<TellRead> read(String episodeId, EpisodeState.Opened opened, Outlets outlets) {
        if (opened instanceof EpisodeState.Closed) {
            return List.of();
        }
        var story = opened.story();
        var upTo = story.timeline().marks().read(Party.AGENT);
        return story.legs().values().stream()
                .filter(leg ->
                        outlets.of(leg.channel()).map(Outlets.Outlet::tellsRead).orElse(false))
                .flatMap(leg -> story.outbox().readOn(leg.legId(), upTo).stream()
                        .map(last -> new TellRead(
                                episodeId, last.number(), leg.legId(), leg.channel(), leg.address(), last.messageId())))
                .toList();
    }

    private static TellListener tell(String episodeId, Story story, String listener, int number) {
        var event = story.timeline().entries().get(number - 1);
        return new TellListener(episodeId, story.opened().customerId(), listener, number, event);
    }

    private static EpisodeErrand find(Story story, FindAgent find) {
        return story.leg(find.work().legId())
                .filter(Leg::held)
                .<EpisodeErrand>map(leg -> new HandOnCall(find, leg.offerId(), leg.since()))
                .orElse(find);
    }
}
