package baton.e2e;

import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A customer's telephone, silent, that agrees to a change of the call only when a test says so. */
final class SlowTelephone implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int DATAGRAM = 65_536;

    private final DatagramSocket socket;
    private final Place place;
    private final String callId = UUID.randomUUID().toString();
    private final Set<String> heard = new HashSet<>();
    private String number = "";
    private String to = "";
    private int version;

    SlowTelephone(Place place) {
        this.place = place;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void dial(String dialled) {
        number = dialled;
        to = "<sip:" + dialled + "@127.0.0.1>";
        say("INVITE", sdp());
    }

    /** Returns when somebody has picked up. */
    void isAnswered() {
        to = header(hears(text -> text.startsWith("SIP/2.0 200") && text.contains("INVITE")), "To");
        say("ACK", "");
    }

    /** Returns what the other end wants to change. */
    String isAsked() {
        return hears(text -> text.startsWith("INVITE"));
    }

    void agreesTo(String change) {
        answer(change, "200 OK", sdp());
        hears(text -> text.startsWith("ACK"));
    }

    /** Returns when the other end has hung up. */
    void isHungUp() {
        answer(hears(text -> text.startsWith("BYE")), "200 OK", "");
    }

    private void say(String method, String body) {
        send(String.join(
                "\r\n",
                method + " sip:" + number + "@127.0.0.1:" + place.sip() + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bK-" + UUID.randomUUID(),
                "Max-Forwards: 70",
                "From: <sip:380509998877@127.0.0.1>;tag=slow",
                "To: " + to,
                "Call-ID: " + callId,
                "CSeq: 1 " + method,
                ending(body)));
    }

    private void answer(String request, String status, String body) {
        send(String.join(
                "\r\n",
                "SIP/2.0 " + status,
                "Via: " + header(request, "Via"),
                "From: " + header(request, "From"),
                "To: " + header(request, "To"),
                "Call-ID: " + header(request, "Call-ID"),
                "CSeq: " + header(request, "CSeq"),
                ending(body)));
    }

    private String ending(String body) {
        return String.join(
                "\r\n",
                "Contact: <sip:380509998877@127.0.0.1:" + socket.getLocalPort() + ">",
                body.isEmpty() ? "Accept: application/sdp" : "Content-Type: application/sdp",
                "Content-Length: " + body.length(),
                "",
                body);
    }

    private String sdp() {
        version++;
        return String.join(
                "\r\n",
                "v=0",
                "o=slow 1 " + version + " IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio " + socket.getLocalPort() + " RTP/AVP 8",
                "a=rtpmap:8 PCMA/8000",
                "");
    }

    private static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1)
                .strip();
    }

    private void send(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, place.telephone()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Repetitions do not count, and audio that comes to the same socket is not for people either. */
    private String hears(Predicate<String> what) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
                socket.receive(packet);
                var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (what.test(text) && heard.add(text)) {
                    return text;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
