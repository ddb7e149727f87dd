package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.Bye;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.Welcome;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Several messages are under way at one time, and stay in order as long as nodes keep theirs. */
class CustomerTest {

    private static final Pattern SAID = Pattern.compile("\"say\":\\{\"messageId\":\"([^\"]+)\"");

    private final StillThread thread = new StillThread();
    private Customer ann = ann(Manner.of(4));
    private SentText socket = new SentText();
    private Wire wire = Wire.over(socket, thread, ann);
    private int stored;

    @Test
    void fourMessagesAreUnderWayAtOneTime() {
        arrives();

        ann.speak();

        assertThat(said()).containsExactly("ann-1", "ann-2", "ann-3", "ann-4");
    }

    @Test
    void theNextOnesComeWhenAllAreAcknowledgedAndAnswered() {
        arrives();
        ann.speak();
        said();

        List.of("ann-1", "ann-2", "ann-3", "ann-4").forEach(this::acknowledge);
        thread.pass(2_000);
        assertThat(said()).as("nobody has answered").isEmpty();
        List.of("ann-1", "ann-2", "ann-3", "ann-4").forEach(this::answer);
        thread.pass(2_000);

        assertThat(said()).as("the fifth twice at once").containsExactly("ann-5", "ann-5", "ann-6", "ann-7", "ann-8");
    }

    @Test
    void whoIsAcknowledgedAndNotAnsweredForAWhileWritesOnAndIsNotSettledForAllThat() {
        arrives();
        ann.speak();
        said();
        List.of("ann-1", "ann-2", "ann-3", "ann-4").forEach(this::acknowledge);

        thread.pass(4_200);

        assertThat(said()).contains("ann-5", "ann-8");
        List.of("ann-5", "ann-6", "ann-7", "ann-8").forEach(this::acknowledge);
        List.of("ann-5", "ann-6", "ann-7", "ann-8").forEach(this::answer);
        assertThat(ann.isSettled()).as("the first four have no answer").isFalse();
        List.of("ann-1", "ann-2", "ann-3", "ann-4").forEach(this::answer);
        assertThat(ann.isSettled()).isTrue();
    }

    /** Else an entry that is still on its way there would count as lost. */
    @Test
    void whatIsAcknowledgedIsToComeToTheScreen() {
        arrives();
        ann.speak();
        acknowledge("ann-1");
        assertThat(ann.seesWhatItWasPromised()).isFalse();

        shows(stored);

        assertThat(ann.seesWhatItWasPromised()).isTrue();
    }

    @Test
    void whoIsNotAcknowledgedSaysNothingNew() {
        arrives();
        ann.speak();
        said();
        List.of("ann-1", "ann-2", "ann-4").forEach(this::acknowledge);
        List.of("ann-1", "ann-2", "ann-4").forEach(this::answer);

        thread.pass(9_000);

        assertThat(said()).isEmpty();
        assertThat(ann.isSettled()).isFalse();
    }

    /** A node that stood still after its first answer kept its customer waiting for as long as it did. */
    @Test
    void whoHasOneAnswerAndWaitsForTheOthersIsNotPatientForEver() {
        arrives();
        ann.speak();
        acknowledge("ann-1");

        thread.pass(19_000);
        assertThat(socket.isOutputClosed()).isFalse();
        thread.pass(1_000);

        assertThat(socket.isOutputClosed()).isTrue();
    }

    @Test
    void afterAReconnectWhatIsNotAcknowledgedIsSentAgainInItsOrder() {
        arrives();
        ann.speak();
        acknowledge("ann-2");

        socket = new SentText();
        wire = Wire.over(socket, thread, ann);
        arrives();

        assertThat(said()).containsExactly("ann-1", "ann-3", "ann-4");
    }

    @Test
    void whenOneIsToBeTriedAgainAllThatAreNotAcknowledgedFollowIt() {
        arrives();
        ann.speak();
        said();

        tryAgain("ann-1", 1_000);
        acknowledge("ann-2");
        thread.pass(999);
        assertThat(said()).isEmpty();
        thread.pass(1);

        assertThat(said()).containsExactly("ann-1", "ann-3", "ann-4");
    }

    @Test
    void theyAreSentAgainOnceAndNotBeforeTheLastOfThemMayBe() {
        arrives();
        ann.speak();
        said();

        tryAgain("ann-1", 1_000);
        thread.pass(900);
        tryAgain("ann-2", 1_000);
        thread.pass(999);
        assertThat(said()).isEmpty();
        thread.pass(5_000);

        assertThat(said()).containsExactly("ann-1", "ann-2", "ann-3", "ann-4");
    }

    @Test
    void whoSwapsSendsTheSecondBeforeTheFirstNowAndThen() {
        ann = ann(new Manner(2, true));
        wire = Wire.over(socket, thread, ann);
        arrives();

        ann.speak();
        ann.speak();

        assertThat(said()).containsExactly("ann-1", "ann-2", "ann-4", "ann-3");
        assertThat(ann.said().ids()).containsExactly("ann-1", "ann-2", "ann-3", "ann-4");
    }

    @Test
    void whoIsToldByeComesBackWhenTold() {
        arrives();

        bye(1_840);
        ann.ended(wire);

        assertThat(thread.next()).isEqualTo(1_840);
        assertThat(ann.byes.heard()).isEqualTo(1);
    }

    @Test
    void whoIsToldNothingComesBackAtOnce() {
        arrives();

        ann.ended(wire);

        assertThat(thread.next()).isEqualTo(150);
        assertThat(ann.byes.missing())
                .as("nobody said that the node goes in order")
                .isZero();
    }

    @Test
    void aNodeThatGoesInOrderHasToSayBye() {
        arrives();
        ann.leaves(0);

        ann.ended(wire);

        assertThat(ann.byes.missing()).isEqualTo(1);
    }

    @Test
    void whoComesToANodeThatGoesIsToldByeToo() {
        ann.leaves(0);
        arrives();
        bye(500);
        ann.ended(wire);
        assertThat(ann.byes.missing()).isZero();

        wire = Wire.over(socket, thread, ann);
        arrives();
        ann.ended(wire);
        assertThat(ann.byes.missing()).isEqualTo(1);

        wire = Wire.over(socket, thread, ann);
        ann.hasLeft();
        arrives();
        ann.ended(wire);
        assertThat(ann.byes.missing()).as("it has gone").isEqualTo(1);
    }

    @Test
    void whoDoesNotReadOrEndsTheConnectionHearsNoBye() {
        arrives();
        ann.leaves(0);
        ann.stopReading();
        ann.ended(wire);
        assertThat(ann.byes.missing()).isZero();
    }

    @Test
    void whoHearsNothingForTenSecondsEndsItAndIsOwedNoBye() {
        arrives();
        ann.speak();
        ann.leaves(0);

        thread.pass(10_000);

        assertThat(socket.isAborted()).isTrue();
        assertThat(ann.byes.missing()).isZero();
    }

    private Customer ann(Manner manner) {
        return new Customer("ann", manner, new Company(0), List.of(1), 0, thread);
    }

    private void bye(int millis) {
        ann.heard(
                wire,
                ServerFrame.newBuilder()
                        .setBye(Bye.newBuilder().setCode("restart").setReconnectAfterMs(millis))
                        .build());
    }

    private void arrives() {
        ann.connected(wire);
        ann.heard(
                wire,
                ServerFrame.newBuilder()
                        .setWelcome(Welcome.getDefaultInstance())
                        .build());
    }

    private void acknowledge(String id) {
        ann.heard(
                wire,
                ServerFrame.newBuilder()
                        .setAccepted(DeedAccepted.newBuilder()
                                .setRef(id)
                                .setEpisodeId("e-1")
                                .setNumber(++stored))
                        .build());
    }

    private void tryAgain(String id, int millis) {
        ann.heard(
                wire,
                ServerFrame.newBuilder()
                        .setRefused(DeedRefused.newBuilder()
                                .setRef(id)
                                .setCode("try-again")
                                .setRetryAfterMs(millis))
                        .build());
    }

    private void shows(int upTo) {
        ann.heard(
                wire,
                ServerFrame.newBuilder()
                        .setEntries(Entries.newBuilder().setEpisodeId("e-1").setUpTo(upTo))
                        .build());
    }

    private void answer(String id) {
        var entry = Entry.newBuilder().setNumber(++stored);
        entry.getEventBuilder().getMessageSentBuilder().setMessageId(Clerk.answerTo(id));
        ann.heard(
                wire,
                ServerFrame.newBuilder()
                        .setEntries(Entries.newBuilder()
                                .setEpisodeId("e-1")
                                .setAfter(stored - 1)
                                .setUpTo(stored)
                                .addEntries(entry))
                        .build());
    }

    /** The ids of what was said since the last question. */
    private List<String> said() {
        return socket.take().stream()
                .map(SAID::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
