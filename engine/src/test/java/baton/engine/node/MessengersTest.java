package baton.engine.node;

import static baton.engine.node.House.ACME;
import static baton.engine.node.House.get;
import static baton.engine.node.House.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.Clusters;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.CloseEpisode;
import baton.engine.episode.EpisodeCommand.EditMessage;
import baton.engine.episode.EpisodeCommand.SendMessage;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeReply;
import baton.engine.ingress.AgentIngress;
import baton.engine.ingress.CustomerIngress;
import baton.engine.ingress.FairShare;
import baton.engine.sharding.Entities;
import baton.engine.spi.FakeFiles;
import baton.engine.spi.FixedTenants;
import baton.engine.spi.Ingress.Party;
import baton.engine.work.Explanation;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.EpisodeEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Addresses, customers, episodes and senders as they are, with a door that carries messages by pigeon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessengersTest {

    private final Pigeons pigeons = new Pigeons();
    private final AtomicInteger people = new AtomicInteger();
    private final House house = new House(
            "messengers",
            "pekko.cluster.sharding.remember-entities-store = eventsourced",
            InstantSource.system(),
            FixedTenants.of(House.acme()
                    .addAccounts(ChannelAccount.newBuilder().setChannel("pigeon"))
                    .addAgents(Agent.newBuilder().setId("anna"))
                    .build()),
            pigeons);
    private final Entities entities = house.entities;
    private final CustomerIngress ingress = house.ingress;
    private final CustomerIngress flooded = new CustomerIngress(
            house.tenants,
            entities,
            house.lending,
            house.config,
            new FairShare(1, InstantSource.fixed(house.clock.instant())));
    private final AgentIngress agents =
            new AgentIngress(house.tenants, entities, new FakeFiles(house.system()), house.config, house.clock);

    MessengersTest() {
        house.egress.start(house.clock);
        var links = new LinkPost(entities, house.tenants, house.channels, house.config, house.clock);
        var carrier = new EpisodeCarrier(entities, new Announcements(house.tenants), links, house.clock);
        house.open(5_000, (tenant, errand, done) -> {
            if (errand instanceof DeliverMessage) {
                carrier.carry(tenant, errand, done);
            }
        });
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void anAnswerIsCarriedOutAndItsReceiptsComeBack() {
        var bird = newAddress();
        var episode = writes("pigeon", bird, "m1");
        takes(episode);

        answers(episode, "a1", "we are on it");

        var carried = patiently()
                .until(() -> pigeons.to(bird), all -> all.size() == 1)
                .get(0);
        assertThat(carried.getText()).isEqualTo("we are on it");
        patiently().until(() -> says(bird, carried.getNumber(), "delivered"), Receipt::hasAccepted);
        says(bird, carried.getNumber(), "read");
    }

    @Test
    void aCompanyWhoseShareOfTheNodeIsUsedUpIsToldWhenToComeBack() {
        var bird = newAddress();
        var message = message("pigeon", bird, "m1");

        assertThat(get(flooded.receive(message)).hasAccepted()).isTrue();
        assertThat(get(flooded.receive(message)).hasAccepted()).isTrue();
        var refused = get(flooded.receive(message)).getRefused();

        assertThat(refused.getCode()).isEqualTo("try-again");
        assertThat(refused.getRetryAfterMs()).isPositive();
        assertThat(get(flooded.introduce(new Party(ACME, "webchat", newAddress()), "Ann"))
                        .getRefused()
                        .getCode())
                .as("a name, too, makes a customer")
                .isEqualTo("try-again");
    }

    @Test
    void whatIsAnsweredInAHurryArrivesInOrderAndOnce() {
        var bird = newAddress();
        var episode = writes("pigeon", bird, "m1");
        takes(episode);

        for (var i = 0; i < 20; i++) {
            answers(episode, "a" + i, "answer " + i);
        }

        var carried = patiently().until(() -> pigeons.to(bird), all -> all.size() == 20);
        assertThat(carried).extracting(OutboundMessage::getNumber).isSorted();
    }

    @Test
    void whoeverFollowsALinkGoesOnInTheSameConversation() {
        var visitor = newAddress();
        var episode = writes("webchat", visitor, "m1");
        takes(episode);
        var link = get(ingress.callOptions(new Party(ACME, "webchat", visitor))).getMessengers(0);
        assertThat(link.getChannel()).isEqualTo("pigeon");
        var code = link.getUrl().substring("pigeon://".length());
        var bird = newAddress();

        var arrived = arrives(bird, code);

        assertThat(arrived.getAccepted().getEpisodeId()).isEqualTo(episode);
        assertThat(arrives(bird, code).hasAccepted()).as("told twice").isTrue();
        assertThat(arrives(newAddress(), code).getRefused().getCode()).isEqualTo("no-such-code");
        answers(episode, "a1", "here you are");
        patiently().until(() -> pigeons.to(bird), all -> all.size() == 1);
        assertThat(writes("pigeon", bird, "m1")).isEqualTo(episode);
    }

    @Test
    void whoeverHasAnotherAddressGoesOnInTheSameConversation() {
        var before = newAddress();
        var now = newAddress();
        var episode = writes("pigeon", before, "m1");
        takes(episode);

        for (var twice = 0; twice < 2; twice++) {
            assertThat(get(ingress.renamed(new Party(ACME, "pigeon", before), now))
                            .hasAccepted())
                    .isTrue();
        }
        answers(episode, "a1", "here you are");

        patiently().until(() -> pigeons.to(now), all -> all.size() == 1);
        assertThat(writes("pigeon", now, "m1")).isEqualTo(episode);
        assertThat(entries(episode).stream().filter(EpisodeEvent::hasAddressLinked))
                .hasSize(1);
    }

    @Test
    void aCorrectionGoesTheSameWayAndNamesWhatItCorrects() {
        var bird = newAddress();
        var episode = writes("pigeon", bird, "m1");
        takes(episode);
        answers(episode, "a1", "It comes tomorow.");
        var first = patiently()
                .until(() -> pigeons.to(bird), all -> all.size() == 1)
                .get(0);

        assertThat(get(entities.askEpisode(
                        ACME,
                        episode,
                        to -> new EditMessage("anna", "e1", first.getNumber(), "It comes tomorrow.", to))))
                .isInstanceOf(EpisodeReply.Accepted.class);

        var second = patiently()
                .until(() -> pigeons.to(bird), all -> all.size() == 2)
                .get(1);
        assertThat(second.getText()).isEqualTo("It comes tomorrow.");
        assertThat(second.getAmends().getKind()).isEqualTo("edit");
        assertThat(second.getAmends().getProviderId()).isEqualTo("ring-" + first.getNumber());
        assertThat(first.hasAmends()).isFalse();
    }

    @Test
    void whoeverWroteFromTheNewAddressAlreadyIsMergedWithWhomTheyWere() {
        var before = newAddress();
        var now = newAddress();
        var episode = writes("pigeon", before, "m1");
        var early = writes("pigeon", now, "m1");
        assertThat(early).isNotEqualTo(episode);

        assertThat(get(ingress.renamed(new Party(ACME, "pigeon", before), now)).hasAccepted())
                .isTrue();

        assertThat(writes("pigeon", now, "m2")).isEqualTo(writes("pigeon", before, "m2"));
        assertThat(view(customerOf(episode)).getMerged(0).getProof()).isEqualTo("provider");
    }

    @Test
    void ofSomebodyWhoIsNotKnownNothingIsStored() {
        var now = newAddress();

        assertThat(get(ingress.renamed(new Party(ACME, "pigeon", newAddress()), now))
                        .hasAccepted())
                .isTrue();

        assertThat(entries(writes("pigeon", now, "m1")).stream().filter(EpisodeEvent::hasAddressLinked))
                .isEmpty();
    }

    @Test
    void anAddressThatIsNobodysYetIsOfWhoeverHasTheOlderOne() {
        var older = newAddress();
        var episode = writes("pigeon", older, "m1");
        var other = newAddress();
        var theirs = writes("pigeon", other, "m1");

        assertThat(writesAlsoAs(newAddress(), older)).isEqualTo(episode);
        assertThat(writesAlsoAs(other, older)).as("who is somebody already").isEqualTo(theirs);
        assertThat(writesAlsoAs(newAddress(), newAddress())).isNotEqualTo(episode);
    }

    @Test
    void aCodeThatNobodyWasGivenIsRefused() {
        assertThat(arrives(newAddress(), "Zm9vYmFyYmF6cXV4MTIzNA").getRefused().getCode())
                .isEqualTo("no-such-code");
    }

    @Test
    void aReceiptOfAMessageThatIsNotOursIsNoTrouble() {
        assertThat(says(newAddress(), 7, "read").hasAccepted()).isTrue();
        var bird = newAddress();
        writes("pigeon", bird, "m1");
        assertThat(says(bird, 7, "read").hasAccepted()).isTrue();
    }

    /** As providers do: what is not stored is told again. */
    @Test
    void manyMessagesAtOnceOverTwoChannelsEachToldTwiceAreOneConversation() {
        var visitor = newAddress();
        var episode = writes("webchat", visitor, "m0");
        takes(episode);
        var bird = newAddress();
        var link = get(ingress.callOptions(new Party(ACME, "webchat", visitor))).getMessengers(0);
        arrives(bird, link.getUrl().substring("pigeon://".length()));

        var told = new ArrayList<CompletableFuture<Receipt>>();
        for (var i = 0; i < 100; i++) {
            for (var twice = 0; twice < 2; twice++) {
                told.add(insist("webchat", visitor, "w" + i));
                told.add(insist("pigeon", bird, "p" + i));
            }
        }

        assertThat(told)
                .allSatisfy(receipt ->
                        assertThat(get(receipt).getAccepted().getEpisodeId()).isEqualTo(episode));
        assertThat(entries(episode).stream().filter(EpisodeEvent::hasMessageReceived))
                .hasSize(201)
                .extracting(event -> event.getMessageReceived().getLegId()
                        + event.getMessageReceived().getMessageId())
                .doesNotHaveDuplicates();
    }

    /** The bird has a conversation of its own when it comes by the link. */
    @Test
    void twoConversationsBecomeOneWhileBothWriteAndEverythingIsThereOnce() {
        var visitor = newAddress();
        var episode = writes("webchat", visitor, "m0");
        takes(episode);
        var bird = newAddress();
        var other = writes("pigeon", bird, "m0");
        var link = get(ingress.callOptions(new Party(ACME, "webchat", visitor))).getMessengers(0);

        var told = new ArrayList<CompletableFuture<Receipt>>();
        for (var i = 0; i < 60; i++) {
            if (i == 20) {
                ingress.arrive(new Party(ACME, "pigeon", bird), link.getUrl().substring("pigeon://".length()));
            }
            for (var twice = 0; twice < 2; twice++) {
                told.add(insist("webchat", visitor, "w" + i));
                told.add(insist("pigeon", bird, "p" + i));
            }
        }

        assertThat(told)
                .allSatisfy(receipt ->
                        assertThat(get(receipt).getAccepted().getEpisodeId()).isIn(episode, other));
        patiently().until(() -> entries(other).stream().anyMatch(EpisodeEvent::hasEpisodeMerged));
        assertThat(writes("pigeon", bird, "last")).isEqualTo(episode);
        assertThat(writes("pigeon", bird, "p3"))
                .as("what a messenger repeats is known where it was said")
                .isIn(episode, other);
        var all = new ArrayList<>(entries(episode));
        all.addAll(entries(other));
        assertThat(all.stream().filter(EpisodeEvent::hasMessageReceived))
                .hasSize(2 + 120 + 1)
                .extracting(event -> event.getMessageReceived().getLegId()
                        + event.getMessageReceived().getMessageId())
                .doesNotHaveDuplicates();
    }

    @Test
    void manyWhoAreMergedInARingAtOnceAreOneAndNobodyRunsInCircles() {
        var birds = List.of(newAddress(), newAddress(), newAddress(), newAddress());
        var customers = new ArrayList<String>();
        for (var bird : birds) {
            customers.add(customerOf(writes("pigeon", bird, "m1")));
        }

        var merged = new ArrayList<CompletableFuture<Receipt>>();
        for (var i = 0; i < customers.size(); i++) {
            merged.add(merges(customers.get(i), customers.get((i + 1) % customers.size())));
            merged.add(merges(customers.get((i + 1) % customers.size()), customers.get(i)));
        }

        assertThat(merged)
                .allSatisfy(receipt -> assertThat(get(receipt).hasAccepted()).isTrue());
        // What one of them learns late, because two have been merged before, comes to the one who answers by an errand.
        patiently().untilAsserted(() -> assertThat(
                        customers.stream().map(this::view).distinct())
                .singleElement()
                .satisfies(root -> assertThat(root.getAddressesList()).hasSize(4)));
        patiently()
                .until(() -> birds.stream()
                                .map(bird -> writes("pigeon", bird, "m2"))
                                .distinct()
                                .count()
                        == 1);
        var open = writes("pigeon", birds.get(0), "m3");
        assertThat(birds)
                .allSatisfy(bird -> assertThat(writes("pigeon", bird, "m4")).isEqualTo(open));
    }

    @Test
    void aConversationThatBeganWhileTheTwoWereOneGoesWithTheOneWhoWasHeardInIt() {
        var first = newAddress();
        var second = newAddress();
        var one = customerOf(closes(writes("pigeon", first, "m1")));
        var other = customerOf(closes(writes("pigeon", second, "m1")));
        get(merges(one, other));
        var answers = view(one).getCustomerId();
        var merged = view(one).getMerged(0).getCustomerId();
        var leaves = merged.equals(one) ? first : second;
        var stays = merged.equals(one) ? second : first;
        var theirs = writes("pigeon", leaves, "m2");
        assertThat(theirs).startsWith(answers + "-");

        assertThat(get(separates(answers, merged)).hasAccepted()).isTrue();

        assertThat(writes("pigeon", leaves, "m3")).isEqualTo(theirs);
        assertThat(view(merged).getEpisodeIdsList()).contains(theirs);
        assertThat(view(answers).getEpisodeIdsList()).doesNotContain(theirs);
        assertThat(writes("pigeon", stays, "m3")).isNotEqualTo(theirs).startsWith(answers + "-");
        assertThat(get(separates(answers, merged)).getRefused().getCode()).isEqualTo("not-merged");
    }

    @Test
    void whatWasPutTogetherLastIsSeparatedFirst() {
        var customers = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            customers.add(customerOf(closes(writes("pigeon", newAddress(), "m1"))));
        }
        customers.sort(null);
        get(merges(customers.get(1), customers.get(2)));
        get(merges(customers.get(0), customers.get(1)));

        var refused = get(separates(customers.get(0), customers.get(2)));

        assertThat(refused.getRefused().getCode()).isEqualTo("separate-first");
        assertThat(get(separates(customers.get(0), customers.get(1))).hasAccepted())
                .isTrue();
        assertThat(get(separates(customers.get(1), customers.get(2))).hasAccepted())
                .isTrue();
        assertThat(customers)
                .allSatisfy(id -> assertThat(view(id).getAddressesList()).hasSize(1));
    }

    @Test
    void aNameThatIsTooLongIsCutBetweenTwoLettersAndNotLost() {
        var family = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        var tooLong = message("pigeon", newAddress(), "m1").toBuilder().setName(" " + "o".repeat(75) + family + " Lee");

        var customer =
                customerOf(get(ingress.receive(tooLong.build())).getAccepted().getEpisodeId());

        assertThat(view(customer).getName()).isEqualTo("o".repeat(75) + "…");
    }

    private String closes(String episode) {
        takes(episode);
        assertThat(get(entities.askEpisode(ACME, episode, to -> new CloseEpisode("anna", "resolved", "", to))))
                .isInstanceOf(EpisodeReply.Accepted.class);
        return episode;
    }

    private String customerOf(String episode) {
        return entries(episode).get(0).getEpisodeOpened().getCustomerId();
    }

    private CustomerView view(String customerId) {
        return get(agents.customer(ACME, customerId)).orElseThrow();
    }

    private CompletableFuture<Receipt> merges(String one, String other) {
        var action = AgentAction.newBuilder();
        action.getMergeCustomersBuilder().setCustomerId(one).setOtherCustomerId(other);
        return agents.act(ACME, "anna", action.build())
                .thenCompose(receipt -> receipt.getRefused().getCode().equals("try-again")
                        ? merges(one, other)
                        : CompletableFuture.completedFuture(receipt))
                .toCompletableFuture();
    }

    private CompletableFuture<Receipt> separates(String one, String other) {
        var action = AgentAction.newBuilder();
        action.getSeparateCustomerBuilder().setCustomerId(one).setOtherCustomerId(other);
        return agents.act(ACME, "anna", action.build()).toCompletableFuture();
    }

    private CompletableFuture<Receipt> insist(String channel, String address, String id) {
        return receive(channel, address, id)
                .thenCompose(receipt -> receipt.hasRefused()
                        ? insist(channel, address, id)
                        : CompletableFuture.completedFuture(receipt));
    }

    private String newAddress() {
        return "address-" + people.incrementAndGet();
    }

    private String writes(String channel, String address, String id) {
        return get(receive(channel, address, id)).getAccepted().getEpisodeId();
    }

    private String writesAlsoAs(String address, String older) {
        var message = message("pigeon", address, "m7").toBuilder().setOlderAddress(older);
        return get(ingress.receive(message.build())).getAccepted().getEpisodeId();
    }

    private CompletableFuture<Receipt> receive(String channel, String address, String id) {
        return ingress.receive(message(channel, address, id)).toCompletableFuture();
    }

    private Receipt arrives(String address, String code) {
        return get(ingress.arrive(new Party(ACME, "pigeon", address), code));
    }

    private Receipt says(String address, int number, String state) {
        return get(ingress.receipt(ProviderReceipt.newBuilder()
                .setTenant(ACME)
                .setChannel("pigeon")
                .setAddress(address)
                .setProviderId("ring-" + number)
                .setState(state)
                .build()));
    }

    private void takes(String episode) {
        assertThat(get(entities.askEpisode(
                        ACME, episode, to -> new AssignAgent("anna", episode + "/1", Explanation.of("because"), to))))
                .isInstanceOf(EpisodeReply.Accepted.class);
    }

    private void answers(String episode, String id, String text) {
        assertThat(get(entities.askEpisode(ACME, episode, to -> new SendMessage("anna", id, text, to))))
                .isInstanceOf(EpisodeReply.Accepted.class);
    }

    private List<EpisodeEvent> entries(String episode) {
        return house.entries(episode);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Clusters.PATIENCE);
    }
}
