package baton.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoorstepTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final Doorstep.Listener listener = new Doorstep.Listener() {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void refused() {
            heard.add("refused");
        }

        @Override
        public void broke() {
            heard.add("broke");
        }
    };

    @Test
    void itHearsThatSomebodyOpensAndThatTheConnectionBreaks() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var doorstep = new Doorstep("", (InetSocketAddress) door.getLocalSocketAddress(), listener)) {
            assertThat(next()).isEqualTo("opened");

            door.accept().close();

            assertThat(next()).isEqualTo("broke");
        }
    }

    @Test
    void aPortThatNobodyHasIsARefusal() throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());

        try (var doorstep = new Doorstep("", address, listener)) {
            assertThat(next()).isEqualTo("refused");
        }
    }

    @Test
    void aHostThatHasNoAddressIsNoEvidence() throws Exception {
        try (var doorstep = new Doorstep("", InetSocketAddress.createUnresolved("no-such-host", 1), listener)) {
            assertThat(next()).isEqualTo("broke");
        }
    }

    @Test
    void onlyTheTextOfTheErrnoTellsARefusalFromSilence() {
        assertThat(Doorstep.isRefusal(new ConnectException("Connection refused")))
                .isTrue();
        assertThat(Doorstep.isRefusal(new ConnectException("Connection timed out")))
                .isFalse();
        assertThat(Doorstep.isRefusal(new NoRouteToHostException("No route to host")))
                .isFalse();
        assertThat(Doorstep.isRefusal(new IOException("Network is unreachable")))
                .isFalse();
        assertThat(Doorstep.isRefusal(new IOException())).isFalse();
    }

    private String next() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }
}
