package baton.e2e;

import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A bare UDP socket beside the SIP port that says whatever a test writes. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final DatagramSocket socket;
    private final int server;

    Wire(Place place) {
        try {
            server = place.sip();
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the first final answer. */
    String ask(String request) {
        send(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[65536], 65536);
                socket.receive(packet);
                var answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!answer.startsWith("SIP/2.0 1")) {
                    return answer.lines().findFirst().orElse("");
                }
            }
        } catch (SocketTimeoutException nothing) {
            return "nothing";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request with everything that it must have; {@code body} may be empty. */
    String request(String method, String number, String body) {
        var port = socket.getLocalPort();
        var type = body.isEmpty() ? "" : "Content-Type: application/sdp\n";
        return """
                %1$s sip:%2$s@127.0.0.1:%3$d SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%4$d;branch=z9hG4bK%5$s
                Max-Forwards: 70
                From: <sip:380500000000@127.0.0.1:%4$d>;tag=%5$s
                To: <sip:%2$s@127.0.0.1:%3$d>
                Call-ID: %5$s
                CSeq: 1 %1$s
                Contact: <sip:x@127.0.0.1:%4$d>
                %6$sContent-Length: %7$d

                """
                        .formatted(method, number, server, port, UUID.randomUUID(), type, body.length())
                + body;
    }

    @Override
    public void close() {
        socket.close();
    }
}
