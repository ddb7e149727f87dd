package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.spi.FakeSessionEnds;
import baton.engine.spi.SessionEnds.Ended;
import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import baton.engine.web.Tokens;
import com.nimbusds.jwt.SignedJWT;
import com.typesafe.config.ConfigFactory;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a session stands, on this node and on all others. */
class SessionsTest {

    private static final String OTHER_HASH =
            "$argon2id$v=19$m=1024,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final ServedDoor door = new ServedDoor(new DeskGateway(), "");
    private final FakeSessionEnds ends = door.engine.sessionEnds();
    private final SignedIn anna = SignedIn.anna(door);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void whoSignsOutOnAnotherNodeIsSignedOutHere() {
        var desk = anna.desk();
        var other = SignedIn.anna(door);
        var unusedTicket = anna.ticket();

        ends.endElsewhere(sessionOf(anna));

        assertThat(desk.nextBye().getCode()).isEqualTo("signed-out");
        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThatThrownBy(() -> anna.connect(unusedTicket))
                .isInstanceOfSatisfying(SocketProbe.Refused.class, refused -> assertThat(refused.status)
                        .isEqualTo(401));
        assertThat(other.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aNodeThatSeesASessionForTheFirstTimeAsksWhetherItIsOver() {
        try (var node = new ServedDoor(new DeskGateway(), "")) {
            node.engine.sessionEnds().endSilently(sessionOf(anna));
            var ben = SignedIn.anna(door);

            assertThat(new SignedIn(node, anna.cookie()).get("/api/v1/me").statusCode())
                    .isEqualTo(401);
            assertThat(new SignedIn(node, ben.cookie()).get("/api/v1/me").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aNodeThatCannotAskLetsNobodyInWhomItDoesNotKnow() {
        try (var node = new ServedDoor(new DeskGateway(), "")) {
            var seen = new SignedIn(node, anna.cookie());
            assertThat(seen.get("/api/v1/me").statusCode()).isEqualTo(200);

            node.engine.sessionEnds().ill = true;

            assertThat(seen.get("/api/v1/me").statusCode()).isEqualTo(200);
            var unseen = new SignedIn(node, SignedIn.anna(door).cookie()).get("/api/v1/me");
            assertThat(unseen.statusCode()).isEqualTo(503);
            assertThat(SignedIn.field(unseen, "code")).isEqualTo("try-again");
        }
    }

    @Test
    void whatTheNetworkHasLostIsFoundOutAFewMinutesLater() {
        try (var node = new ServedDoor(new DeskGateway(), "")) {
            var seen = new SignedIn(node, anna.cookie());
            assertThat(seen.get("/api/v1/me").statusCode()).isEqualTo(200);
            node.engine.sessionEnds().endSilently(sessionOf(anna));
            node.putClockForward(Duration.ofMinutes(4));
            assertThat(seen.get("/api/v1/me").statusCode()).isEqualTo(200);

            node.putClockForward(Duration.ofMinutes(1));

            assertThat(seen.get("/api/v1/me").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void anOpenDeskFindsOutWhatTheNetworkHasLost() {
        try (var node = new ServedDoor(new DeskGateway(), "baton.desk.session-check = 200ms")) {
            var desk = SignedIn.anna(node);
            var open = desk.desk();

            node.engine.sessionEnds().endSilently(sessionOf(desk));

            assertThat(open.nextBye().getCode()).isEqualTo("signed-out");
        }
    }

    @Test
    void whoSignsOutIsStored() {
        assertThat(anna.post("/api/v1/logout").statusCode()).isEqualTo(204);

        assertThat(ends.stored).containsExactly(sessionOf(anna));
    }

    @Test
    void whoSignsOutWhenNothingCanBeStoredIsToldSoAndIsSignedOutHere() {
        var desk = anna.desk();
        ends.ill = true;

        var answer = anna.post("/api/v1/logout");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("set-cookie").orElseThrow()).startsWith("baton_session=;");
        assertThat(desk.nextBye().getCode()).isEqualTo("signed-out");
        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(401);
        ends.ill = false;
        assertThat(anna.post("/api/v1/logout").statusCode()).isEqualTo(204);
        assertThat(ends.stored).containsExactly(sessionOf(anna));
    }

    @Test
    void anotherPasswordEndsAllSessions() {
        var desk = anna.desk();
        var sue = SignedIn.sue(door);
        var unusedTicket = anna.ticket();

        door.engine.configure(
                "acme", company -> company.getAgentsBuilder(0).setName("Anna B").setPasswordHash(OTHER_HASH));

        assertThat(desk.nextBye().getCode()).isEqualTo("signed-out");
        assertThat(anna.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThatThrownBy(() -> anna.connect(unusedTicket)).isInstanceOf(SocketProbe.Refused.class);
        assertThat(sue.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherNameEndsNone() {
        var desk = anna.desk();

        door.engine.configure("acme", company -> company.getAgentsBuilder(0).setName("Anna B"));

        desk.expectPong();
        assertThat(SignedIn.field(anna.get("/api/v1/me"), "name")).isEqualTo("Anna B");
    }

    @Test
    void aCookieThatDoesNotSayWithWhichPasswordIsWorthless() {
        var tokens = new Tokens(
                ConfigFactory.parseString("baton.secret = \"0123456789abcdef0123456789abcdef-of-the-tests\""),
                "desk-session",
                Duration.ofHours(12),
                InstantSource.system());
        var old = "baton_session=" + tokens.issue("acme", "anna", Map.of());
        var with = "baton_session=" + tokens.issue("acme", "anna", Map.of("cre", claim(anna, "cre")));

        assertThat(new SignedIn(door, old).get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(new SignedIn(door, with).get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    private static Ended sessionOf(SignedIn agent) {
        try {
            var claims = jwt(agent).getJWTClaimsSet();
            return new Ended(
                    claims.getStringClaim("tnt"),
                    claims.getJWTID(),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException unreadable) {
            throw new AssertionError(agent.cookie(), unreadable);
        }
    }

    private static String claim(SignedIn agent, String name) {
        try {
            return jwt(agent).getJWTClaimsSet().getStringClaim(name);
        } catch (ParseException unreadable) {
            throw new AssertionError(agent.cookie(), unreadable);
        }
    }

    private static SignedJWT jwt(SignedIn agent) throws ParseException {
        return SignedJWT.parse(agent.cookie().substring("baton_session=".length()));
    }
}
