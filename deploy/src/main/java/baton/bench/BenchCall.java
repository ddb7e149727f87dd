package baton.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * One call of a customer: INVITE, answer, ACK, a talk of fixed length, BYE. It is in order when both ends have seen all of it.
 * Lives on the thread of its {@link SipWire}.
 */
final class BenchCall {

    /** Hears of the end of a call, once. */
    interface Ending {
        void over(BenchCall call);
    }

    private static final int FIRST_RESEND_MILLIS = 500;
    private static final int RESENDS = 5;

    private final int number;
    private final SipWire wire;
    private final SipWire.Line line;
    private final int called;
    private final int talkMillis;
    private final Ending ending;

    private long invitedAt;
    private long rangAt;
    private long answeredAt;
    private boolean heard;
    private boolean phoneTalks;
    private boolean phoneHungUp;
    private boolean hungUp;
    private boolean over;
    private int sentAgain;
    private String failure = "";

    /** @param called port of who is called */
    BenchCall(int number, SipWire wire, SipWire.Line line, int called, int talkMillis, Ending ending) {
        this.number = number;
        this.wire = wire;
        this.line = line;
        this.called = called;
        this.talkMillis = talkMillis;
        this.ending = ending;
    }

    int number() {
        return number;
    }

    /** Empty if the call was in order. */
    String failure() {
        return failure;
    }

    long toRinging() {
        return rangAt - invitedAt;
    }

    long toAnswer() {
        return answeredAt - invitedAt;
    }

    /** How often something had to be sent twice. */
    int resends() {
        return sentAgain;
    }

    String callId() {
        return "bench-" + number;
    }

    /** The name of this call in the journal: the first half of a hash of Call-ID and From tag. */
    String journalId() {
        try {
            var named = SipMessage.bytes(callId() + "\0" + tag());
            return SipMessage.hex(
                    Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(named), 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void invite() {
        invitedAt = System.nanoTime();
        invite(0);
    }

    private void invite(int times) {
        if (heard || over) {
            return;
        }
        if (times > RESENDS) {
            failed("no answer to INVITE");
            return;
        }
        sentAgain += times > 0 ? 1 : 0;
        var uri = "sip:" + BenchTenant.NUMBER + "@127.0.0.1:" + called;
        line.send(request("INVITE", uri, 1, "i", to()) + contact() + SipMessage.sdp("" + number, line.port()), called);
        wire.after((long) FIRST_RESEND_MILLIS << times, () -> invite(times + 1));
    }

    void heard(SipMessage message, int fromPort) {
        if (!message.isResponse()) {
            line.send(message.answer(200, "OK", tag(), ""), fromPort);
            failed("hung up by the other end");
        } else if (message.method().equals("INVITE")) {
            heard = true;
            if (message.status() >= 300) {
                acknowledge(message, "sip:" + BenchTenant.NUMBER + "@127.0.0.1:" + called, "i");
                failed(message.start());
            } else if (message.status() >= 200) {
                answered(message);
            }
        } else if (message.method().equals("BYE")) {
            hungUp = true;
            complete();
        }
    }

    private void answered(SipMessage ok) {
        acknowledge(ok, ok.contact(), "a");
        if (answeredAt == 0) {
            answeredAt = System.nanoTime();
            wire.after(talkMillis, () -> hangUp(ok, 0));
        }
    }

    private void acknowledge(SipMessage answer, String uri, String branch) {
        line.send(request("ACK", uri, 1, branch, answer.header("To")) + "Content-Length: 0\r\n\r\n", called);
    }

    private void hangUp(SipMessage ok, int times) {
        if (hungUp || over) {
            return;
        }
        if (times > RESENDS) {
            failed("no answer to BYE");
            return;
        }
        sentAgain += times > 0 ? 1 : 0;
        line.send(request("BYE", ok.contact(), 2, "b", ok.header("To")) + "Content-Length: 0\r\n\r\n", called);
        wire.after((long) FIRST_RESEND_MILLIS << times, () -> hangUp(ok, times + 1));
    }

    void rang() {
        rangAt = rangAt == 0 ? System.nanoTime() : rangAt;
    }

    void phoneTalks() {
        phoneTalks = true;
    }

    void phoneHungUp() {
        phoneHungUp = true;
        complete();
    }

    void sentAgain() {
        sentAgain++;
    }

    private void complete() {
        if (hungUp && phoneHungUp && !over) {
            failure = phoneTalks && rangAt > 0 ? "" : "the phone never talked";
            over = true;
            ending.over(this);
        }
    }

    void failed(String why) {
        if (!over) {
            failure = why;
            over = true;
            ending.over(this);
        }
    }

    /** Of those that would wait on: a caller hangs up, so that no agent is kept from others by a call of nobody. */
    void giveUp() {
        if (heard && answeredAt == 0) {
            var uri = "sip:" + BenchTenant.NUMBER + "@127.0.0.1:" + called;
            line.send(request("CANCEL", uri, 1, "i", to()) + "Content-Length: 0\r\n\r\n", called);
        }
        failed("not over in time");
    }

    private String request(String method, String uri, int cseq, String branch, String to) {
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + line.port() + ";branch=z9hG4bK-"
                + branch
                + "-" + number + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + caller() + "@127.0.0.1>;tag=" + tag()
                + "\r\nTo: "
                + to + "\r\nCall-ID: " + callId() + "\r\nCSeq: " + cseq + " " + method + "\r\n";
    }

    private String to() {
        return "<sip:" + BenchTenant.NUMBER + "@127.0.0.1:" + called + ">";
    }

    private String contact() {
        return "Contact: <sip:caller@127.0.0.1:" + line.port() + ">\r\n";
    }

    private String tag() {
        return "caller-" + number;
    }

    /** Somebody new every time: an address, a customer and an episode of their own. */
    private String caller() {
        return "380%09d".formatted(number);
    }
}
