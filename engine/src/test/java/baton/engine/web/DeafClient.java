package baton.engine.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that opens a socket, speaks, and never reads what it is told. */
public final class DeafClient implements AutoCloseable {

    private final Socket socket = new Socket();

    public DeafClient(int port, String path, String protocols) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: " + protocols + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        skipHead(socket.getInputStream());
    }

    /** A short frame, masked with zeros. */
    public void send(String json) throws IOException {
        var text = json.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[6 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(text, 0, frame, 6, text.length);
        write(frame);
    }

    /** Whether the other side has ended the connection, as one can see without reading. */
    public boolean isCutOff() {
        try {
            send("{\"ping\":{}}");
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
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
}
