package baton.gateway.phone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A bare UDP socket that says whatever a test writes. */
final class Wire implements AutoCloseable {

    private final DatagramSocket socket;
    private final int server;

    Wire(int server) throws IOException {
        this.server = server;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** {@code $port} in the text stands for this socket's port, lines end with CR LF. */
    void send(String text) throws IOException {
        send(text.replace("$port", String.valueOf(port())).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), server));
    }

    /** The next final answer, or empty if none comes within this time. */
    Optional<String> answer(int millis) throws IOException {
        var end = System.nanoTime() + millis * 1_000_000L;
        while (true) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            socket.setSoTimeout((int) left);
            var packet = new DatagramPacket(new byte[65536], 65536);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
            var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (!text.startsWith("SIP/2.0 1")) {
                return Optional.of(text);
            }
        }
    }

    /** The status line that this request gets. */
    String ask(String text) throws IOException {
        send(text);
        return answer(20_000)
                .map(answer -> answer.lines().findFirst().orElse(""))
                .orElse("nothing");
    }

    @Override
    public void close() {
        socket.close();
    }
}
