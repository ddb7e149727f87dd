package baton.engine.episode;

import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeReopened;
import baton.engine.episode.EpisodeEvent.EpisodeResumed;
import baton.engine.episode.EpisodeEvent.WrapUpProlonged;
import baton.engine.episode.EpisodeEvent.WrapUpStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How an {@link Episode} stands. One record per state. */
public sealed interface EpisodeState {

    EpisodeState after(EpisodeEvent event);

    /** The shortest history that leads here. */
    List<EpisodeEvent> history();

    static EpisodeState replay(List<EpisodeEvent> events) {
        EpisodeState state = new Unopened();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** Nothing has happened yet. */
    record Unopened() implements EpisodeState {

        @Override
        public EpisodeState after(EpisodeEvent event) {
            if (event instanceof EpisodeOpened opened) {
                return new Waiting(Story.begin(opened));
            }
            throw new IllegalStateException(
                    "first event: " + event.getClass().getSimpleName() + " (expected: EpisodeOpened)");
        }

        @Override
        public List<EpisodeEvent> history() {
            return List.of();
        }
    }

    /** Something has happened. */
    sealed interface Opened extends EpisodeState {

        Story story();

        Opened with(Story story);

        /** The agent who serves, or has served last before it was closed. */
        default Optional<String> agent() {
            return Optional.empty();
        }

        default boolean servedBy(String agentId) {
            return agent().map(agentId::equals).orElse(false);
        }

        /** Whether the agent has something to do here: serves it, stands by or looks on. */
        default boolean takesPart(String agentId) {
            return servedBy(agentId) || story().people().has(agentId);
        }

        @Override
        default Opened after(EpisodeEvent event) {
            var next = story().after(event);
            if (event instanceof AgentAssigned e && e.role() == Role.OWNER) {
                return new Engaged(next, e.agentId());
            } else if (event instanceof AgentReleased || event instanceof EpisodeReopened) {
                return new Waiting(next);
            } else if (event instanceof WrapUpStarted e) {
                return WrappingUp.begin(next, e);
            } else if (event instanceof WrapUpProlonged e && this instanceof WrappingUp wrapping) {
                return wrapping.prolonged(next, e.until());
            } else if (event instanceof EpisodeResumed e) {
                return new Engaged(next, e.agentId());
            } else if (event instanceof EpisodeClosed e) {
                return new Closed(next, e);
            }
            return with(next);
        }

        @Override
        default List<EpisodeEvent> history() {
            return story().history();
        }
    }

    /** Nobody serves it. */
    record Waiting(Story story) implements Opened {

        @Override
        public Waiting with(Story next) {
            return new Waiting(next);
        }
    }

    /** An agent serves it. */
    record Engaged(Story story, String agentId) implements Opened {

        @Override
        public Engaged with(Story next) {
            return new Engaged(next, agentId);
        }

        @Override
        public Optional<String> agent() {
            return Optional.of(agentId);
        }
    }

    /**
     * The agent has finished with the customer and writes up the result.
     *
     * @param until then it closes by itself
     * @param length how long the agent had at first
     */
    record WrappingUp(Story story, String agentId, Instant until, Duration length, boolean prolonged)
            implements Opened {

        static WrappingUp begin(Story story, WrapUpStarted started) {
            var length = Duration.between(started.at(), started.until());
            return new WrappingUp(story, started.agentId(), started.until(), length, false);
        }

        @Override
        public WrappingUp with(Story next) {
            return new WrappingUp(next, agentId, until, length, prolonged);
        }

        WrappingUp prolonged(Story next, Instant later) {
            return new WrappingUp(next, agentId, later, length, true);
        }

        @Override
        public Optional<String> agent() {
            return Optional.of(agentId);
        }
    }

    /** The goal is reached or given up. Notes may still be written. */
    record Closed(Story story, EpisodeClosed closed) implements Opened {

        @Override
        public Closed with(Story next) {
            return new Closed(next, closed);
        }

        @Override
        public Optional<String> agent() {
            return Optional.of(closed.agentId()).filter(id -> !id.isEmpty());
        }

        @Override
        public boolean takesPart(String agentId) {
            return false;
        }
    }
}
