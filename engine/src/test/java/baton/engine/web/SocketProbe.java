package baton.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.Bye;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.ServerFrame;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A client written from {@code protocol/README.md} alone: it parses strictly, so every frame that it gets is one that is described. */
public final class SocketProbe implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;

    private SocketProbe() {}

    static SocketProbe connect(URI address, List<String> protocols, String... headers) {
        var probe = new SocketProbe();
        var builder = HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(PATIENCE);
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.get(0), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        for (var i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            probe.socket = builder.buildAsync(address, probe).join();
            return probe;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse().statusCode());
            }
            throw failure;
        }
    }

    public SocketProbe send(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    public SocketProbe sendPiece(String piece, boolean last) {
        socket.sendText(piece, last).join();
        return this;
    }

    public SocketProbe sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** The connection breaks, without a word. */
    public void tearOff() {
        socket.abort();
    }

    public ServerFrame next() {
        var frame = ServerFrame.newBuilder();
        try {
            JsonFormat.parser().merge(nextText(), frame);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError("not a server frame", unreadable);
        }
        return frame.build();
    }

    public String nextText() {
        try {
            var text = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return text == null ? Assertions.fail("no frame within " + PATIENCE) : text;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public DeedAccepted nextAccepted() {
        var frame = next();
        assertThat(frame.hasAccepted()).as("%s", frame).isTrue();
        return frame.getAccepted();
    }

    public DeedRefused nextRefused() {
        var frame = next();
        assertThat(frame.hasRefused()).as("%s", frame).isTrue();
        return frame.getRefused();
    }

    public Bye nextBye() {
        var frame = next();
        assertThat(frame.hasBye()).as("%s", frame).isTrue();
        return frame.getBye();
    }

    public void expectPong() {
        send("{\"ping\":{}}");
        assertThat(next().hasPong()).isTrue();
    }

    /** The close code; fails if the server does not close in time. */
    public int closeCode() {
        assertThat(closed).succeedsWithin(PATIENCE);
        return closed.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            frames.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(1006);
    }

    /** The server did not open a socket. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public final int status;

        Refused(int status) {
            super("HTTP " + status);
            this.status = status;
        }
    }
}
