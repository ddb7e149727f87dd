package baton.e2e;

import baton.testbed.Place;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** A bare UDP socket that says to the phone door whatever a test writes. */
final class StrangeTelephone implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int DATAGRAM = 65_536;

    private final DatagramSocket socket;
    private final Place place;

    StrangeTelephone(Place place) throws IOException {
        this.place = place;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, place.telephone()));
    }

    /**
     * The status of the final answer to this request, which may come between repetitions of earlier answers. {@code $port} stands
     * for this socket's port, lines end with CR LF.
     */
    int ask(String request) throws IOException {
        send(request.replace("$port", String.valueOf(socket.getLocalPort()))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        var branch = request.replaceAll("(?s).*;branch=(\\S+).*", "$1");
        while (true) {
            var packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
            socket.receive(packet);
            var answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            var status = answer.split(" ", 3)[1];
            if (answer.contains(branch) && !status.startsWith("1")) {
                return Integer.parseInt(status);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
