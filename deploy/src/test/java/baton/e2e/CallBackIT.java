package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.RoutedWork;
import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer who would rather be called than wait is called: it is work for an agent, tried again if need be, and never forgotten. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class CallBackIT {

    private static final String CALL_BACK = "\"maxWait\":\"1s\",\"alternative\":\"call-back\"";

    @Test
    void aCallerWhoWaitedTooLongIsCalledBackAndCalledAgainWhenNotReached(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("main", CALL_BACK);
        var caller = scene.phone("380671230011");
        caller.dial(scene.company().main());
        caller.isFree();
        assertThat(caller.reason()).isEqualTo("Nobody can answer now");

        var anna = scene.agent("anna");
        var offer = anna.awaitOffer("text");
        var episode = offer.getEpisodeId();
        assertThat(offer.getChannel()).isEqualTo("call-back");
        anna.takeChat(episode);
        assertThat(anna.episode(episode).getCallBack().getNumber()).isEqualTo("380671230011");
        anna.reportCallBack(episode, 1, "not-reached");
        await().until(() -> !anna.serves(episode));
        anna.goAway();
        var ben = scene.agent("ben");
        ben.takeChat(episode);
        assertThat(ben.episode(episode).getCallBack().getAttempt()).isEqualTo(2);
        ben.reportCallBack(episode, 2, "reached");
        await().until(() -> !ben.episode(episode).hasCallBack());
        ben.finish(episode);

        assertThat(scene.journal().entries(episode))
                .extracting(entry -> entry.getFactCase())
                .containsSubsequence(
                        FactCase.LEG_OPENED,
                        FactCase.LEG_ENDED,
                        FactCase.CALL_BACK_REQUESTED,
                        FactCase.CALL_BACK_TRIED,
                        FactCase.AGENT_RELEASED,
                        FactCase.CALL_BACK_TRIED,
                        FactCase.EPISODE_CLOSED);
        assertThat(boss.routing(episode).getWorksList())
                .hasSize(3)
                .extracting(RoutedWork::getSince)
                .containsOnly(boss.work(episode).getSince());
    }

    @Test
    void aCustomerInTheChatWhoLeavesANumberKeepsTheirPlaceAndTheLastAttemptLeavesItToTheAgent(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("main", CALL_BACK);
        boss.agent("anna", "main", "\"capacity\":{\"text\":1}");
        var customer = scene.customer();
        var episode = customer.say("Where is my lamp?").getEpisodeId();
        await().until(() -> customer.facts(episode).contains(FactCase.WAIT_ANNOUNCED));
        var other = scene.customer().say("And mine?").getEpisodeId();
        customer.say("Call me: +380 67 123 00 12");
        await().until(() -> customer.facts(episode).contains(FactCase.CALL_BACK_REQUESTED));

        var anna = scene.agent("anna");
        for (var attempt = 1; attempt <= 3; attempt++) {
            assertThat(anna.awaitOffer("text").getEpisodeId()).isEqualTo(episode);
            anna.takeChat(episode);
            assertThat(anna.episode(episode).getCallBack().getNumber()).isEqualTo("+380671230012");
            anna.reportCallBack(episode, attempt, "not-reached");
            if (attempt == 1) {
                anna.takeChat(other);
                anna.finish(other);
            }
        }

        assertThat(anna.serves(episode)).as("the last attempt").isTrue();
        assertThatThrownBy(() -> anna.reportCallBack(episode, 5, "reached")).isInstanceOf(Refused.class);
        anna.finish(episode);
        customer.awaitStatus(episode, "closed");
    }
}
