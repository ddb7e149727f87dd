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
        timers.cancel(TIMER);
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
