package baton.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A widget that opens a socket, speaks, and never reads what it is told. */
final class DeafClient implements AutoCloseable {

    private static final int LONG_FRAME = 126;

    private final Socket socket = new Socket();

    DeafClient(Place place) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", place.http()));
        write(("GET /ws/chat HTTP/1.1\r\nHost: 127.0.0.1:" + place.http()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: baton.v1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        skipHead(socket.getInputStream());
    }

    /** A frame of at most 64 KiB, masked with zeros. */
    void send(String json) throws IOException {
        var text = json.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(8 + text.length).put((byte) 0x81);
        if (text.length < LONG_FRAME) {
            frame.put((byte) (0x80 | text.length));
        } else {
            frame.put((byte) (0x80 | LONG_FRAME)).putShort((short) text.length);
        }
        frame.putInt(0).put(text).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        write(bytes);
    }

    /** Whether the other side has ended the connection, as one can see without reading. */
    boolean isCutOff() {
        try {
            send("{\"ping\":{}}");
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static void skipHead(InputStream in) throws IOException {
        var end = 0;
        while (end < 4) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the server did not open a socket");
            }
            end = next == '\r' || next == '\n' ? end + 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
