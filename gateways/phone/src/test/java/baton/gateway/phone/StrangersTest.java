package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** Each address may have two calls, and all of them together half of ten. */
class StrangersTest {

    private static final String TRUNK = "192.0.2.7";

    private final PhoneSettings.Calls limits = PhoneSettings.from(ConfigFactory.parseString(
                            "baton.phone.calls { limit = 10, per-stranger = 2, strangers-percent = 50 }")
                    .withFallback(ConfigFactory.load()))
            .calls();
    private final Strangers strangers = new Strangers(Set.of(TRUNK), limits);

    @Test
    void anAddressForWhichNobodyVouchesHoldsOnlySoManyCalls() {
        calls("one");
        assertThat(strangers.isTooMany("one")).isFalse();

        calls("one");

        assertThat(strangers.isTooMany("one")).isTrue();
        assertThat(strangers.isTooMany("other")).isFalse();
    }

    @Test
    void allOfThemTogetherLeaveTheTrunksTheirRoom() {
        for (var i = 0; i < 4; i++) {
            calls("address " + i);
        }
        assertThat(strangers.isTooMany("another")).isFalse();

        calls("address 4");

        assertThat(strangers.isTooMany("another")).isTrue();
        assertThat(strangers.isTooMany(TRUNK)).isFalse();
    }

    @Test
    void aTrustedTrunkIsNoStrangerAndTakesNothingOfWhatTheyHave() {
        for (var i = 0; i < 9; i++) {
            calls(TRUNK);
        }

        assertThat(strangers.isTooMany(TRUNK)).isFalse();
        assertThat(strangers.isTooMany("one")).isFalse();
    }

    @Test
    void whereNoTrunkIsTrustedNobodyIsAStranger() {
        var open = new Strangers(Set.of(), limits);
        for (var i = 0; i < 9; i++) {
            open.add(TestInbox.<CallCommand>create().getRef(), "one");
        }

        assertThat(open.isTooMany("one")).isFalse();
    }

    @Test
    void aCallThatIsOverMakesRoomForOneMore() {
        var first = calls("one");
        calls("one");

        strangers.forget(first);
        strangers.forget(first);

        assertThat(strangers.isTooMany("one")).isFalse();
        calls("one");
        assertThat(strangers.isTooMany("one")).isTrue();
    }

    @Test
    void callsThatAreOverTakeNothingOfWhatAllHave() {
        for (var i = 0; i < 5; i++) {
            strangers.forget(calls("address " + i));
        }

        assertThat(strangers.isTooMany("another")).isFalse();
    }

    private ActorRef<CallCommand> calls(String source) {
        var call = TestInbox.<CallCommand>create().getRef();
        strangers.add(call, source);
        return call;
    }
}
