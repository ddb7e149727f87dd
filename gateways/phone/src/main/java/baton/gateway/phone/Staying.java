package baton.gateway.phone;

import baton.gateway.phone.CallCommand.InConference;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The caller and the agent who stay when the other agent has left a conference. The room carries them until they talk from end to end;
 * if a phone will not have that now, it is tried again. Only when the bridge has gone as well it is the end.
 */
final class Staying {

    private static final String TIMER = "staying";

    private final Duration pause;
    private final CallEnds ends;
    private final Plumbing plumbing;
    private final CallStory story;
    private final TimerScheduler<CallCommand> timers;
    private final Seats seats;
    private @Nullable PhoneRing agent;
    /** Another door had all three in a room: there they are until this one brings them together anew. */
    private boolean inherited;

    Staying(
            Duration pause,
            CallEnds ends,
            Plumbing plumbing,
            CallStory story,
            TimerScheduler<CallCommand> timers,
            Seats seats) {
        this.pause = pause;
        this.ends = ends;
        this.plumbing = plumbing;
        this.story = story;
        this.timers = timers;
        this.seats = seats;
    }

    void begin(PhoneRing stays) {
        agent = stays;
    }

    boolean isUnderWay() {
        return agent != null;
    }

    void over() {
        agent = null;
        inherited = false;
        timers.cancel(TIMER);
    }

    void inherit(boolean isThere) {
        inherited = isThere;
    }

    /** One of the three has gone before this door could bring them together: nobody watches that room, so the two are to leave it. */
    void leaveInherited() {
        if (inherited) {
            inherited = false;
            ends.talking().ifPresent(plumbing::join);
        }
    }

    /** The caller's phone will not be joined to this one. False if the room had nothing to do with it. */
    boolean notJoined(PhoneRing phone) {
        if (phone != agent) {
            return false;
        }
        if (seats.areEmpty()) {
            ends.end();
            story.agentHungUp(phone);
        } else {
            timers.startSingleTimer(TIMER, new InConference(this::join), pause);
        }
        return true;
    }

    /** The room is no more: now or never. */
    void lost() {
        timers.cancel(TIMER);
        join();
    }

    private void join() {
        if (agent != null && !plumbing.joinsAnother()) {
            plumbing.join(agent);
        }
    }
}
