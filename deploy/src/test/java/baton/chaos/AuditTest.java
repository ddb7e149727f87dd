package baton.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.testbed.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each broken promise is found, as what it is. */
class AuditTest {

    private static final String EPISODE = "e-1";
    private static final String NUMBER = "380501112000";

    private final Screen customer = new Screen();
    private final Screen anna = new Screen();
    private Sayings said = sayings("m-1", "m-2");
    private final Map<String, DeedAccepted> promised = new LinkedHashMap<>();
    private final Map<String, DeedAccepted> answers = new LinkedHashMap<>();
    private final Map<String, List<EpisodeEvent>> journal = new HashMap<>();
    private final List<Calls> calls = new ArrayList<>();
    private boolean settled = true;
    private int contradictions;
    private long longest;
    private long longestDeed;
    private final Byes byes = new Byes();

    AuditTest() {
        journal.put(
                EPISODE,
                new ArrayList<>(List.of(
                        assigned("anna"),
                        received("m-1"),
                        sent("anna", "re-m-1"),
                        received("m-2"),
                        sent("anna", "re-m-2"))));
        acknowledged(promised, "m-1", 2);
        acknowledged(answers, "re-m-1", 3);
        acknowledged(promised, "m-2", 4);
        acknowledged(answers, "re-m-2", 5);
    }

    @Test
    void nothingIsWrongWhenEverythingIsThereOnce() {
        everybodySeesTheJournal();

        assertThat(verdict()).isEqualTo(new Verdict(4, 0, 0, 0, 0, 0, 0, 0, 0)).matches(Verdict::isGood);
    }

    @Test
    void whatWasAcknowledgedAndIsNotInTheJournalIsLost() {
        everybodySeesTheJournal();
        acknowledged(promised, "m-3", 6);
        said.add("m-3");

        assertThat(verdict().lost()).isEqualTo(1);
    }

    @Test
    void whatTheReaderNeverSawIsLost() {
        show(customer, journal.get(EPISODE));
        show(anna, journal.get(EPISODE).subList(0, 4));

        assertThat(verdict()).isEqualTo(new Verdict(4, 0, 1, 0, 0, 0, 0, 0, 0)).matches(verdict -> !verdict.isGood());
    }

    @Test
    void whatIsStoredTwiceIsDoubled() {
        journal.get(EPISODE).add(received("m-2"));
        everybodySeesTheJournal();

        var verdict = verdict();

        assertThat(verdict.doubled())
                .as("once in the journal and on two screens")
                .isEqualTo(3);
        assertThat(verdict.lost()).isZero();
    }

    @Test
    void anEpisodeTooManyAndAReceiptThatContradictsAnotherAreDoubled() {
        everybodySeesTheJournal();
        journal.put("e-2", List.of());
        contradictions = 1;

        assertThat(verdict().doubled()).isEqualTo(2);
    }

    @Test
    void whatStandsAtAnotherNumberThanWasSaidIsOutOfOrder() {
        everybodySeesTheJournal();
        acknowledged(promised, "m-2", 7);

        assertThat(verdict()).isEqualTo(new Verdict(4, 0, 0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void whatOvertookAnEarlierMessageOfTheSameCustomerIsOutOfOrder() {
        everybodySeesTheJournal();
        said = sayings("m-2", "m-1");

        assertThat(verdict().outOfOrder()).isEqualTo(1);
    }

    @Test
    void aScreenThatShowsSomethingElseThanTheJournalIsOutOfOrder() {
        show(customer, journal.get(EPISODE));
        show(
                anna,
                List.of(
                        assigned("anna"),
                        received("m-2"),
                        sent("anna", "re-m-1"),
                        received("m-1"),
                        sent("anna", "re-m-2")));

        assertThat(verdict().outOfOrder()).isEqualTo(2);
    }

    @Test
    void aGapOnAScreenIsOutOfOrder() {
        everybodySeesTheJournal();
        anna.show(Entries.newBuilder()
                .setEpisodeId(EPISODE)
                .setAfter(9)
                .setUpTo(9)
                .build());

        assertThat(verdict().outOfOrder()).isEqualTo(1);
    }

    @Test
    void whoWaitsForAnAnswerInTheEndIsStuck() {
        everybodySeesTheJournal();
        settled = false;

        assertThat(verdict()).isEqualTo(new Verdict(4, 0, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void aSecondOwnerAndTheAnswerOfSomebodyElseAreOfTheWrongAgent() {
        journal.get(EPISODE).add(assigned("ben"));
        journal.get(EPISODE).add(sent("chloe", "re-m-3"));
        everybodySeesTheJournal();

        assertThat(verdict().wrongAgent()).isEqualTo(2);
    }

    @Test
    void aCallThatWasAnsweredOnceAndHasEndedIsGood() {
        journal.get(EPISODE).addAll(List.of(called("l-1"), answered("l-1", "anna"), ended("l-1")));
        everybodySeesTheJournal();
        calls.add(new Calls(NUMBER, false, 1, 2, 0, true));

        assertThat(verdict()).isEqualTo(new Verdict(4, 1, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aTalkThatNobodyEndedAndOneThatTheJournalDoesNotHaveAreLost() {
        journal.get(EPISODE).addAll(List.of(called("l-1"), answered("l-1", "anna"), ended("l-1")));
        everybodySeesTheJournal();
        calls.add(new Calls(NUMBER, false, 2, 0, 1, true));

        assertThat(verdict().lost()).isEqualTo(2);
    }

    @Test
    void anAnswerToSomebodyElseDoesNotMakeUpForALostTalk() {
        journal.get(EPISODE).addAll(List.of(called("l-1"), answered("l-1", "anna"), ended("l-1")));
        everybodySeesTheJournal();
        calls.add(new Calls("380501112001", false, 1, 0, 0, true));

        assertThat(verdict().lost()).isEqualTo(1);
    }

    @Test
    void aCallThatRingsForEverIsStuck() {
        journal.get(EPISODE).add(called("l-1"));
        everybodySeesTheJournal();

        assertThat(verdict().stuck()).isEqualTo(1);
    }

    @Test
    void aCallWithoutAnEndAndACallerWhoIsNotAnsweredAnyMoreAreStuck() {
        journal.get(EPISODE).addAll(List.of(called("l-1"), answered("l-1", "anna")));
        everybodySeesTheJournal();
        calls.add(new Calls(NUMBER, false, 1, 5, 0, false));

        assertThat(verdict()).isEqualTo(new Verdict(4, 1, 0, 0, 0, 2, 0, 0, 0));
    }

    @Test
    void aCallThatSomebodyElseAnsweredIsOfTheWrongAgent() {
        journal.get(EPISODE).addAll(List.of(answered("l-1", "ben"), ended("l-1")));
        everybodySeesTheJournal();

        assertThat(verdict().wrongAgent()).isEqualTo(1);
    }

    @Test
    void theEpisodeOfACallerIsNoneTooMany() {
        everybodySeesTheJournal();
        journal.put("e-2", List.of());
        calls.add(new Calls(NUMBER, false, 0, 0, 0, true));
        calls.add(new Calls("anna", true, 0, 0, 0, true));

        assertThat(verdict().doubled()).isZero();
        journal.put("e-3", List.of());
        assertThat(verdict().doubled()).isEqualTo(1);
    }

    @Test
    void whoWaitedForLongerThanTheFaultAllowsWasServedTooSlowly() {
        everybodySeesTheJournal();
        longest = Duration.ofSeconds(20).toNanos();
        longestDeed = Duration.ofSeconds(20).toNanos() + 1;

        assertThat(verdict()).isEqualTo(new Verdict(4, 0, 0, 0, 0, 0, 0, 1, 0)).matches(verdict -> !verdict.isGood());
    }

    @Test
    void aNodeThatWentInOrderWithoutAWordHasBrokenAPromise() {
        everybodySeesTheJournal();
        byes.expect();
        byes.end(150);

        assertThat(verdict()).isEqualTo(new Verdict(4, 0, 0, 0, 0, 0, 0, 0, 1)).matches(verdict -> !verdict.isGood());
    }

    @Test
    void whatASwappingCustomerSaidMayStandInAnyOrderButOnlyOnce() {
        said = new Sayings(false);
        List.of("m-2", "m-1").forEach(said::add);
        everybodySeesTheJournal();
        assertThat(verdict()).matches(Verdict::isGood);

        journal.get(EPISODE).add(received("m-1"));

        assertThat(verdict().doubled()).isEqualTo(1);
    }

    private Verdict verdict() {
        return Audit.of(
                List.of(
                        new Account("ann", "", said, promised, customer, contradictions, settled, longest, byes),
                        new Account(
                                "anna", "anna", new Sayings(true), answers, anna, 0, true, longestDeed, new Byes())),
                calls,
                journal,
                Duration.ofSeconds(20));
    }

    private void everybodySeesTheJournal() {
        show(customer, journal.get(EPISODE));
        show(anna, journal.get(EPISODE));
    }

    private static void show(Screen screen, List<EpisodeEvent> entries) {
        var frame = Entries.newBuilder().setEpisodeId(EPISODE).setUpTo(entries.size());
        for (var i = 0; i < entries.size(); i++) {
            frame.addEntries(Entry.newBuilder().setNumber(i + 1).setEvent(entries.get(i)));
        }
        screen.show(frame.build());
    }

    private static Sayings sayings(String... ids) {
        var said = new Sayings(true);
        List.of(ids).forEach(said::add);
        return said;
    }

    private static void acknowledged(Map<String, DeedAccepted> ledger, String id, int number) {
        ledger.put(
                id,
                DeedAccepted.newBuilder()
                        .setRef(id)
                        .setEpisodeId(EPISODE)
                        .setNumber(number)
                        .build());
    }

    private static EpisodeEvent assigned(String agent) {
        var event = EpisodeEvent.newBuilder();
        event.getAgentAssignedBuilder().setAgentId(agent);
        return event.build();
    }

    private static EpisodeEvent called(String leg) {
        var event = EpisodeEvent.newBuilder();
        event.getLegOpenedBuilder().setLegId(leg).setAddress(NUMBER).setMedium("voice");
        return event.build();
    }

    private static EpisodeEvent answered(String leg, String agent) {
        var event = EpisodeEvent.newBuilder();
        event.getCallAnsweredBuilder().setLegId(leg).setAgentId(agent);
        return event.build();
    }

    private static EpisodeEvent ended(String leg) {
        var event = EpisodeEvent.newBuilder();
        event.getLegEndedBuilder().setLegId(leg);
        return event.build();
    }

    private static EpisodeEvent received(String id) {
        var event = EpisodeEvent.newBuilder();
        event.getMessageReceivedBuilder().setMessageId(id);
        return event.build();
    }

    private static EpisodeEvent sent(String agent, String id) {
        var event = EpisodeEvent.newBuilder();
        event.getMessageSentBuilder().setAgentId(agent).setMessageId(id);
        return event.build();
    }
}
