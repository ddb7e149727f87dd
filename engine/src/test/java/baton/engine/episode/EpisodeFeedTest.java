package baton.engine.episode;

import static baton.engine.episode.Conversation.EPISODE;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.episode.EpisodeState.Opened;
import baton.engine.journal.Times;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Leg;
import baton.protocol.client.v1.Participant;
import baton.protocol.journal.v1.EpisodeEvent.FactCase;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EpisodeFeedTest {

    private static final Set<FactCase> HIDDEN_FROM_CUSTOMERS = Set.of(
            FactCase.NOTE_WRITTEN,
            FactCase.WORK_QUEUED,
            FactCase.AGENT_RELEASED,
            FactCase.AGENT_INVITED,
            FactCase.WORK_DECLINED,
            FactCase.AGENT_LEFT,
            FactCase.WRAP_UP_PROLONGED,
            FactCase.WRAP_UP_STARTED,
            FactCase.EPISODE_RESUMED);

    @Test
    void whateverHappensFramesJoinAndNothingIsMissing() {
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var walk = new EpisodeWalk(random);
            for (int step = 0; step < 80; step++) {
                walk.step();
            }
            var timeline =
                    ((Opened) EpisodeState.replay(walk.journal())).story().timeline();
            var after = random.nextInt(timeline.last() + 1);

            var frames = EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, after);

            assertThat(numbers(frames)).as("seed %d", seed).isEqualTo(between(after, timeline.last()));
            joins(frames, after, timeline.last());
            joins(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, after), after, timeline.last());
        }
    }

    @Test
    void aLongTimelineComesInPages() {
        var chat = Conversation.servedBy("anna");
        for (int i = 0; i < 200; i++) {
            chat.sends("anna", "a" + i + " long".repeat(800));
        }
        var timeline = chat.opened().story().timeline();

        var frames = EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0);

        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.getSerializedSize()).isLessThan(256 * 1024));
        joins(frames, 0, timeline.last());
    }

    @Test
    void whoHasEverythingGetsNothing() {
        var timeline = Conversation.servedBy("anna").opened().story().timeline();

        assertThat(EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, timeline.last()))
                .isEmpty();
    }

    @Test
    void whoeverComesLaterDoesNotGetWhatWasTakenBack() {
        var chat = Conversation.servedBy("anna");
        chat.sends("anna", "a1");
        var number = chat.opened().story().timeline().last();
        chat.sends("anna", "a2");
        chat.deletes("anna", "d1", number);
        var timeline = chat.opened().story().timeline();

        assertThat(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0).toString())
                .doesNotContain("text of a1")
                .contains("text of a2", "\"deletion\"");
        assertThat(EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, 0).toString())
                .contains("text of a1");
    }

    @Test
    void theWordsOfACorrectionGoWithTheMessageThatIsTakenBack() {
        var chat = Conversation.servedBy("anna");
        chat.sends("anna", "a1");
        var number = chat.opened().story().timeline().last();
        chat.edits("anna", "e1", number, "the secret of a1");
        chat.deletes("anna", "d1", number);

        var shown = entries(EpisodeFeed.entries(EPISODE, chat.opened().story().timeline(), Party.CUSTOMER, 0));

        assertThat(shown.toString()).doesNotContain("text of a1").doesNotContain("secret");
        assertThat(shown.get(shown.size() - 2).getEvent().getMessageSent().getContent())
                .satisfies(content -> {
                    assertThat(content.getKind()).isEqualTo("edit");
                    assertThat(content.getAboutNumber()).isEqualTo(number);
                });
    }

    @Test
    void desksKnowBeforehandWhatCanBeChanged() {
        var talk = new Conversation();
        talk.writesOver("telegram", "42", "m1");
        talk.writesOver("whatsapp", "380501112233", "m2");

        var outlets = EpisodeFeed.view(EPISODE, talk.opened(), Party.AGENT, Conversation.RULE, Conversation.OUTLETS)
                .getLegsList()
                .stream()
                .collect(Collectors.toMap(Leg::getChannel, Leg::getOutlet));

        assertThat(outlets.get("telegram")).satisfies(telegram -> {
            assertThat(telegram.getEdits()).isTrue();
            assertThat(telegram.getEditSeconds()).isZero();
            assertThat(telegram.getDeletions()).isTrue();
            assertThat(telegram.getDeleteSeconds()).isEqualTo(172_800);
        });
        assertThat(outlets.get("whatsapp")).satisfies(whatsapp -> {
            assertThat(whatsapp.getEdits()).isFalse();
            assertThat(whatsapp.getDeletions()).isFalse();
        });
    }

    @Test
    void customersDoNotSeeWhatAgentsWriteForEachOther() {
        var chat = Conversation.servedBy("anna");
        chat.notes("anna", "n1");
        chat.transfers("anna", "ben");
        chat.takes("ben", EPISODE + "/2");
        chat.wrapsUp("ben");
        chat.writes("m2");
        chat.closes("ben");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0));

        assertThat(shown)
                .extracting(entry -> entry.getEvent().getFactCase())
                .doesNotContainAnyElementsOf(HIDDEN_FROM_CUSTOMERS);
        assertThat(shown.toString())
                .contains("text of m1")
                .doesNotContain("text of n1", "knows the invoice", "resolved", "all well");
    }

    @Test
    void customersDoNotSeeWhatAgentsDoAmongThemselves() {
        var chat = Conversation.servedBy("anna");
        chat.transfers("anna", "ben", "billing", true);
        chat.declines("ben", EPISODE + "/2", "rejected");
        chat.invites("anna", "chloe", Role.HELPER);
        chat.takes("chloe", EPISODE + "/3");
        chat.leaves("chloe");
        chat.wrapsUp("anna");
        chat.prolongs("anna");
        chat.reassigns("chief", "ben", "billing");
        chat.takes("ben", EPISODE + "/4");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0));

        assertThat(shown)
                .extracting(entry -> entry.getEvent().getFactCase())
                .containsExactly(
                        FactCase.EPISODE_OPENED,
                        FactCase.LEG_OPENED,
                        FactCase.MESSAGE_RECEIVED,
                        FactCase.AGENT_ASSIGNED,
                        FactCase.EPISODE_TRANSFERRED,
                        FactCase.AGENT_ASSIGNED);
        assertThat(shown.toString())
                .doesNotContain("chloe", "billing", "chief", "because", "invoice", "owner", EPISODE + "/");
    }

    @Test
    void customersDoNotSeeWhoIsInTheirCallBesideTheAgent() {
        var call = new Conversation();
        call.calls("call-1");
        call.takes("anna", "call-1");
        call.isAnsweredBy("anna", "call-1");
        call.invites("anna", "ben", Role.PARTNER);
        call.takes("ben", EPISODE + "/2");
        call.isMissedBy("ben", "call-1", "o2", "left");

        var shown = entries(EpisodeFeed.entries(EPISODE, call.opened().story().timeline(), Party.CUSTOMER, 0));

        assertThat(shown.toString()).contains("anna").doesNotContain("ben");
    }

    @Test
    void customersSeeHowTheirWaitStands() {
        var chat = new Conversation();
        chat.writes("m1");
        chat.announces(EPISODE + "/1", "closed", "message");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 4));

        assertThat(shown).singleElement().satisfies(entry -> {
            var told = entry.getEvent().getWaitAnnounced();
            assertThat(told.getKind()).isEqualTo("closed");
            assertThat(told.getAlternative()).isEqualTo("message");
            assertThat(told.getOpensAt()).isEqualTo(Times.write(Conversation.MONDAY));
        });
    }

    @Test
    void customersSeeWhatBecameOfTheirLinkAndNotOfWhatAgentsWrote() {
        var chat = new Conversation();
        chat.writesOver("telegram", "42", "m1");
        chat.takes("anna", EPISODE + "/1");
        chat.sends("anna", "a1");
        chat.isNotTaken(Conversation.TELEGRAM, 6, "blocked");
        chat.asksForALink("email", "olena@example.org");
        chat.isNotTaken("link to email:olena@example.org", 8, "no-such-customer");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 6));

        assertThat(shown)
                .extracting(entry -> entry.getEvent().getFactCase())
                .containsExactly(FactCase.LINK_REQUESTED, FactCase.DELIVERY_FAILED);
        var failed = shown.get(1).getEvent().getDeliveryFailed();
        assertThat(failed.getNumber()).isEqualTo(8);
        assertThat(failed.getLegId()).isEmpty();
        assertThat(failed.getDetail()).isEmpty();
    }

    /** Else a visitor could ask a mail server through us whom it knows. */
    @Test
    void whyALinkWasNotDeliveredOnlyAgentsSee() {
        var chat = new Conversation();
        chat.writesOver("telegram", "42", "m1");
        for (var code : List.of("no-such-customer", "refused", "expired", "bad-account")) {
            var asked = chat.opened().story().timeline().last() + 1;
            chat.asksForALink("email", "olena@example.org");
            chat.isNotTaken("link to email:olena@example.org", asked, code);
        }
        var timeline = chat.opened().story().timeline();

        assertThat(failures(EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0)))
                .containsOnly("not-delivered");
        assertThat(failures(EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, 0)))
                .containsExactly("no-such-customer", "refused", "expired", "bad-account");
    }

    private static List<String> failures(List<Feed> frames) {
        return entries(frames).stream()
                .filter(entry -> entry.getEvent().hasDeliveryFailed())
                .map(entry -> entry.getEvent().getDeliveryFailed().getCode())
                .toList();
    }

    @Test
    void theViewOfAnAgentSaysWhoIsThereAndWhoWasAsked() {
        var chat = Conversation.servedBy("anna");
        chat.invites("anna", "chloe", Role.OBSERVER);
        chat.takes("chloe", EPISODE + "/2");
        var joined = Times.write(chat.now());
        chat.transfers("anna", "", "billing", true);
        var asked = Times.write(chat.now());

        assertThat(view(chat, Party.CUSTOMER).getParticipantsList()).isEmpty();
        assertThat(view(chat, Party.CUSTOMER).getQueueId()).isEmpty();
        assertThat(view(chat, Party.AGENT).getQueueId()).isEqualTo("main");
        assertThat(view(chat, Party.AGENT).getParticipantsList())
                .containsExactlyInAnyOrder(
                        Participant.newBuilder()
                                .setAgentId("chloe")
                                .setRole("observer")
                                .setStatus("joined")
                                .setSince(joined)
                                .build(),
                        Participant.newBuilder()
                                .setRole("successor")
                                .setStatus("asked")
                                .setSince(asked)
                                .setWorkId(EPISODE + "/3")
                                .setQueueId("billing")
                                .build());
    }

    @Test
    void theViewOfAnAgentSaysWhetherTheWrapUpWasProlonged() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        assertThat(view(chat, Party.AGENT).getWrapUpProlonged()).isFalse();

        chat.prolongs("anna");

        assertThat(view(chat, Party.AGENT).getWrapUpProlonged()).isTrue();
        assertThat(view(chat, Party.CUSTOMER).getWrapUpProlonged()).isFalse();
    }

    @Test
    void howItWasRoutedIsEveryPieceOfWorkAndWhatBecameOfIt() {
        var chat = Conversation.servedBy("anna");
        var taken = chat.now();
        chat.transfers("anna", "ben", "", true);
        chat.declines("ben", EPISODE + "/2", "rejected");
        chat.transfers("anna", "", "billing", false);

        var works = RoutingFeed.view(EPISODE, chat.opened().story()).getWorksList();

        assertThat(works)
                .extracting(work -> String.join(
                        " ", work.getWorkId(), work.getKind(), work.getQueueId(), work.getStatus(), work.getAgentId()))
                .containsExactly(
                        "episode-1/1 serve main taken anna",
                        "episode-1/2 transfer main withdrawn ben",
                        "episode-1/3 serve billing waiting ");
        assertThat(works.get(0).getTakenAt()).isEqualTo(Times.write(taken));
        assertThat(works.get(0).getExplanation().getSummary()).isEqualTo("because");
        assertThat(works.get(2).getSince()).isEqualTo(works.get(0).getSince());
    }

    @Test
    void agentsSeeEverything() {
        var chat = Conversation.servedBy("anna");
        chat.notes("anna", "n1");
        chat.transfers("anna", "ben");
        var timeline = chat.opened().story().timeline();

        var shown = entries(EpisodeFeed.entries(EPISODE, timeline, Party.AGENT, 0));

        assertThat(shown).hasSize(timeline.last());
        assertThat(shown.toString()).contains("text of n1", "knows the invoice", "visitor-1");
    }

    /** Who dials a direct number by mistake must not find the own number in the chat of somebody else. */
    @Test
    void customersDoNotSeeFromWhichNumberSomebodyCalls() {
        var chat = Conversation.servedBy("anna");
        chat.calls("call-1");
        var timeline = chat.opened().story().timeline();

        var shown = EpisodeFeed.entries(EPISODE, timeline, Party.CUSTOMER, 0);
        var view = EpisodeFeed.view(EPISODE, chat.opened(), Party.CUSTOMER, Conversation.RULE, Conversation.OUTLETS);

        assertThat(shown.toString()).contains("call-1").doesNotContain("380501112233");
        assertThat(view.toString()).doesNotContain("380501112233");
    }

    @Test
    void theViewOfACustomerHasNoInternals() {
        var chat = Conversation.servedBy("anna");
        chat.wrapsUp("anna");

        var wrappingUp = view(chat, Party.CUSTOMER);
        chat.closes("anna");
        var closed = view(chat, Party.CUSTOMER);

        assertThat(wrappingUp.getStatus()).isEqualTo("wrapping-up");
        assertThat(wrappingUp.hasWrapUpUntil()).isFalse();
        assertThat(wrappingUp.hasCustomer()).isFalse();
        assertThat(closed.getDisposition()).isEmpty();
        assertThat(closed.getLegsList()).extracting(leg -> leg.getAddress()).containsOnly("");
    }

    @Test
    void theViewOfAnAgentHasTheWholeState() {
        var chat = new Conversation();
        chat.writes("m1");
        var since = chat.now();
        chat.calls("call-1");

        var waiting = view(chat, Party.AGENT);

        assertThat(waiting.getStatus()).isEqualTo("waiting");
        assertThat(waiting.getWaitingSince()).isEqualTo(Times.write(since));
        assertThat(waiting.getOpenedAt()).isEqualTo(Times.write(since));
        assertThat(waiting.getAgentId()).isEmpty();
        assertThat(waiting.getCustomer().getCustomerId()).isEqualTo("customer-1");
        assertThat(waiting.getUpTo()).isEqualTo(6);
        assertThat(waiting.getLegsList())
                .extracting(leg -> leg.getMedium() + " " + leg.getStatus() + " " + leg.getAddress())
                .containsExactlyInAnyOrder("text open visitor-1", "voice waiting 380501112233");
    }

    @Test
    void theViewSaysWhoServesAndHowItEnds() {
        var chat = Conversation.servedBy("anna");

        assertThat(view(chat, Party.AGENT).getStatus()).isEqualTo("engaged");
        assertThat(view(chat, Party.AGENT).getAgentId()).isEqualTo("anna");
        assertThat(view(chat, Party.AGENT).hasWaitingSince()).isFalse();

        chat.wrapsUp("anna");

        assertThat(view(chat, Party.AGENT).getWrapUpUntil())
                .isEqualTo(Times.write(chat.now().plusSeconds(60)));

        chat.closes("anna");

        assertThat(view(chat, Party.AGENT).getStatus()).isEqualTo("closed");
        assertThat(view(chat, Party.AGENT).getDisposition()).isEqualTo("resolved");
    }

    @Test
    void whatIsOnlyAnEntryMoreIsNoNewState() {
        var chat = Conversation.servedBy("anna");
        var before = view(chat, Party.AGENT);
        chat.sends("anna", "Hello.");
        var said = view(chat, Party.AGENT);
        chat.wrapsUp("anna");

        assertThat(EpisodeFeed.looksAs(said, before)).isTrue();
        assertThat(said).isNotEqualTo(before);
        assertThat(EpisodeFeed.looksAs(view(chat, Party.AGENT), said)).isFalse();
        assertThat(EpisodeFeed.looksAs(before, EpisodeView.getDefaultInstance()))
                .isFalse();
    }

    private static EpisodeView view(Conversation conversation, Party party) {
        return EpisodeFeed.view(EPISODE, conversation.opened(), party, Conversation.RULE, Conversation.OUTLETS);
    }

    private static void joins(List<Feed> frames, int after, int last) {
        var upTo = after;
        for (var frame : frames) {
            assertThat(frame.getEntries().getAfter()).isEqualTo(upTo);
            upTo = frame.getEntries().getUpTo();
        }
        assertThat(upTo).isEqualTo(last);
    }

    private static List<Entry> entries(List<Feed> frames) {
        return frames.stream()
                .map(Feed::getEntries)
                .map(Entries::getEntriesList)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Integer> numbers(List<Feed> frames) {
        return entries(frames).stream().map(Entry::getNumber).toList();
    }

    private static List<Integer> between(int after, int last) {
        return java.util.stream.IntStream.rangeClosed(after + 1, last).boxed().toList();
    }
}
