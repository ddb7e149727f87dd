package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WireLoopTest {

    private static final WireSocket.Listener NOBODY = new WireSocket.Listener() {
        @Override
        public void text(byte[] bytes, int from, int to) {}

        @Override
        public void ended() {}
    };

    @Test
    void whoLeavesHangsUp() throws Exception {
        // given a socket to a server that has shaken hands
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var accepted = CompletableFuture.supplyAsync(() -> shakeHands(server));
            var loop = new WireLoop(broken -> {});
            WireSocket.open(loop, server.getLocalPort(), "/socket", "baton.v1", NOBODY);
            try (var peer = accepted.get(30, TimeUnit.SECONDS)) {
                peer.setSoTimeout(30_000);

                // when the loop is closed
                loop.close();

                // then the server sees the end of the connection
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    private static Socket shakeHands(ServerSocket server) {
        try {
            var peer = server.accept();
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) peer.getInputStream().read());
            }
            peer.getOutputStream()
                    .write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return peer;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
