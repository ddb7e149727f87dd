package baton.engine.call;

import static baton.engine.MovableClock.START;

import baton.engine.call.CallEvent.CallArrived;
import baton.engine.call.CallEvent.CallConnected;
import baton.engine.call.CallEvent.CallEnded;
import baton.engine.call.CallEvent.CallParked;
import baton.engine.call.CallEvent.DoorChanged;
import baton.engine.call.CallEvent.PhoneAdded;
import baton.engine.call.CallEvent.PhoneAnswered;
import baton.engine.call.CallEvent.PhoneFailed;
import baton.engine.call.CallEvent.PhoneRung;
import baton.engine.call.CallEvent.SessionChanged;
import baton.engine.journal.JournalContract;
import baton.engine.journal.JournalSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

class CallJournalTest extends JournalContract<CallEvent, CallState> {

    private static final Dialog CALLER = new Dialog(
            "a84b4c76e66710@phone",
            "local-1",
            "remote-1",
            "sip:100@baton",
            "sip:380501112233@trunk",
            "sip:380501112233@10.0.0.7:5062;transport=tcp",
            List.of("<sip:edge.example;lr>", "<sip:core.example;lr>"),
            1,
            314159,
            "tcp",
            "",
            "",
            "");
    private static final Dialog PHONE = new Dialog(
            "b2b-1",
            "local-2",
            "remote-2",
            "sip:100@baton",
            "sip:anna@baton",
            "sip:anna@127.0.0.1",
            List.of(),
            2,
            0,
            "udp",
            "",
            "",
            "");
    private static final Dialog MOVED = new Dialog(
            "a84b4c76e66710@phone",
            "local-1",
            "remote-1",
            "sip:100@baton",
            "sip:380501112233@trunk",
            "sip:380501112233@10.0.0.8:5062;transport=tcp",
            List.of("<sip:edge.example;lr>"),
            3,
            314160,
            "tcp",
            "o=anna 1 3 IN IP4 127.0.0.1",
            "",
            "");

    @Override
    protected JournalSerializer<CallEvent, CallState> serializer() {
        return new CallSerializer();
    }

    @Override
    protected Class<CallEvent> eventType() {
        return CallEvent.class;
    }

    @Override
    protected String name() {
        return "call";
    }

    @Override
    protected int identifier() {
        return 8106;
    }

    @Override
    protected List<CallEvent> samples() {
        return List.of(
                new CallArrived(
                        "episode-1",
                        "380501112233",
                        "100*4711",
                        "v=0 offer",
                        CALLER,
                        new Door("pekko://baton/door#1", ""),
                        START),
                new PhoneRung("call-1#2", "anna", "sip:anna@127.0.0.1:5070", START.plusSeconds(3)),
                new PhoneAnswered("call-1#2", "v=0 answer", PHONE, START.plusSeconds(4)),
                new CallConnected("call-1#2", "anna", START.plusSeconds(5)),
                new PhoneFailed("call-1#1", "busy", START.plusSeconds(2)),
                new CallParked(START.plusSeconds(5)),
                new PhoneAdded("call-1#3", "ben", START.plusSeconds(5)),
                new SessionChanged("v=0 moved", MOVED, PHONE, true, false, START.plusSeconds(5)),
                new CallEnded("caller-hung-up", START.plusSeconds(6)),
                new DoorChanged(new Door("pekko://baton/door#2", "10.0.0.2:5060"), 1, START.plusSeconds(5)));
    }

    @Override
    protected Map<String, CallEvent> grown() {
        var dialog = new Dialog(
                "a84b4c76e66710@phone",
                "local-1",
                "remote-1",
                "sip:100@baton",
                "sip:380501112233@trunk",
                "sip:380501112233@10.0.0.7:5062;transport=tcp",
                List.of(),
                1,
                314159,
                "tcp",
                "o=anna 1 3 IN IP4 127.0.0.1",
                "v=0 said",
                "INVITE sip:100@baton SIP/2.0");
        var door = new Door("pekko://baton/door#1", "10.0.0.1:5060");
        return Map.of(
                "PhoneRung.2",
                new PhoneRung("call-1#3", "ben", "sip:ben@127.0.0.1:5071", true, START),
                "CallArrived.2",
                new CallArrived("episode-1", "380501112233", "100*4711", "v=0 offer", dialog, door, START));
    }

    @Override
    protected CallState sampleState() {
        var all = samples();
        return CallState.replay(List.of(
                all.get(0),
                new PhoneRung("call-1#1", "ben", "sip:ben@127.0.0.1:5071", START.plusSeconds(1)),
                all.get(4),
                all.get(1),
                all.get(2),
                all.get(3),
                all.get(8)));
    }

    @Override
    protected void walk(Random random, Consumer<CallState> visit) {
        var state = CallState.replay(List.of(samples().get(0)));
        visit.accept(state);
        for (int step = 0; !(state instanceof CallState.Ended) && step < 30; step++) {
            state = state.after(next(random, state, START.plusSeconds(step), step));
            visit.accept(state);
        }
        for (int echo = 0; echo < 3; echo++) {
            visit.accept(state);
        }
    }

    private static CallEvent next(Random random, CallState state, Instant at, int step) {
        if (random.nextInt(12) == 0) {
            return new CallEnded("abandoned", at);
        } else if (random.nextInt(10) == 0) {
            return new DoorChanged(new Door("door-" + random.nextInt(3), "10.0.0.1:5060"), step + 1, at);
        } else if (random.nextInt(8) == 0) {
            return new SessionChanged("v=0 " + step, MOVED, PHONE, random.nextBoolean(), random.nextBoolean(), at);
        } else if (state instanceof CallState.Arrived arrived && arrived.talk().isPresent() && random.nextInt(6) == 0) {
            return new CallParked(at);
        } else if (state instanceof CallState.Talking && random.nextInt(3) > 0) {
            return new PhoneRung("offer-" + step, "agent-" + random.nextInt(3), "sip:a@b", random.nextBoolean(), at);
        } else if (state instanceof CallState.Waiting) {
            return new PhoneRung("offer-" + step, "agent-" + random.nextInt(3), "sip:a@b", at);
        } else if (state instanceof CallState.Ringing ringing && random.nextBoolean()) {
            return new PhoneAnswered(ringing.rung().offerId(), "v=0", PHONE, at);
        } else if (state instanceof CallState.PickedUp picked
                && picked.rung().beside()
                && picked.talk().isPresent()) {
            return new PhoneAdded(picked.rung().offerId(), picked.rung().agentId(), at);
        } else if (state instanceof CallState.PickedUp picked && random.nextBoolean()) {
            return new CallConnected(picked.rung().offerId(), picked.rung().agentId(), at);
        } else if (state instanceof CallState.Arrived arrived && !(state instanceof CallState.Talking)) {
            return new PhoneFailed(arrived.phone().orElseThrow().offerId(), "rejected", at);
        }
        return new CallEnded("agent-hung-up", at);
    }
}
