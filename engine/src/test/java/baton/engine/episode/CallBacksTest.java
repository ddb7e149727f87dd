package baton.engine.episode;

import static baton.engine.episode.Conversation.EPISODE;
import static baton.engine.episode.Conversation.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.Decision.Already;
import baton.engine.episode.Decision.Persist;
import baton.engine.episode.Decision.Refuse;
import baton.engine.episode.EpisodeEvent.AgentReleased;
import baton.engine.episode.EpisodeEvent.CallBackRequested;
import baton.engine.episode.EpisodeEvent.CallBackTried;
import baton.engine.episode.EpisodeState.Closed;
import baton.engine.episode.EpisodeState.Engaged;
import baton.engine.episode.EpisodeState.Waiting;
import baton.engine.work.Medium;
import baton.engine.work.Work;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallBacksTest {

    private static final String NUMBER = "+380671234567";

    @Test
    void aCallerIsCalledBackWithTheSeniorityOfTheCall() {
        var call = new Conversation();
        call.calls("call-1");
        var since = call.now();

        call.announces("call-1", "long-wait", "call-back");

        assertThat(call.opened().story().timeline().entries())
                .contains(new CallBackRequested("380501112233", "call-1", call.now()));
        assertThat(call.owes()).contains(new EpisodeErrand.EndCall("call-1", "call-back", call.now()));
        var work = waiting(call);
        assertThat(work.since()).isEqualTo(since);
        assertThat(work.medium()).isEqualTo(Medium.TEXT);
        assertThat(work.channel()).isEqualTo("call-back");
        assertThat(call.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void aCallerToAClosedQueueIsCalledBackToo() {
        var call = new Conversation();
        call.calls("call-1");

        call.announces("call-1", "closed", "call-back");

        assertThat(waiting(call).channel()).isEqualTo("call-back");
    }

    @Test
    void aCustomerInTheChatWritesANumberAndKeepsThePlace() {
        var chat = offered();
        var before = waiting(chat);

        chat.says("m2", "Please call me: +380 67 123-45-67");

        var work = waiting(chat);
        assertThat(work.workId()).isNotEqualTo(before.workId());
        assertThat(work.since()).isEqualTo(before.since());
        assertThat(work.channel()).isEqualTo("call-back");
        assertThat(chat.opened().story().callBack()).contains(new CallBack(NUMBER, 0, Optional.empty()));
    }

    @Test
    void aNumberMeansNothingBeforeACallBackIsOffered() {
        var chat = new Conversation();
        chat.writes("m1");
        chat.announces(EPISODE + "/1", "long-wait", "message");

        chat.says("m2", NUMBER);

        assertThat(chat.opened().story().callBack()).isEmpty();
        assertThat(waiting(chat).channel()).isEqualTo("webchat");
    }

    @Test
    void whoWaitsToBeCalledBackIsNotToldAgainThatTheWaitIsLong() {
        var chat = offered();
        chat.says("m2", NUMBER);

        assertThat(chat.announces(waiting(chat).workId(), "long-wait", "call-back"))
                .isInstanceOf(Already.class);
    }

    @Test
    void whoTelephonesAfterHoursWhileTheCallBackIsOpenIsTold() {
        var chat = requestedAndTaken();
        chat.callsBack("anna", 1, false);
        var again = chat.opened().story().callBack().flatMap(CallBack::again);
        chat.calls("call-2");

        chat.announces("call-2", "closed", "call-back");

        assertThat(chat.owes()).contains(new EpisodeErrand.EndCall("call-2", "closed", chat.now()));
        assertThat(chat.opened().story().callBack())
                .as("it stays as it was planned")
                .contains(new CallBack(NUMBER, 1, again));
        assertThat(chat.state()).isInstanceOf(Waiting.class);
    }

    @Test
    void whoTelephonesWhileTheCallBackIsOpenMayStayThroughALongWait() {
        var chat = requestedAndTaken();
        chat.callsBack("anna", 1, false);
        chat.calls("call-2");

        chat.announces("call-2", "long-wait", "call-back");

        assertThat(chat.opened().story().leg("call-2").orElseThrow().status()).isEqualTo("waiting");
        assertThat(chat.opened().story().callBack().orElseThrow().tried()).isEqualTo(1);
    }

    @Test
    void whoWasReachedIsServedByTheAgentWhoCalled() {
        var chat = requestedAndTaken();

        chat.callsBack("anna", 1, true);

        assertThat(chat.opened().story().callBack()).isEmpty();
        assertThat(chat.state()).isInstanceOf(Engaged.class);
    }

    @Test
    void whoWasNotReachedIsCalledAgainLaterBySomebodyWithTheSameSeniority() {
        var chat = requestedAndTaken();
        var since = chat.opened().story().work().seniority();

        chat.callsBack("anna", 1, false);
        var again = chat.now().plus(RULE.pause());

        assertThat(chat.opened().story().timeline().entries())
                .endsWith(
                        new CallBackTried("anna", 1, false, Optional.of(again), chat.now()),
                        new AgentReleased("anna", "call-back-later", chat.now()));
        assertThat(chat.opened().story().work().waiting()).isEmpty();
        assertThat(Deadlines.next(chat.state())).contains(again);
        assertThat(chat.waits(RULE.pause().minusSeconds(1))).isEmpty();
        assertThat(chat.waits(Duration.ofSeconds(1))).hasSize(1);
        assertThat(waiting(chat).since()).isEqualTo(since);
        assertThat(waiting(chat).channel()).isEqualTo("call-back");
        assertThat(chat.waits(RULE.pause())).as("once").isEmpty();
    }

    @Test
    void afterTheLastAttemptTheAgentDecides() {
        var chat = requestedAndTaken();
        for (var attempt = 1; attempt < RULE.attempts(); attempt++) {
            chat.callsBack("anna", attempt, false);
            chat.waits(RULE.pause());
            chat.takes("anna", waiting(chat).workId());
        }

        chat.callsBack("anna", RULE.attempts(), false);

        assertThat(chat.state()).isInstanceOf(Engaged.class);
        assertThat(chat.waits(RULE.pause())).isEmpty();
        chat.closes("anna");
        assertThat(chat.state()).isInstanceOf(Closed.class);
    }

    @Test
    void oneAttemptReportedTwiceIsOneAndOthersCannotReport() {
        var chat = requestedAndTaken();

        assertThat(chat.callsBack("ben", 1, true)).isInstanceOf(Refuse.class);
        assertThat(chat.callsBack("anna", 2, true)).isInstanceOf(Refuse.class);
        chat.callsBack("anna", 1, false);
        assertThat(chat.callsBack("anna", 1, false)).isInstanceOf(Already.class);
        assertThat(Conversation.servedBy("anna").callsBack("anna", 1, true)).isInstanceOf(Refuse.class);
    }

    @Test
    void aSecondCallBackIsReportedFromItsFirstAttemptOn() {
        var chat = requestedAndTaken();
        chat.callsBack("anna", 1, false);
        chat.waits(RULE.pause());
        chat.takes("anna", waiting(chat).workId());
        chat.callsBack("anna", 2, true);
        chat.givesBack("anna");
        chat.announces(waiting(chat).workId(), "long-wait", "call-back");
        chat.says("m3", NUMBER);
        chat.takes("anna", waiting(chat).workId());

        assertThat(chat.callsBack("anna", 2, true))
                .as("the second attempt was one of the first call-back")
                .isInstanceOf(Refuse.class);
        assertThat(chat.callsBack("anna", 1, true)).isInstanceOf(Persist.class);
        assertThat(chat.opened().story().callBack()).isEmpty();
        assertThat(chat.callsBack("anna", 1, true))
                .isEqualTo(new Already(chat.opened().story().timeline().last()));
    }

    @Test
    void aCustomerWhoCallsMeanwhileAndTalksNeedNotBeCalledBack() {
        var chat = requestedAndTaken();
        chat.callsBack("anna", 1, false);

        chat.calls("call-2");
        chat.ends("call-2", "abandoned");
        assertThat(chat.opened().story().callBack().flatMap(CallBack::again)).isPresent();
        assertThat(chat.state())
                .as("a call that nobody answered changes nothing")
                .isInstanceOf(Waiting.class);

        chat.calls("call-3");
        chat.takes("ben", "call-3");
        chat.isAnsweredBy("ben", "call-3");
        assertThat(chat.opened().story().callBack()).isEmpty();
        assertThat(chat.waits(RULE.pause())).isEmpty();
    }

    @Test
    void whoCannotGoOnGivesTheCallBackToSomebodyElse() {
        var chat = requestedAndTaken();

        chat.givesBack("anna");

        assertThat(waiting(chat).channel()).isEqualTo("call-back");
        assertThat(chat.opened().story().callBack()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "+380 67 123-45-67, +380671234567",
        "call 0671234567 please, 0671234567",
        "380671234567, 380671234567",
        "(067) 123 45 67, 0671234567",
        "my order is LM-12345678, ''",
        "0671234567 or 0501112233, ''",
        "on 01.01.2027, ''",
        "+12, ''"
    })
    void aNumberIsFoundInWhatPeopleWrite(String text, String number) {
        assertThat(CallBack.numberIn(text).orElse("")).isEqualTo(number);
    }

    private static Conversation offered() {
        var chat = new Conversation();
        chat.writes("m1");
        chat.announces(EPISODE + "/1", "long-wait", "call-back");
        return chat;
    }

    private static Conversation requestedAndTaken() {
        var chat = offered();
        chat.says("m2", NUMBER);
        chat.takes("anna", waiting(chat).workId());
        return chat;
    }

    /** The one thing for which the customer waits. */
    private static Work waiting(Conversation conversation) {
        var waits = conversation.opened().story().work().customerWaits().toList();
        assertThat(waits).hasSize(1);
        return waits.get(0);
    }
}
