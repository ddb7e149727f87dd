package baton.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.call.CallCommand.EndCall;
import baton.engine.call.CallCommand.StopPhone;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallOrder.OrderCase;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;

/** An order that got lost on its way to a door that lives is said again soon: somebody waits for it. */
class LostOrderTest extends TwoDoors {

    @Test
    void aPhoneThatIsToRingIsOrderedAgainAfterTwoSeconds() {
        receive();
        ring("o1");
        orders(first);

        passes(Duration.ofSeconds(2));

        assertThat(orders(first)).singleElement().satisfies(order -> assertThat(
                        order.getRingPhone().getOfferId())
                .isEqualTo("o1"));
    }

    @Test
    void theTwoAreToBeConnectedIsSaidAgain() {
        talk();
        orders(first);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(first)).containsExactly(OrderCase.CONNECT);
    }

    @Test
    void aPhoneThatIsToRingNoMoreIsStoppedAgain() {
        receive();
        ring("o1");
        act(to -> new StopPhone("o1", "timed-out", to));
        orders(first);

        passes(Duration.ofSeconds(2));

        var again = orders(first);
        assertThat(again).extracting(CallOrder::getOrderCase).containsExactly(OrderCase.STOP_PHONE, OrderCase.PROGRESS);
        assertThat(again.get(0).getStopPhone().getOfferId()).isEqualTo("o1");
    }

    @Test
    void aPhoneThatWasStoppedJustBeforeItsNodeDiedIsStoppedAgain() {
        receive();
        ring("o1");
        act(to -> new StopPhone("o1", "timed-out", to));
        entity.restart();
        orders(first);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(first)).contains(OrderCase.STOP_PHONE);
    }

    @Test
    void aPhoneThatWasStoppedLongAgoHasHeardOfIt() {
        receive();
        ring("o1");
        act(to -> new StopPhone("o1", "timed-out", to));
        passes(Duration.ofMinutes(2));
        ring("o2");
        orders(first);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(first)).containsExactly(OrderCase.RING_PHONE);
    }

    @Test
    void theEndIsSaidAgain() {
        talk();
        act(to -> new EndCall("agent-hung-up", to));
        orders(first);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(first)).containsExactly(OrderCase.HANG_UP);
    }

    @Test
    void anOrderIsSaidLessAndLessOftenAndThenOnlyOnceAMinute() {
        receive();
        ring("o1");
        orders(first);

        var said = List.of(saidIn(2), saidIn(3), saidIn(1), saidIn(7), saidIn(1), saidIn(40));

        assertThat(said).containsExactly(1, 0, 1, 0, 1, 0);
    }

    @Test
    void whatHasBeenDoneMeanwhileIsNotOrderedAgain() {
        receive();
        ring("o1");
        pickUp("o1");
        orders(first);

        passes(Duration.ofSeconds(20));

        assertThat(orders(first)).isEmpty();
    }

    @Test
    void aDoorThatDoesNotLetGoIsToldAgain() {
        talk();
        claim("c1", "l1", "r1");
        orders(first);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(first)).containsExactly(OrderCase.LET_GO);
        assertThat(kinds(second)).endsWith(OrderCase.CONNECT, OrderCase.CONNECT);
        assertThat(List.of(saidIn(4), saidIn(8), saidIn(40))).containsExactly(1, 1, 0);
    }

    /** A door that talks says nothing by which it would hear of it, but an ACK that it waits for in vain makes it hang up. */
    @Test
    void aDoorThatDoesNotLetGoIsToldAgainByACallThatHasWokenUp() {
        receive();
        claim("c1", "l1", "r1");
        orders(first);

        entity.restart();
        passes(Duration.ofSeconds(2));

        eventually(() -> assertThat(orders(first)).anyMatch(CallOrder::hasLetGo));
    }

    @Test
    void aSecondDoorWithTheSameInvitationIsToldAgainToLetGo() {
        talk();
        receiveAt(SECOND);
        orders(second);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(second)).containsExactly(OrderCase.LET_GO);
    }

    @Test
    void aDoorThatHasTheCallAgainMayKeepIt() {
        talk();
        claim("c1", "l1", "r1");
        act(to -> new CallCommand.ClaimCall(FIRST, "c1", "l1", "r1", to));
        orders(first);
        orders(second);

        passes(Duration.ofSeconds(2));

        assertThat(kinds(first)).containsExactly(OrderCase.CONNECT);
        assertThat(kinds(second)).containsExactly(OrderCase.LET_GO);
    }

    private int saidIn(int seconds) {
        passes(Duration.ofSeconds(seconds));
        return orders(first).size();
    }

    private static List<OrderCase> kinds(TestProbe<CallOrder> door) {
        return orders(door).stream().map(CallOrder::getOrderCase).toList();
    }
}
