package baton.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;

/**
 * One client's WebSocket (RFC 6455) as far as a benchmark needs it: whole text frames, pings answered. After the handshake it
 * belongs to its {@link WireLoop}'s thread.
 */
final class WireSocket {

    /** What the server has sent. Called on the loop's thread; the bytes are only good for the length of the call. */
    interface Listener {
        void text(byte[] bytes, int from, int to);

        void ended();
    }

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;
    private static final int VERY_LONG = 127;

    private final WireLoop loop;
    private final SocketChannel channel;
    private final Listener listener;
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private byte[] pending = new byte[4096];
    private int length;

    private WireSocket(WireLoop loop, SocketChannel channel, Listener listener) {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
    }

    /** Connects and shakes hands, waiting for both. {@code protocols} are offered as sub-protocols. */
    static WireSocket open(WireLoop loop, int port, String path, String protocols, Listener listener)
            throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = Base64.getEncoder().encodeToString(Arrays.copyOf(path.getBytes(StandardCharsets.US_ASCII), 16));
        var request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: %s\r\n\r\n";
        var bytes = request.formatted(path, port, key, protocols).getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(bytes));
        var answer = head(channel);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            channel.close();
            throw new IOException(path + " refused the WebSocket: "
                    + answer.lines().findFirst().orElse("nothing"));
        }
        var socket = new WireSocket(loop, channel, listener);
        loop.add(channel, socket);
        return socket;
    }

    /** A server of {@code baton.v1} says nothing before it is greeted, so there is nothing behind the head. */
    private static String head(SocketChannel channel) throws IOException {
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0 && channel.read(one.clear()) > 0) {
            head.append((char) one.get(0));
        }
        return head.toString();
    }

    /** Sends a text frame. Only on the loop's thread. */
    void send(String text) {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int opcode, byte[] payload) {
        var frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < LONG) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LONG)).putShort((short) payload.length);
        }
        // A mask of zeros is a valid mask, and saves the work.
        unsent.add(frame.putInt(0).put(payload).flip());
        try {
            if (!flush()) {
                loop.awaitWritable(channel);
            }
        } catch (IOException gone) {
            listener.ended();
        }
    }

    /** @return whether nothing is left */
    boolean flush() throws IOException {
        for (var frame = unsent.peek(); frame != null; frame = unsent.peek()) {
            channel.write(frame);
            if (frame.hasRemaining()) {
                return false;
            }
            unsent.remove();
        }
        return true;
    }

    void received(ByteBuffer bytes) {
        var count = bytes.remaining();
        if (pending.length - length < count) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + count));
        }
        bytes.get(pending, length, count);
        length += count;
        var used = 0;
        for (var size = frame(used); size > 0; size = frame(used)) {
            used += size;
        }
        System.arraycopy(pending, used, pending, 0, length - used);
        length -= used;
    }

    void ended() {
        listener.ended();
    }

    /** Takes the frame that begins there; returns its size, or 0 if it is not complete. */
    private int frame(int at) {
        if (length - at < 2) {
            return 0;
        }
        var shortLength = pending[at + 1] & 0x7f;
        var header = shortLength == VERY_LONG ? 10 : shortLength == LONG ? 4 : 2;
        if (length - at < header) {
            return 0;
        }
        var payload = shortLength;
        if (header > 2) {
            payload = 0;
            for (var i = 2; i < header; i++) {
                payload = payload << 8 | pending[at + i] & 0xff;
            }
        }
        if (length - at < header + payload) {
            return 0;
        }
        handle(pending[at] & 0xff, at + header, at + header + payload);
        return header + payload;
    }

    private void handle(int first, int from, int to) {
        switch (first) {
            case FINAL | TEXT -> listener.text(pending, from, to);
            case FINAL | PING -> send(PONG, Arrays.copyOfRange(pending, from, to));
            case FINAL | CLOSE -> listener.ended();
            case FINAL | PONG -> {}
            default ->
                throw new IllegalStateException("a WebSocket frame that begins with 0x" + Integer.toHexString(first)
                        + " (expected: whole text frames)");
        }
    }
}
