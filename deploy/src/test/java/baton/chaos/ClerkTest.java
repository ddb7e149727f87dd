package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Offer;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.Welcome;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClerkTest {

    private static final Pattern REF = Pattern.compile("\"ref\":\"([^\"]+)\"");

    private final StillThread thread = new StillThread();
    private final Clerk anna = new Clerk("anna", new Company(0), List.of(1), 0, thread);
    private final SentText socket = new SentText();
    private final Wire wire = Wire.over(socket, thread, anna);

    @Test
    void aDeedIsSentTwiceNowAndThenAndOneOnceMoreAfterTheNext() {
        arrives();

        sevenAreOffered();

        assertThat(deeds())
                .containsExactly(
                        "accept-o-1",
                        "accept-o-2",
                        "accept-o-3",
                        "accept-o-4",
                        "accept-o-5",
                        "accept-o-5",
                        "accept-o-6",
                        "accept-o-7",
                        "accept-o-6");
    }

    @Test
    void howLongADeedWaitsIsMeasuredButNotOfADeskThatReadsNothing() {
        arrives();
        sevenAreOffered();
        assertThat(anna.longestWait()).isPositive();

        anna.stopReading();

        assertThat(anna.longestWait()).isZero();
    }

    private void arrives() {
        anna.connected(wire);
        anna.heard(
                wire,
                ServerFrame.newBuilder()
                        .setWelcome(Welcome.getDefaultInstance())
                        .build());
    }

    private void sevenAreOffered() {
        var view = AgentView.newBuilder().setPresence("available");
        IntStream.rangeClosed(1, 7)
                .forEach(n ->
                        view.addOffers(Offer.newBuilder().setOfferId("o-" + n).setMedium("text")));
        anna.heard(wire, ServerFrame.newBuilder().setAgent(view).build());
    }

    private List<String> deeds() {
        return socket.take().stream()
                .map(REF::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
