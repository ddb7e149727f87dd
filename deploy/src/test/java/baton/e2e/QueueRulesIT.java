package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import baton.protocol.journal.v1.WaitAnnounced;
import com.google.protobuf.util.Timestamps;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What queues promise: overflow, business hours, wrap-up, the longest wait, and that supervisors can move what waits. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class QueueRulesIT {

    private static final String SDP =
            "v=0\r\no=x 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n";

    private static final String ALWAYS =
            "\"timeZone\":\"UTC\",\"week\":[{\"days\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\","
                    + "\"saturday\",\"sunday\"],\"from\":\"00:00\",\"to\":\"24:00\"}]";

    @Test
    void agentsOfTheOverflowQueueAreAskedAfterAWhileAndOnlyThen(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("sales", "\"priority\":0");
        boss.queue("main", "\"overflowQueue\":\"sales\",\"overflowAfter\":\"2s\"");
        boss.agent("chloe", "sales", "");
        var chloe = scene.agent("chloe");

        var episode = written(scene.customer());

        var offer = chloe.awaitOffer(episode, "text");
        var work = boss.work(episode);
        assertThat(offer.getQueueId()).isEqualTo("main");
        assertThat(Timestamps.toMillis(offer.getMadeAt()) - Timestamps.toMillis(work.getSince()))
                .isGreaterThanOrEqualTo(2_000);
        assertThat(work.getExplanation().getCandidates(0).getAgentId()).isEqualTo("chloe");
    }

    @Test
    void aHolidayClosesAQueueTellsTheChatAndSendsCallersAway(Scene scene) {
        var boss = Boss.of(scene);
        boss.changes(
                "hours/office",
                "{%s,\"holidays\":[%s]}"
                        .formatted(
                                ALWAYS,
                                "{\"date\":\"%s\"},{\"date\":\"%s\"}"
                                        .formatted(
                                                LocalDate.now(ZoneOffset.UTC),
                                                LocalDate.now(ZoneOffset.UTC).plusDays(1))));
        boss.queue("main", "\"hours\":\"office\",\"alternative\":\"message\"");
        var anna = scene.agent("anna");
        var phone = scene.phoneOf(anna);
        var customer = scene.customer();

        var episode = written(customer);
        var told = awaitAnnounced(customer, episode);
        var caller = scene.phone("380671230004");
        caller.dial(scene.company().main());
        caller.isFree();

        assertThat(told.getKind()).isEqualTo("closed");
        assertThat(told.getAlternative()).isEqualTo("message");
        assertThat(told.getOpensAt().getSeconds())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC)
                        .plusDays(2)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toEpochSecond());
        assertThat(caller.reason()).isEqualTo("Nobody can answer now");
        assertThat(anna.view().getOffersCount()).isZero();

        boss.changes("hours/office", "{%s}".formatted(ALWAYS));
        anna.takeChat(episode);
        caller.dial(scene.company().main());
        phone.picksUp();
    }

    @Test
    void aCallToAClosedQueueIsAnsweredWithTheReason(Scene scene) {
        var boss = Boss.of(scene);
        boss.changes("hours/never", "{\"timeZone\":\"UTC\"}");
        boss.queue("main", "\"hours\":\"never\"");

        try (var wire = new Wire(scene.place())) {
            var answer = wire.ask(wire.request("INVITE", scene.company().main(), SDP));

            assertThat(answer).isEqualTo("SIP/2.0 480 Closed now");
        }
    }

    @Test
    void aWrapUpIsAsLongAsTheQueueSaysTakesItsPlaceAndEndsByItself(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("main", "\"wrapUp\":\"5s\"");
        boss.agent("anna", "main", "\"capacity\":{\"text\":1}");
        var anna = scene.agent("anna");
        var customer = scene.customer();
        var episode = written(customer);
        anna.takeChat(episode);
        var next = written(scene.customer());
        boss.awaitWaiting("main", 1, 0);

        anna.wrapUp(episode);
        anna.prolongWrapUp(episode);
        assertThatThrownBy(() -> anna.prolongWrapUp(episode)).isInstanceOf(Refused.class);
        var offer = anna.awaitOffer(next, "text");

        customer.awaitStatus(episode, "closed");
        var started = at(anna, episode, FactCase.WRAP_UP_STARTED);
        var closed = at(anna, episode, FactCase.EPISODE_CLOSED);
        assertThat(closed - started).isBetween(10_000L, 20_000L);
        assertThat(Timestamps.toMillis(offer.getMadeAt())).isGreaterThanOrEqualTo(closed);
    }

    @Test
    void whoHasWaitedTooLongIsToldWhatElseThereIsAndKeepsTheirPlace(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("main", "\"maxWait\":\"1s\",\"alternative\":\"message\"");
        var customer = scene.customer();
        var episode = written(customer);

        var told = awaitAnnounced(customer, episode);

        assertThat(told.getKind()).isEqualTo("long-wait");
        assertThat(told.getAlternative()).isEqualTo("message");
        var since = boss.work(episode).getSince();
        scene.agent("anna").takeChat(episode);
        assertThat(boss.work(episode).getSince()).isEqualTo(since);
        assertThat(customer.facts(episode).stream().filter(FactCase.WAIT_ANNOUNCED::equals))
                .hasSize(1);
    }

    @Test
    void aSupervisorMovesACallThatWaitsToAnotherQueueAndItKeepsItsSeniority(Scene scene) {
        var boss = Boss.of(scene);
        boss.queue("sales", "\"priority\":0");
        boss.agent("chloe", "sales", "");
        var phone = scene.phoneOf(scene.agent("chloe"));
        var caller = scene.phone("380671230005");
        caller.dial(scene.company().main());
        boss.awaitWaiting("main", 0, 1);
        var item = boss.wall("main").getItems(0);

        boss.desk().reassign(item.getEpisodeId(), "", "sales");

        phone.picksUp();
        caller.talks();
        var works = boss.routing(item.getEpisodeId()).getWorksList();
        assertThat(works).extracting(work -> work.getQueueId()).containsExactly("main", "sales");
        assertThat(works.get(1).getSince()).isEqualTo(works.get(0).getSince());
        boss.awaitWaiting("main", 0, 0);
    }

    private static String written(ChatClient customer) {
        return customer.say("Where is my lamp?").getEpisodeId();
    }

    private static WaitAnnounced awaitAnnounced(ChatClient customer, String episode) {
        await().until(() -> customer.facts(episode).contains(FactCase.WAIT_ANNOUNCED));
        return customer.screen.entries(episode).values().stream()
                .filter(event -> event.hasWaitAnnounced())
                .findFirst()
                .orElseThrow()
                .getWaitAnnounced();
    }

    private static long at(DeskClient desk, String episode, FactCase fact) {
        await().until(() -> desk.facts(episode).contains(fact));
        return desk.screen.entries(episode).values().stream()
                .filter(event -> event.getFactCase() == fact)
                .mapToLong(event -> Timestamps.toMillis(event.getAt()))
                .findFirst()
                .orElseThrow();
    }
}
