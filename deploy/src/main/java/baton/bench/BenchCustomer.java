package baton.bench;

import baton.protocol.client.v1.ServerFrame;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A customer with an open chat. Lives on the thread of its {@link WireLoop}. */
final class BenchCustomer implements Writer, WireSocket.Listener {

    /** What the node asks for when it does not know whether a message was stored. */
    static final int RETRY_MILLIS = 1000;

    /** Numbered messages, which are measured; others have other ids. */
    static final String MEASURED = "m";

    private static final byte[] ACKED = Scan.pattern("{\"accepted\":{\"ref\":\"" + MEASURED);
    private static final byte[] ACCEPTED = Scan.pattern("{\"accepted\":");
    private static final byte[] UNOPENED = Scan.pattern("{\"refused\":{\"ref\":\"o");
    private static final byte[] UNCERTAIN = Scan.pattern("{\"refused\":{\"ref\":\"" + MEASURED);
    private static final byte[] REFUSED = Scan.pattern("{\"refused\":");
    private static final byte[] WELCOME = Scan.pattern("{\"welcome\":");
    private static final byte[] PONG = Scan.pattern("{\"pong\":");
    private static final byte[] BYE = Scan.pattern("{\"bye\":");

    private final Stage stage;
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final WireSocket socket;
    private CompletableFuture<String> opening = new CompletableFuture<>();
    private int openings;
    private String episodeId = "";

    BenchCustomer(Stage stage, int port) throws IOException {
        this.stage = stage;
        this.socket = WireSocket.open(stage.loop(), port, "/ws/chat", "baton.v1", this);
        stage.loop().execute(() -> socket.send("{\"hello\":{\"site\":\"" + BenchTenant.ID + "\"}}"));
    }

    /** Completes with the welcome. */
    CompletableFuture<Void> greeted() {
        return greeted;
    }

    /** The episode of the last message that was not a measured one; empty before the first. */
    String episodeId() {
        return episodeId;
    }

    /** Writes something that opens an episode; completes with its id. */
    CompletableFuture<String> open() {
        opening = new CompletableFuture<>();
        openings++;
        sayHello();
        return opening;
    }

    private void sayHello() {
        say("o" + openings, "hello");
    }

    private static boolean isForLater(byte[] bytes, int from, int to) {
        return string(bytes, from, to).contains("\"try-again\"");
    }

    @Override
    public void say(int message, String text) {
        say(MEASURED + message, text);
    }

    private void say(String messageId, String text) {
        socket.send("{\"say\":{\"messageId\":\"" + messageId + "\",\"text\":\"" + text + "\"}}");
    }

    void ping() {
        socket.send("{\"ping\":{}}");
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (Scan.startsWith(bytes, from, to, ACKED)) {
            stage.traffic().acked(Scan.number(bytes, from + ACKED.length));
        } else if (Scan.startsWith(bytes, from, to, PONG)) {
            stage.traffic().ponged(this);
        } else if (Scan.startsWith(bytes, from, to, ACCEPTED)) {
            episodeId = parse(bytes, from, to).getAccepted().getEpisodeId();
            opening.complete(episodeId);
        } else if (Scan.startsWith(bytes, from, to, WELCOME)) {
            greeted.complete(null);
        } else if (Scan.startsWith(bytes, from, to, UNCERTAIN) && isForLater(bytes, from, to)) {
            stage.traffic().tryAgain(Scan.number(bytes, from + UNCERTAIN.length));
        } else if (Scan.startsWith(bytes, from, to, UNOPENED) && isForLater(bytes, from, to)) {
            stage.later(RETRY_MILLIS, this::sayHello);
        } else if (Scan.startsWith(bytes, from, to, REFUSED) || Scan.startsWith(bytes, from, to, BYE)) {
            stage.broken("a customer was told " + string(bytes, from, to));
        }
    }

    @Override
    public void ended() {
        stage.broken("a customer's connection ended");
    }

    static String string(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    static ServerFrame parse(byte[] bytes, int from, int to) {
        try {
            var frame = ServerFrame.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(string(bytes, from, to), frame);
            return frame.build();
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
