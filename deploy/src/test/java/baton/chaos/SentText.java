package baton.chaos;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A socket that notes what is sent. */
final class SentText implements WebSocket {

    private final List<String> texts = new ArrayList<>();
    private boolean aborted;

    /** What has been sent since the last question. */
    List<String> take() {
        var taken = List.copyOf(texts);
        texts.clear();
        return taken;
    }

    boolean isAborted() {
        return aborted;
    }

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
        texts.add(data.toString());
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int code, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void request(long count) {}

    @Override
    public String getSubprotocol() {
        return "baton.v1";
    }

    @Override
    public boolean isOutputClosed() {
        return aborted;
    }

    @Override
    public boolean isInputClosed() {
        return aborted;
    }

    @Override
    public void abort() {
        aborted = true;
    }
}
