package baton.e2e;

import baton.protocol.client.v1.ServerFrame;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One WebSocket that speaks {@code baton.v1}, written from {@code protocol/README.md}. */
final class Line {

    /** As the page says: what we do not know we ignore. */
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private Line(URI address, List<String> protocols, Consumer<ServerFrame> ear) {
        var others = protocols.subList(1, protocols.size()).toArray(String[]::new);
        socket = HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .subprotocols(protocols.get(0), others)
                .buildAsync(address, new Ear(ear))
                .join();
    }

    /** @throws java.util.concurrent.CompletionException if nobody answers there, or refuses */
    static Line open(URI address, List<String> protocols, Consumer<ServerFrame> ear) {
        return new Line(address, protocols, ear);
    }

    void send(MessageOrBuilder frame) {
        try {
            say(PRINTER.print(frame));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Anything, also what is no frame at all. */
    synchronized void say(String text) {
        sending = sending.exceptionally(lost -> null).thenCompose(sent -> socket.sendText(text, true));
    }

    /** A binary message, which the protocol does not have. */
    synchronized void say(ByteBuffer bytes) {
        sending = sending.exceptionally(lost -> null).thenCompose(sent -> socket.sendBinary(bytes, true));
    }

    /** Completes with the close code when the connection ends; 1006 if it broke. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** Says goodbye. */
    synchronized void close() {
        sending = sending.exceptionally(lost -> null).thenCompose(sent -> socket.sendClose(1000, ""));
    }

    /** Ends without a word, like a browser that is killed. */
    void cut() {
        socket.abort();
        closed.complete(1006);
    }

    private final class Ear implements WebSocket.Listener {

        private final Consumer<ServerFrame> ear;
        private final StringBuilder pieces = new StringBuilder();

        private Ear(Consumer<ServerFrame> ear) {
            this.ear = ear;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            pieces.append(data);
            if (last) {
                var frame = ServerFrame.newBuilder();
                try {
                    PARSER.merge(pieces.toString(), frame);
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException("the server sent what is no frame: " + pieces, e);
                }
                pieces.setLength(0);
                ear.accept(frame.build());
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}
