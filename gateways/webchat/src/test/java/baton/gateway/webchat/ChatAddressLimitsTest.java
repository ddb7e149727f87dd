package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all visitors behind one network address may do together. */
class ChatAddressLimitsTest {

    private static final String HELLO = "{\"hello\":{\"site\":\"acme-site\"}}";

    private final ServedDoor door = new ServedDoor(
            new WebchatGateway(),
            """
            baton.webchat {
              address-message-every = 1h
              address-message-burst = 3
              address-visitor-every = 1h
              address-visitor-burst = 4
            }
            """);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void manyVisitorsFromOneAddressWriteNoFasterThanItsPeopleDo() {
        for (var i = 0; i < 3; i++) {
            greeted()
                    .send("{\"say\":{\"messageId\":\"m1\",\"text\":\"hello\"}}")
                    .nextAccepted();
        }

        var refused = greeted()
                .send("{\"say\":{\"messageId\":\"m1\",\"text\":\"hello\"}}")
                .nextRefused();

        assertThat(refused.getCode()).isEqualTo("try-again");
        assertThat(refused.getRetryAfterMs()).isBetween(3_000_000, 3_600_000);
        assertThat(door.engine.messages).hasSize(3);
    }

    @Test
    void namesCountAsMessagesDo() {
        var customer = greeted();
        for (var i = 0; i < 3; i++) {
            customer.send("{\"introduce\":{\"name\":\"Ann\"}}").nextAccepted();
        }

        var refused = customer.send("{\"introduce\":{\"name\":\"Ann\"}}").nextRefused();

        assertThat(refused.getCode()).isEqualTo("try-again");
        assertThat(door.engine.remarks)
                .filteredOn(remark -> remark.endsWith("is called Ann"))
                .hasSize(3);
    }

    @Test
    void anAddressFromWhichVisitorsComeInACrowdIsToldToComeBackAndThoseWhoAreKnownAreLetIn() {
        var token = connect().send(HELLO).next().getWelcome().getToken();
        for (var i = 0; i < 3; i++) {
            greeted();
        }

        var bye = connect().send(HELLO).nextBye();

        assertThat(bye.getCode()).isEqualTo("too-many-visitors");
        assertThat(bye.getReconnectAfterMs()).isBetween(3_000_000, 3_600_000);
        var known = connect().send(HELLO.replace("\"acme-site\"", "\"acme-site\",\"token\":\"" + token + "\""));
        assertThat(known.next().hasWelcome()).isTrue();
        door.putClockForward(Duration.ofHours(1));
        greeted();
    }

    private SocketProbe connect() {
        return door.connect("/ws/chat", List.of("baton.v1"));
    }

    private SocketProbe greeted() {
        var customer = connect().send(HELLO);
        assertThat(customer.next().hasWelcome()).isTrue();
        return customer;
    }
}
