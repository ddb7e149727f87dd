package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.GetFile;
import baton.engine.episode.EpisodeCommand.StoredFile;
import baton.engine.episode.EpisodeEvent.AgentAssigned;
import baton.engine.episode.EpisodeEvent.CallAnswered;
import baton.engine.episode.EpisodeEvent.CallHeld;
import baton.engine.episode.EpisodeEvent.CallRinging;
import baton.engine.episode.EpisodeEvent.CallUnanswered;
import baton.engine.episode.EpisodeEvent.EntriesDelivered;
import baton.engine.episode.EpisodeEvent.EntriesRead;
import baton.engine.episode.EpisodeEvent.EntriesTold;
import baton.engine.episode.EpisodeEvent.EpisodeClosed;
import baton.engine.episode.EpisodeEvent.EpisodeJoined;
import baton.engine.episode.EpisodeEvent.EpisodeOpened;
import baton.engine.episode.EpisodeEvent.EpisodeTransferred;
import baton.engine.episode.EpisodeEvent.LegEnded;
import baton.engine.episode.EpisodeEvent.LegOpened;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import baton.engine.episode.EpisodeEvent.MessageReceived;
import baton.engine.episode.EpisodeEvent.NoteWritten;
import baton.engine.episode.EpisodeEvent.WorkDeclined;
import baton.engine.episode.EpisodeEvent.WorkQueued;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Work;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What has happened so far, and what follows from it whoever serves: the timeline, the legs, what needs an agent, who else is there, whether
 * the customer is to be called back, notes that name somebody, what goes out over messengers,
 * files.
 */
record Story(
        EpisodeOpened opened,
        Timeline timeline,
        PMap<String, Leg> legs,
        Workload work,
        Participants people,
        Optional<CallBack> callBack,
        PVector<NoteWritten> mentions,
        Outbox outbox,
        Attachments files) {

    static Story begin(EpisodeOpened opened) {
        return new Story(
                opened,
                Timeline.empty().plus(opened),
                HashTreePMap.empty(),
                Workload.none(opened.at()),
                Participants.none(),
                Optional.empty(),
                TreePVector.empty(),
                Outbox.empty(),
                Attachments.none());
    }

    boolean hasLiveCall() {
        return liveCalls().findAny().isPresent();
    }

    Stream<Leg> liveCalls() {
        return legs.values().stream().filter(Leg::liveCall);
    }

    /** The call in which the agent talks with the customer. */
    Optional<Leg> talk() {
        return liveCalls().filter(Leg::talking).findFirst();
    }

    /** Whether this agent is on the phone with the customer, or is being rung. */
    boolean talks(String agentId) {
        return !agentId.isEmpty() && liveCalls().anyMatch(leg -> leg.agentId().equals(agentId));
    }

    boolean hasOpenLeg() {
        return legs.values().stream().anyMatch(leg -> !leg.ended());
    }

    /** Where it waits, or waited last. */
    String queueId() {
        var named = work.terms().queueId();
        return named.isEmpty() ? opened.queueId() : named;
    }

    /** On which text work waits: the channel on which the customer wrote first, or else appeared first; or for a call-back. */
    String textChannel() {
        if (callBack.isPresent()) {
            return CallBack.CHANNEL;
        }
        return legs.values().stream()
                .filter(leg -> leg.medium() == Medium.TEXT && !leg.ended())
                .min(Comparator.comparing(Leg::since).thenComparing(Leg::legId))
                .map(Leg::channel)
                .orElse(opened.channel());
    }

    Optional<Leg> leg(String legId) {
        return Optional.ofNullable(legs.get(legId));
    }

    Story after(EpisodeEvent event) {
        if (event instanceof EntriesDelivered e) {
            return with(timeline.delivered(e.party(), e.upTo()));
        } else if (event instanceof EntriesRead e) {
            return with(timeline.read(e.party(), e.upTo()));
        } else if (event instanceof EntriesTold e) {
            return with(timeline.told(e.listener(), e.upTo()));
        } else if (event instanceof MessageForwarded e) {
            return with(outbox.after(e, e.number()));
        }
        return entered(sharing(event));
    }

    private Story entered(EpisodeEvent entry) {
        return with(timeline.plus(entry))
                .with(outbox.after(entry, timeline.last() + 1))
                .with(files.after(entry, timeline.last() + 1))
                .with(people.after(entry))
                .with(CallBack.after(callBack, entry))
                .consequences(entry);
    }

    /** A leg has one name: of each message it would be as long as a short text. */
    private EpisodeEvent sharing(EpisodeEvent event) {
        return event instanceof MessageReceived e
                ? leg(e.legId()).<EpisodeEvent>map(e::on).orElse(event)
                : event;
    }

    private Story consequences(EpisodeEvent event) {
        if (event instanceof LegOpened e) {
            var status = e.medium() == Medium.VOICE ? "waiting" : "open";
            return with(
                    new Leg(e.legId(), e.channel(), e.address(), e.medium(), status, "", "", e.at(), "", "", e.at()));
        } else if (event instanceof EpisodeJoined e) {
            return joined(e);
        } else if (event instanceof CallRinging e) {
            return turned(e.legId(), "ringing", e.agentId(), "", e.at());
        } else if (event instanceof CallUnanswered e) {
            var rings = leg(e.legId()).filter(leg -> leg.ringsAt(e.agentId()));
            return rings.isPresent() ? turned(e.legId(), "waiting", "", "", e.at()) : this;
        } else if (event instanceof CallAnswered e) {
            return leg(e.legId())
                    .map(leg -> with(leg.answered(e.agentId(), e.offerId(), e.at())))
                    .orElse(this);
        } else if (event instanceof CallHeld e) {
            return leg(e.legId()).map(leg -> with(leg.held(e.by(), e.at()))).orElse(this);
        } else if (event instanceof EpisodeTransferred e && e.ask().isEmpty()) {
            return talk().filter(leg -> leg.agentId().equals(e.fromAgentId()))
                    .map(leg -> with(leg.turned(Leg.HELD, "", "", e.at())))
                    .orElse(this);
        } else if (event instanceof LegEnded e) {
            return turned(e.legId(), "ended", "", e.reason(), e.at()).with(work.withoutLeg(e.legId()));
        } else if (event instanceof WorkQueued e) {
            return with(work.queued(e.work())).waiting(e.work(), e.at());
        } else if (event instanceof AgentAssigned e) {
            return with(
                    e.role() == Role.OWNER
                            ? work.taken(e.workId(), e.agentId())
                            : work.joined(e.workId(), e.agentId()));
        } else if (event instanceof WorkDeclined e) {
            return with(work.declined(e.workId()));
        } else if (event instanceof EpisodeClosed) {
            return with(work.withoutAll());
        } else if (event instanceof NoteWritten e && !e.mentions().isEmpty()) {
            return new Story(opened, timeline, legs, work, people, callBack, mentions.plus(e), outbox, files);
        }
        return this;
    }

    private Story joined(EpisodeJoined joined) {
        var all = legs;
        for (var leg : joined.legs()) {
            if (leg(leg.legId()).map(Leg::ended).orElse(true)) {
                all = all.plus(leg.legId(), Leg.text(leg.legId(), leg.channel(), leg.address(), joined.at()));
            }
        }
        return new Story(opened, timeline, all, work, people, callBack, mentions, outbox, files);
    }

    /** What has been taken back customers do not get any more. */
    Optional<StoredFile> file(GetFile get) {
        return get.toCustomer() && timeline.takenBackAfter(get.number()).containsKey(get.number())
                ? Optional.empty()
                : files.of(get.number());
    }

    /** Where the customer appeared or wrote last, unless that is over. */
    Optional<Leg> replyLeg() {
        return leg(outbox.replyLeg()).filter(leg -> !leg.ended()).or(() -> legs.values().stream()
                .filter(leg -> leg.medium() == Medium.TEXT && !leg.ended())
                .max(Comparator.comparing(
                                (Leg leg) -> outbox.heardOn(leg.legId()).orElse(leg.since()))
                        .thenComparing(Leg::legId)));
    }

    /** A caller for whom an agent is looked for again talks with nobody any more. */
    private Story waiting(Work wanted, Instant at) {
        return leg(wanted.legId())
                .filter(leg -> wanted.purpose() == Purpose.SERVE && leg.talking())
                .map(leg -> with(leg.turned(Leg.HELD, "", "", at)))
                .orElse(this);
    }

    private Story turned(String legId, String status, String agentId, String reason, Instant at) {
        return leg(legId)
                .map(leg -> with(leg.turned(status, agentId, reason, at)))
                .orElse(this);
    }

    private Story with(Leg leg) {
        return new Story(
                opened, timeline, legs.plus(leg.legId(), leg), work, people, callBack, mentions, outbox, files);
    }

    private Story with(Timeline newTimeline) {
        return new Story(opened, newTimeline, legs, work, people, callBack, mentions, outbox, files);
    }

    private Story with(Workload newWork) {
        return new Story(opened, timeline, legs, newWork, people, callBack, mentions, outbox, files);
    }

    private Story with(Participants newPeople) {
        return new Story(opened, timeline, legs, work, newPeople, callBack, mentions, outbox, files);
    }

    private Story with(Optional<CallBack> newCallBack) {
        return new Story(opened, timeline, legs, work, people, newCallBack, mentions, outbox, files);
    }

    private Story with(Outbox newOutbox) {
        return new Story(opened, timeline, legs, work, people, callBack, mentions, newOutbox, files);
    }

    private Story with(Attachments newFiles) {
        return new Story(opened, timeline, legs, work, people, callBack, mentions, outbox, newFiles);
    }

    /** The shortest history that leads here: the timeline, and what is not an entry of it. */
    List<EpisodeEvent> history() {
        var events = timeline.history();
        events.addAll(outbox.history());
        return events;
    }
}
