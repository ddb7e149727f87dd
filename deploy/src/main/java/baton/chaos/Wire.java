package baton.chaos;

import baton.protocol.client.v1.ServerFrame;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One WebSocket that speaks {@code baton.v1}. What comes in is told on the clients' thread. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Hears what comes. */
    interface Listener {

        void heard(Wire from, ServerFrame frame);

        /** The connection has ended. May be said more than once. */
        void ended(Wire wire);
    }

    private final Executor thread;
    private final Listener listener;
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
    private boolean reading = true;
    private long unread;

    private Wire(Executor thread, Listener listener) {
        this.thread = thread;
        this.listener = listener;
    }

    /** @param protocols as in the handshake: the version first */
    static Wire open(URI address, List<String> protocols, Executor thread, Listener listener) {
        var wire = new Wire(thread, listener);
        var others = protocols.subList(1, protocols.size()).toArray(String[]::new);
        wire.sending = HTTP.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .subprotocols(protocols.get(0), others)
                .buildAsync(address, wire.new Ear())
                .whenComplete((socket, refused) -> {
                    if (refused != null) {
                        thread.execute(() -> listener.ended(wire));
                    }
                });
        return wire;
    }

    /** One that is open already. */
    static Wire over(WebSocket socket, Executor thread, Listener listener) {
        var wire = new Wire(thread, listener);
        wire.sending.complete(socket);
        return wire;
    }

    /** In order; after the end it is for nobody. */
    void send(MessageOrBuilder frame) {
        try {
            var text = PRINTER.print(frame);
            sending = sending.thenCompose(socket -> socket.sendText(text, true));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Ends it without a word, like a browser that is killed. */
    void cut() {
        sending.thenAccept(WebSocket::abort);
        listener.ended(this);
    }

    /** Reads nothing any more, so that what is sent piles up on the way. */
    void stopReading() {
        reading = false;
    }

    void readOn() {
        reading = true;
        var missed = unread;
        unread = 0;
        if (missed > 0) {
            sending.thenAccept(socket -> socket.request(missed));
        }
    }

    private final class Ear implements WebSocket.Listener {

        private final StringBuilder pieces = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            pieces.append(data);
            if (last) {
                var text = pieces.toString();
                pieces.setLength(0);
                thread.execute(() -> listener.heard(Wire.this, frame(text)));
            }
            thread.execute(() -> {
                if (reading) {
                    from.request(1);
                } else {
                    unread++;
                }
            });
            return null;
        }

        private static ServerFrame frame(String text) {
            var frame = ServerFrame.newBuilder();
            try {
                PARSER.merge(text, frame);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("the node sent what is no frame", e);
            }
            return frame.build();
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            thread.execute(() -> listener.ended(Wire.this));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            thread.execute(() -> listener.ended(Wire.this));
        }
    }
}
