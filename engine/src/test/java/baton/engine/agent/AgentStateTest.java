package baton.engine.agent;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.agent.AgentErrand.ConcludeOffer;
import baton.engine.agent.AgentErrand.ReportAvailability;
import baton.engine.agent.AgentErrand.ReturnEpisode;
import baton.engine.agent.AgentErrand.RingPhone;
import baton.engine.agent.AgentEvent.DesksFound;
import baton.engine.agent.AgentEvent.DesksLost;
import baton.engine.agent.AgentEvent.EpisodeLeft;
import baton.engine.agent.AgentEvent.EpisodeTaken;
import baton.engine.agent.AgentEvent.OfferEnded;
import baton.engine.agent.AgentEvent.OfferMade;
import baton.engine.agent.AgentEvent.OfferSettled;
import baton.engine.agent.AgentEvent.PhoneRegistered;
import baton.engine.agent.AgentEvent.PhoneUnregistered;
import baton.engine.agent.AgentEvent.PresenceChanged;
import baton.engine.agent.AgentEvent.VoiceEnded;
import baton.engine.routing.Availability;
import baton.engine.routing.OfferOutcome;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentStateTest {

    private static final int CHATS = 3;
    private static final AgentProfile ANNA = Agents.anna(5, CHATS, 1);

    private static final PresenceChanged AVAILABLE = new PresenceChanged(Presence.AVAILABLE, "", START);
    private static final PhoneRegistered PHONE =
            new PhoneRegistered("sip:anna@127.0.0.1:5070", START.plusSeconds(300), START);

    @Test
    void whoIsOfflineTakesNothing() {
        var state = AgentState.offline();

        assertThat(toText(state)).isEqualTo("offline");
        assertThat(toVoice(state)).isEqualTo("offline");
        assertThat(state.nextDeadline()).isEmpty();
    }

    @Test
    void whoIsAvailableTakesChatsAndWithAPhoneOneCall() {
        assertThat(toText(after(AVAILABLE))).isEmpty();
        assertThat(toVoice(after(AVAILABLE))).isEqualTo("no-phone");
        assertThat(toVoice(after(AVAILABLE, PHONE))).isEmpty();
        assertThat(toVoice(after(AVAILABLE, PHONE, new PhoneUnregistered(START))))
                .isEqualTo("no-phone");
    }

    @Test
    void whoIsAwayBusyOrWithoutADeskTakesNothing() {
        var away = after(AVAILABLE, PHONE, new PresenceChanged(Presence.AWAY, "lunch", START));
        var busy = after(AVAILABLE, PHONE, new PresenceChanged(Presence.BUSY, "", START));
        var gone = after(AVAILABLE, PHONE, new DesksLost(START.plusSeconds(30), START));

        assertThat(toText(away)).isEqualTo("away");
        assertThat(toText(busy)).isEqualTo("busy");
        assertThat(toText(gone)).isEqualTo("disconnected");
        assertThat(toVoice(gone)).isEqualTo("disconnected");
        assertThat(toText(gone.after(new DesksFound(START)))).isEmpty();
    }

    @Test
    void oneTextOfferAtATime() {
        var offered = after(AVAILABLE, made("o1", Medium.TEXT));

        assertThat(toText(offered)).isEqualTo("being-asked");
        assertThat(toText(offered.after(ended("o1", OfferOutcome.REJECTED)))).isEmpty();
    }

    @Test
    void everyChatInHandTakesItsPlace() {
        var state = after(AVAILABLE);
        for (int hand = 1; hand <= CHATS; hand++) {
            assertThat(toText(state)).isEmpty();
            state = state.after(chat("e" + hand, "w" + hand));
            assertThat(used(state)).isEqualTo(Map.of("text", hand));
        }

        assertThat(toText(state)).isEqualTo("full");
    }

    @Test
    void aChannelWithACapacityOfItsOwnIsCountedApart() {
        var profile =
                new AgentProfile(1, "Anna", ANNA.competence(), AgentProfile.capacity(Map.of("text", 1, "telegram", 2)));
        var state = after(AVAILABLE, chat("e1", "w1"), taken("e2", "w2", "telegram", START));

        assertThat(state.used(profile.capacity())).isEqualTo(Map.of("text", 1, "telegram", 1));
        var said = SelfReport.of("anna", profile, state, 1);
        assertThat(said.obstacle(Medium.TEXT, "webchat", "")).contains("full");
        assertThat(said.obstacle(Medium.TEXT, "telegram", "")).isEmpty();
    }

    @Test
    void whatTheConfigurationDoesNotSayIsFourChatsAndOneCall() {
        assertThat(AgentProfile.capacity(Map.of())).isEqualTo(Map.of("text", 4, "phone", 1));
        assertThat(AgentProfile.capacity(Map.of("text", 0))).isEqualTo(Map.of("text", 0, "phone", 1));
    }

    @Test
    void oneCallAtATimeFromTheFirstRingToTheEndOfTheWrapUp() {
        var ringing = after(AVAILABLE, PHONE, made("o1", Medium.VOICE));
        var talking = ringing.after(ended("o1", OfferOutcome.ACCEPTED)).after(call("e1", "call-1", START));
        var over = talking.after(new VoiceEnded("call-1", START.plusSeconds(60)));

        assertThat(toVoice(ringing)).isEqualTo("being-asked");
        assertThat(toVoice(talking)).isEqualTo("on-the-phone");
        assertThat(used(talking)).isEqualTo(Map.of("phone", 1));
        assertThat(toVoice(over)).as("writes up").isEqualTo("full");
        assertThat(used(over)).isEqualTo(Map.of("phone", 1));
        assertThat(over.idleSince()).isEqualTo(START.plusSeconds(60));
        assertThat(toVoice(over.after(new EpisodeLeft("e1", "", START)))).isEmpty();
    }

    @Test
    void aCallThatIsOverTakesNoPlaceNextToTheChatOfTheSameEpisode() {
        var both = after(AVAILABLE, PHONE, chat("e1", "w1"), call("e1", "call-1", START));

        var over = both.after(new VoiceEnded("call-1", START));

        assertThat(used(both)).isEqualTo(Map.of("text", 1, "phone", 1));
        assertThat(used(over)).isEqualTo(Map.of("text", 1));
        assertThat(toVoice(over)).isEmpty();
    }

    @Test
    void twoChatsOfOneEpisodeTakeOnePlace() {
        assertThat(used(after(AVAILABLE, chat("e1", "w1"), chat("e1", "w2")))).isEqualTo(Map.of("text", 1));
    }

    @Test
    void anEpisodeInHandNeedsNoSecondPlace() {
        var profile = Agents.anna(1, 1, 1);
        var said = SelfReport.of("anna", profile, after(AVAILABLE, PHONE, chat("e1", "w1")), 1);

        assertThat(said.obstacle(Medium.TEXT, "webchat", "e2")).contains("full");
        assertThat(said.obstacle(Medium.TEXT, "webchat", "e1")).isEmpty();
    }

    @Test
    void whoIsNotToBeInterruptedDoesOneThingAtATime() {
        var profile = Agents.uninterruptible(ANNA);
        var writing = SelfReport.of("anna", profile, after(AVAILABLE, PHONE, chat("e1", "w1")), 1);
        var talking = SelfReport.of("anna", profile, after(AVAILABLE, PHONE, call("e1", "call-1", START)), 1);
        var ringing = SelfReport.of("anna", profile, after(AVAILABLE, PHONE, made("o1", Medium.VOICE)), 1);
        var asked = SelfReport.of("anna", profile, after(AVAILABLE, PHONE, made("o1", Medium.TEXT)), 1);

        assertThat(writing.obstacle(Medium.VOICE, "phone", "")).contains("full");
        assertThat(writing.obstacle(Medium.VOICE, "phone", "e1"))
                .as("the same customer")
                .isEmpty();
        assertThat(talking.obstacle(Medium.TEXT, "webchat", "")).contains("on-the-phone");
        assertThat(talking.obstacle(Medium.TEXT, "webchat", "e1"))
                .as("the same customer")
                .isEmpty();
        assertThat(ringing.obstacle(Medium.TEXT, "webchat", "")).contains("being-asked");
        assertThat(asked.obstacle(Medium.VOICE, "phone", "")).contains("being-asked");
    }

    @Test
    void chatAndCallOfOneEpisodeAreOneHand() {
        var both = after(AVAILABLE, PHONE, chat("e1", "w1"), call("e1", "call-1", START.plusSeconds(9)));

        assertThat(both.hands()).hasSize(1);
        assertThat(both.hands().get("e1").since()).isEqualTo(START);

        var chatLeft = both.after(new EpisodeLeft("e1", "w1", START));

        assertThat(used(chatLeft)).isEqualTo(Map.of("phone", 1));
        assertThat(chatLeft.after(new EpisodeLeft("e1", "call-1", START)).hands())
                .isEmpty();
        assertThat(both.after(new EpisodeLeft("e1", "", START)).hands()).isEmpty();
        assertThat(used(both.after(new EpisodeLeft("e1", "call-1", START)))).isEqualTo(Map.of("text", 1));
        assertThat(both.after(new EpisodeLeft("e1", "another", START)).hands()).hasSize(1);
    }

    @Test
    void theEndOfAnotherCallChangesNothing() {
        var talking = after(AVAILABLE, PHONE, call("e1", "call-1", START));

        assertThat(talking.after(new VoiceEnded("call-2", START)).talks()).isTrue();
    }

    @Test
    void theMostThatAnyWorkMakesOfAnAgentIsTheRole() {
        var observer = after(taking("e1", "w1", "observer"));
        var helper = observer.after(taking("e1", "w2", "helper"));
        var owner = helper.after(taking("e1", "w3", "owner"));

        assertThat(observer.hands().get("e1").role()).isEqualTo("observer");
        assertThat(helper.hands().get("e1").role()).isEqualTo("helper");
        assertThat(owner.hands().get("e1").role()).isEqualTo("owner");
    }

    @Test
    void theNextDeadlineIsTheFirstOfAll() {
        var state = after(AVAILABLE, PHONE);
        assertThat(state.nextDeadline()).contains(START.plusSeconds(300));

        state = state.after(new DesksLost(START.plusSeconds(30), START));
        assertThat(state.nextDeadline()).contains(START.plusSeconds(30));

        state = state.after(made("o1", Medium.VOICE));
        assertThat(state.nextDeadline()).contains(START.plusSeconds(20));

        state = state.after(ended("o1", OfferOutcome.TIMED_OUT)).after(new DesksFound(START));
        assertThat(state.nextDeadline()).contains(START.plusSeconds(300));
    }

    @Test
    void anOfferIsKnownFromItsBeginningUntilLongAfterItsEnd() {
        var offers = Offers.none().made(offer("o1", Medium.TEXT));
        assertThat(offers.knows("o1")).isTrue();

        offers = offers.ended("o1", OfferOutcome.ACCEPTED);
        assertThat(offers.accepted("o1")).isTrue();
        assertThat(offers.pending("o1")).isEmpty();

        offers = offers.settled("o1", true);
        assertThat(offers.knows("o1")).isTrue();
        assertThat(offers.accepted("o1")).isTrue();

        for (int later = 2; later <= 65; later++) {
            offers = offers.settled("o" + later, false);
        }
        assertThat(offers.knows("o2")).isTrue();
        assertThat(offers.knows("o1")).isFalse();
    }

    @Test
    void onlyMissedChatsInARowCount() {
        var missed = after(AVAILABLE, made("o1", Medium.TEXT), ended("o1", OfferOutcome.TIMED_OUT));

        assertThat(missed.offers().missed()).isEqualTo(1);
        assertThat(then(missed, "o2", OfferOutcome.RESCINDED).offers().missed()).isEqualTo(1);
        assertThat(then(missed, "o2", OfferOutcome.TIMED_OUT).offers().missed()).isEqualTo(2);
        assertThat(then(missed, "o2", OfferOutcome.REJECTED).offers().missed()).isZero();
        assertThat(then(missed, "o2", OfferOutcome.ACCEPTED).offers().missed()).isZero();
        assertThat(missed.after(AVAILABLE).offers().missed()).isZero();
    }

    private static AgentState then(AgentState state, String offerId, OfferOutcome outcome) {
        return state.after(made(offerId, Medium.TEXT)).after(ended(offerId, outcome));
    }

    @Test
    void whatAnAgentOwesFollowsFromTheState() {
        var call = offer("o1", Medium.VOICE);
        var ringing = after(AVAILABLE, PHONE, new OfferMade(call, START));

        assertThat(owed(ringing))
                .containsExactly(
                        new ReportAvailability(said(ringing)), new RingPhone("anna", call, "sip:anna@127.0.0.1:5070"));

        var missed = ringing.after(ended("o1", OfferOutcome.TIMED_OUT));

        assertThat(owed(missed))
                .containsExactly(
                        new ReportAvailability(said(missed)), new ConcludeOffer("anna", call, OfferOutcome.TIMED_OUT));
        assertThat(owed(missed.after(new OfferSettled("o1", false, START))))
                .singleElement()
                .isInstanceOf(ReportAvailability.class);
    }

    @Test
    void whoIsGoneForGoodGivesBackAllButTheCall() {
        var state = after(AVAILABLE, PHONE, chat("e1", "w1"), call("e2", "call-2", START));

        assertThat(owed(state)).noneMatch(ReturnEpisode.class::isInstance);
        assertThat(owed(state.after(new DesksLost(START.plusSeconds(30), START))))
                .noneMatch(ReturnEpisode.class::isInstance);

        var offline = state.after(new PresenceChanged(Presence.OFFLINE, "disconnected", START));

        assertThat(owed(offline)).contains(new ReturnEpisode("anna", "e1"));
        assertThat(owed(offline)).doesNotContain(new ReturnEpisode("anna", "e2"));
        assertThat(owed(offline.after(new VoiceEnded("call-2", START)))).contains(new ReturnEpisode("anna", "e2"));
        assertThat(owed(offline.after(new EpisodeLeft("e1", "w1", START)))).noneMatch(ReturnEpisode.class::isInstance);
    }

    @Test
    void aCallThatCameToNothingDoesNotTakeTheChatWithIt() {
        var state = after(AVAILABLE, PHONE, chat("e1", "e1/1"), call("e1", "call-1", START));

        var left = state.after(new EpisodeLeft("e1", "call-1", START));

        assertThat(left.hands().get("e1").workIds()).containsExactly("e1/1");
        assertThat(left.talks()).isFalse();
        assertThat(left.after(new EpisodeLeft("e1", "e1/1", START)).hands()).isEmpty();
    }

    @Test
    void whatHasJustBeenTakenIsNotGivenBackBeforeTheEpisodeKnowsOfIt() {
        var taken = after(AVAILABLE, made("w1#1", Medium.TEXT)).after(ended("w1#1", OfferOutcome.ACCEPTED));
        var workId = taken.offers().ended().get("w1#1").offer().workId();
        var offline = taken.after(chat("e1", workId)).after(new PresenceChanged(Presence.OFFLINE, "", START));

        assertThat(owed(offline)).noneMatch(ReturnEpisode.class::isInstance);
        assertThat(owed(offline.after(new OfferSettled("w1#1", false, START))))
                .contains(new ReturnEpisode("anna", "e1"));
    }

    @Test
    void everyChangeThatMattersIsAnotherReport() {
        var free = report(after(AVAILABLE));
        var busy = report(after(AVAILABLE, made("o1", Medium.TEXT)));
        var later = report(after(new PresenceChanged(Presence.AVAILABLE, "", START.plusSeconds(1))));

        assertThat(List.of(free.errandId(), busy.errandId(), later.errandId())).doesNotHaveDuplicates();
    }

    @Test
    void whatSaysNothingNewIsTheSameReport() {
        var free = after(AVAILABLE);

        assertThat(AgentErrand.of("anna", ANNA, free, 8).get(0).errandId())
                .isEqualTo(report(free).errandId());
    }

    private static ReportAvailability report(AgentState state) {
        return (ReportAvailability) owed(state).get(0);
    }

    private static List<AgentErrand> owed(AgentState state) {
        return AgentErrand.of("anna", ANNA, state, 7);
    }

    private static Availability said(AgentState state) {
        return SelfReport.of("anna", ANNA, state, 7);
    }

    private static String toText(AgentState state) {
        return said(state).obstacle(Medium.TEXT, "webchat", "").orElse("");
    }

    private static String toVoice(AgentState state) {
        return said(state).obstacle(Medium.VOICE, "phone", "").orElse("");
    }

    private static Map<String, Integer> used(AgentState state) {
        return state.used(ANNA.capacity());
    }

    private static AgentState after(AgentEvent... events) {
        return AgentState.replay(List.of(events));
    }

    private static EpisodeTaken chat(String episodeId, String workId) {
        return taken(episodeId, workId, "webchat", START);
    }

    private static EpisodeTaken taken(String episodeId, String workId, String channel, Instant at) {
        return new EpisodeTaken(episodeId, workId, "", channel, false, "owner", at);
    }

    private static EpisodeTaken taking(String episodeId, String workId, String role) {
        return new EpisodeTaken(episodeId, workId, "", "webchat", false, role, START);
    }

    private static EpisodeTaken call(String episodeId, String legId, Instant at) {
        return new EpisodeTaken(episodeId, legId, legId, "phone", true, "owner", at);
    }

    private static OfferMade made(String offerId, Medium medium) {
        return new OfferMade(offer(offerId, medium), START);
    }

    private static OfferEnded ended(String offerId, OfferOutcome outcome) {
        return new OfferEnded(offerId, outcome, START);
    }

    private static Offer offer(String offerId, Medium medium) {
        var work = medium == Medium.VOICE ? Agents.call("call-1") : Agents.chat("w1", "webchat");
        return Agents.offer(offerId, "e1", work, START.plusSeconds(20));
    }
}
