package baton.gateway.phone;

import baton.gateway.phone.CallCommand.WaitedTooLong;
import baton.gateway.phone.CallerSide.Phase;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** What becomes of a call when one of its ends goes, by a word or without one. */
final class Leaving {

    private final CallEnds ends;
    private final MidCall midCall;
    private final Plumbing plumbing;
    private final Acknowledging acks;
    private final Conference conference;
    private final CallStory story;
    private final TimerScheduler<CallCommand> timers;
    private final Duration waitLimit;

    /** @param waitLimit how long a caller may wait with whom nobody talks */
    Leaving(
            CallEnds ends,
            MidCall midCall,
            Plumbing plumbing,
            Acknowledging acks,
            Conference conference,
            CallStory story,
            TimerScheduler<CallCommand> timers,
            Duration waitLimit) {
        this.ends = ends;
        this.midCall = midCall;
        this.plumbing = plumbing;
        this.acks = acks;
        this.conference = conference;
        this.story = story;
        this.timers = timers;
        this.waitLimit = waitLimit;
    }

    /** Before anybody had answered. */
    void callerGaveUp() {
        ends.callerLeft();
        story.callerCancelled();
    }

    /** Another node had the caller's INVITE, and nobody knows how to answer it. */
    void cannotBeAnswered() {
        ends.end();
        story.callerHungUp();
    }

    /** For an answer of anybody. What becomes of them the engine says; if it does not, it is asked again. */
    void waitedTooLong() {
        limitWaiting();
        story.waitedTooLong();
    }

    /** The engine does not know the call, or not what this means. */
    void waitsForNobody() {
        story.callerCancelled();
        ends.end();
    }

    void callerLeft() {
        acks.forget();
        ends.callerLeft();
        story.callerHungUp();
    }

    /**
     * Who has not got the caller yet takes nobody along: the caller goes on waiting, or talking with the agent before. Who loses the
     * caller to another agent who has picked up may go.
     */
    void agentLeft(PhoneRing agent) {
        agent.left();
        if (conference.has(agent)) {
            conference.agentLeft(agent);
            return;
        }
        if (!ends.talksWith(agent)) {
            leftEarly(agent);
            return;
        }
        if (plumbing.joinsAnother() || ends.isAnotherPickedUp()) {
            part();
        } else {
            ends.end();
        }
        story.agentHungUp(agent);
    }

    private void leftEarly(PhoneRing agent) {
        plumbing.without(agent);
        if (ends.talking().isEmpty() && ends.caller().phase() == Phase.TALKING) {
            plumbing.park();
            limitWaiting(); // to connect them has ended it
        }
        conference.staying().leaveInherited();
        story.agentHungUpEarly(agent, ends);
    }

    /** RFC 3261 section 12.2.1.2: 481 and 408 end the dialog. That of an agent who has gone already ends nothing. */
    void broken(DialogSide dialog) {
        if (ends.caller().phase() == Phase.OVER) {
            return;
        }
        if (dialog == ends.caller().dialog()) {
            callerLeft();
        } else if (conference.endOf(dialog).isPresent()) {
            conference.lost();
        } else {
            ends.pickedUp(it -> it == dialog).ifPresent(this::agentLeft);
        }
    }

    /** Who talked with the caller goes on. If nobody did, there is no way back: the engine has given the caller to this agent. */
    void notJoined(PhoneRing phone) {
        if (ends.talking().isPresent()) {
            phone.stop();
            leftEarly(phone);
        } else {
            ends.end();
            story.agentHungUp(phone);
        }
    }

    /**
     * RFC 3261 section 13.3.1.4: then the dialog gets a BYE. The caller's ACK may have gone to another door that has the call by now, so the
     * engine says whether; the dialog of an agent who has been parted from the caller has had its BYE.
     */
    void neverAcked(Unacked answer) {
        if (!answer.isIn(ends.caller().dialog())) {
            ends.pickedUp(answer::isIn).ifPresent(this::isGone);
            return;
        }
        var again = ends.caller().mayHaveAcked();
        ends.caller().ackIsOver();
        if (again) {
            plumbing.ask();
        } else if (ends.caller().phase() != Phase.OVER) {
            story.neverAcked();
        }
    }

    /** The engine does not know the call, or not what this means. */
    void neverAckedByAnybody() {
        ends.end();
        story.callerHungUp();
    }

    private void isGone(PhoneRing phone) {
        phone.stop();
        agentLeft(phone);
    }

    /** Nobody talks with the caller now. */
    void part() {
        ends.talking().ifPresent(this::goOnWithout);
        conference.over();
        ends.part();
        limitWaiting();
    }

    void limitWaiting() {
        timers.startSingleTimer("wait", new WaitedTooLong(), waitLimit);
    }

    /** Whatever this phone has begun and never ends must not keep the others from each other. */
    void goOnWithout(PhoneRing phone) {
        var dialog = phone.dialog();
        if (dialog != null) {
            midCall.parted(dialog);
        }
    }
}
