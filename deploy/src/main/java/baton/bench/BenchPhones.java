package baton.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All agents' telephones on one port: each rings at once, is picked up after a fixed pause and talks until it is hung up. */
final class BenchPhones implements SipWire.Listener {

    private static final int RESEND_MILLIS = 500;
    private static final int RESENDS = 6;

    private final SipWire wire;
    private final int pauseMillis;
    private final IntFunction<@Nullable BenchCall> calls;
    private final Map<String, Ring> rings = new HashMap<>();
    private final Map<String, PhoneRegistration> registrations = new HashMap<>();
    private SipWire.@Nullable Line line;

    /**
     * @param pauseMillis from the first ring to picking up
     * @param calls finds the call with that number
     */
    BenchPhones(SipWire wire, int pauseMillis, IntFunction<@Nullable BenchCall> calls) {
        this.wire = wire;
        this.pauseMillis = pauseMillis;
        this.calls = calls;
    }

    /** One dialog with a phone. */
    private static final class Ring {
        private final SipMessage invite;
        private final BenchCall call;
        private boolean acked;
        private boolean over;

        Ring(SipMessage invite, BenchCall call) {
            this.invite = invite;
            this.call = call;
        }
    }

    void open(SipWire.Line opened) {
        line = opened;
    }

    SipWire.Line line() {
        if (line == null) {
            throw new IllegalStateException("the phones have no line");
        }
        return line;
    }

    /** Answers to this registration go to it. */
    void expect(PhoneRegistration registration) {
        registrations.put(registration.callId(), registration);
    }

    @Override
    public void heard(SipMessage message, int fromPort) {
        if (message.isResponse()) {
            var registration = registrations.get(message.callId());
            if (registration != null) {
                registration.answered(message);
            }
            return;
        }
        switch (message.method()) {
            case "INVITE" -> invited(message, fromPort);
            case "ACK" -> acked(message);
            case "BYE" -> hungUp(message, fromPort);
            case "CANCEL" -> cancelled(message, fromPort);
            default -> line().send(message.answer(200, "OK", "bench", ""), fromPort);
        }
    }

    private void invited(SipMessage invite, int fromPort) {
        if (rings.containsKey(invite.callId())) {
            return; // again; it is being answered
        }
        var name = invite.sessionName();
        var call = name.matches("[0-9]{1,9}") ? calls.apply(Integer.parseInt(name)) : null;
        if (call == null) {
            line().send(invite.answer(404, "Not Found", "bench", ""), fromPort);
            return;
        }
        call.rang();
        var ring = new Ring(invite, call);
        rings.put(invite.callId(), ring);
        line().send(invite.answer(180, "Ringing", tag(call), contact() + "Content-Length: 0\r\n\r\n"), fromPort);
        wire.after(pauseMillis, () -> pickUp(ring, fromPort, 0));
    }

    private void pickUp(Ring ring, int toPort, int times) {
        if (ring.acked || ring.over || times > RESENDS) {
            return;
        }
        var sdp = SipMessage.sdp(ring.invite.sessionName(), line().port());
        line().send(ring.invite.answer(200, "OK", tag(ring.call), contact() + sdp), toPort);
        if (times > 0) {
            ring.call.sentAgain();
        }
        wire.after(RESEND_MILLIS, () -> pickUp(ring, toPort, times + 1));
    }

    private void acked(SipMessage ack) {
        var ring = rings.get(ack.callId());
        if (ring != null && !ring.acked) {
            ring.acked = true;
            ring.call.phoneTalks();
        }
    }

    private void hungUp(SipMessage bye, int fromPort) {
        line().send(bye.answer(200, "OK", "bench", ""), fromPort);
        var ring = rings.get(bye.callId());
        if (ring != null && !ring.over) {
            ring.over = true;
            ring.call.phoneHungUp();
        }
    }

    private void cancelled(SipMessage cancel, int fromPort) {
        line().send(cancel.answer(200, "OK", "bench", ""), fromPort);
        var ring = rings.get(cancel.callId());
        if (ring != null && !ring.over) {
            ring.over = true;
            line().send(ring.invite.answer(487, "Request Terminated", tag(ring.call), ""), fromPort);
            ring.call.failed("cancelled");
        }
    }

    private static String tag(BenchCall call) {
        return "phone-" + call.number();
    }

    private String contact() {
        return "Contact: <sip:phone@127.0.0.1:" + line().port() + ">\r\n";
    }
}
