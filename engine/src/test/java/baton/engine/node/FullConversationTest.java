package baton.engine.node;

import static baton.engine.node.House.ACME;
import static baton.engine.node.House.get;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.customer.CustomerCommand.OpenEpisode;
import baton.engine.duty.RecordingCarrier;
import baton.engine.episode.EpisodeCommand.AssignAgent;
import baton.engine.episode.EpisodeCommand.ReceiveMessage;
import baton.engine.episode.EpisodeErrand;
import baton.engine.episode.EpisodeErrand.FindAgent;
import baton.engine.episode.EpisodeErrand.ReleaseAgent;
import baton.engine.episode.EpisodeReply;
import baton.engine.ingress.CustomerIngress;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Storing;
import baton.engine.sharding.Entities;
import baton.engine.spi.FakeEngine;
import baton.engine.spi.FixedTenants;
import baton.engine.work.Explanation;
import baton.engine.work.Work;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.journal.v1.EpisodeEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Addresses, customers and episodes as they are. A conversation is full with {@link #MOST} entries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullConversationTest {

    private static final int MOST = 12;

    private final RecordingCarrier<EpisodeErrand> carrier = new RecordingCarrier<>();
    private final AtomicInteger people = new AtomicInteger();
    private final House house = new House(
            "full",
            "pekko.cluster.sharding.remember-entities-store = eventsourced",
            InstantSource.system(),
            FixedTenants.of(House.acme()
                    .addAccounts(ChannelAccount.newBuilder().setChannel("pigeon"))
                    .build()),
            new Pigeons());
    private final Entities entities = house.entities;
    private final CustomerIngress ingress = house.ingress;

    FullConversationTest() {
        house.open(MOST, carrier);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void whatDoesNotFitIsInTheNextConversation() {
        var bird = newAddress();
        var full = filledBy(bird);

        var next = writes(bird, "more");

        assertThat(next).isNotEqualTo(full);
        assertThat(messages(next)).containsExactly("more");
        var end = last(entries(full)).getEpisodeClosed();
        assertThat(end.getDisposition()).isEqualTo("full");
        assertThat(entries(next).get(0).getEpisodeOpened().getContinues()).isEqualTo(full);
        assertThat(writes(bird, "and more")).isEqualTo(next);
    }

    @Test
    void whatIsRepeatedOfTheFullOneIsNotSaidInTheNext() {
        var bird = newAddress();
        var full = filledBy(bird);
        var before = receives(bird, "m7");
        var next = writes(bird, "more");

        assertThat(receives(bird, "m7")).isEqualTo(before);
        assertThat(get(ingress.receive(
                        message(bird, "m7").toBuilder().setEpisodeId(next).build())))
                .as("by a door that knows of the next one already")
                .isEqualTo(before);

        assertThat(before.getAccepted().getEpisodeId()).isEqualTo(full);
        assertThat(messages(next)).containsExactly("more");
    }

    @Test
    void whatHasOpenedTheNextOneIsSaidThereOnce() {
        var bird = newAddress();
        filledBy(bird);
        var first = receives(bird, "more");

        assertThat(receives(bird, "more")).isEqualTo(first);
        assertThat(get(ingress.receive(message(bird, "more").toBuilder()
                        .setEpisodeId(first.getAccepted().getEpisodeId())
                        .build())))
                .isEqualTo(first);

        assertThat(messages(first.getAccepted().getEpisodeId())).containsExactly("more");
    }

    @Test
    void manyAtOnceEachToldTwiceOpenOne() {
        var bird = newAddress();
        var full = filledBy(bird);

        var told = new ArrayList<CompletableFuture<Receipt>>();
        for (int i = 0; i < 5; i++) {
            for (int twice = 0; twice < 2; twice++) {
                told.add(insist(message(bird, "at once " + i)));
                told.add(insist(message(bird, "at once, too " + i).toBuilder()
                        .setEpisodeId(full)
                        .build()));
            }
        }
        var episodes = new LinkedHashSet<String>();
        told.forEach(receipt -> episodes.add(get(receipt).getAccepted().getEpisodeId()));

        var said = new ArrayList<String>();
        episodes.forEach(episode -> said.addAll(messages(episode)));
        assertThat(said).hasSize(10).doesNotHaveDuplicates();
        assertThat(entries(full).stream().filter(EpisodeEvent::hasEpisodeClosed))
                .hasSize(1);
        var openings = episodes.stream()
                .filter(episode -> entries(episode)
                        .get(0)
                        .getEpisodeOpened()
                        .getContinues()
                        .equals(full))
                .toList();
        assertThat(openings).hasSize(1);
        assertThat(episodes.stream()
                        .filter(episode -> entries(episode).stream().noneMatch(EpisodeEvent::hasEpisodeClosed)))
                .as("open ones")
                .hasSize(1);
    }

    @Test
    void whatIsSaidOneAfterAnotherStandsInOrder() {
        var bird = newAddress();
        var told = new ArrayList<String>();
        var episodes = new LinkedHashSet<String>();
        for (int i = 0; i < 50; i++) {
            told.add("m" + i);
            episodes.add(writes(bird, "m" + i));
        }

        var said = new ArrayList<String>();
        episodes.forEach(episode -> said.addAll(messages(episode)));
        assertThat(said).isEqualTo(told);
        assertThat(episodes).hasSizeGreaterThan(4);
    }

    @Test
    void whoHasServedTheFullOneIsFreeOfItAndIsThoughtOfFirst() {
        var bird = newAddress();
        var full = writes(bird, "m1");
        takes(full);
        fills(bird, full);
        carrier.taken();

        var next = writes(bird, "more");

        var errands = carrier.taken();
        assertThat(errands).contains(new ReleaseAgent("anna", full, full + "/1"));
        assertThat(work(errands, next).wishes().first()).isEqualTo("anna");
        assertThat(last(entries(full)).getEpisodeClosed().getAgentId()).isEqualTo("anna");
    }

    @Test
    void whoHasWaitedInTheFullOneGoesOnWaiting() {
        var bird = newAddress();
        carrier.taken();
        var full = filledBy(bird);
        var before = work(carrier.taken(), full);

        var next = writes(bird, "more");

        var now = work(carrier.taken(), next);
        assertThat(now.since()).isEqualTo(before.since());
        assertThat(now.from()).isEqualTo(before.from());
    }

    /** The node that had the next one opened dies before it has brought the message there. */
    @Test
    void whatComesInsteadOfTheFirstMessageFindsOutWhatTheNextOneGoesOnWith() {
        var bird = newAddress();
        var full = writes(bird, "m1");
        takes(full);
        fills(bird, full);
        var customer = entries(full).get(0).getEpisodeOpened().getCustomerId();
        get(entities.askEpisode(
                ACME, full, to -> new ReceiveMessage(Optional.empty(), "pigeon", bird, "lost", "text of lost", to)));
        get(entities.askCustomer(ACME, customer, to -> new OpenEpisode(full, true, to)));
        carrier.taken();

        var next = writes(bird, "more");

        assertThat(entries(next).get(0).getEpisodeOpened().getContinues()).isEqualTo(full);
        assertThat(work(carrier.taken(), next).wishes().first()).isEqualTo("anna");
        assertThat(writes(bird, "lost")).isEqualTo(next);
        assertThat(messages(next)).containsExactly("more", "lost");
    }

    @Test
    void whoeverTellsOneThingAfterAnotherGoesOn() {
        var bird = newAddress();
        filledBy(bird);
        var engine = new FakeEngine(house.system(), InstantSource.system());
        engine.answer = Optional.of(ingress.receive(message(bird, "more")));

        var outcome = get(new Storing(engine, "pigeon").store(ACME, List.of(new Wrote(message(bird, "more")))));

        assertThat(outcome).isEqualTo(Storing.Outcome.STORED);
    }

    private static Work work(List<EpisodeErrand> errands, String episode) {
        return errands.stream()
                .filter(errand ->
                        errand instanceof FindAgent find && find.episodeId().equals(episode))
                .map(errand -> ((FindAgent) errand).work())
                .findFirst()
                .orElseThrow();
    }

    private void takes(String episode) {
        assertThat(get(entities.askEpisode(
                        ACME, episode, to -> new AssignAgent("anna", episode + "/1", Explanation.of("because"), to))))
                .isInstanceOf(EpisodeReply.Accepted.class);
    }

    /** Not one more fits in. */
    private String filledBy(String address) {
        var episode = writes(address, "m1");
        fills(address, episode);
        return episode;
    }

    private void fills(String address, String episode) {
        for (int i = entries(episode).size() + 1; i <= MOST; i++) {
            assertThat(writes(address, "m" + i)).isEqualTo(episode);
        }
        assertThat(entries(episode)).hasSize(MOST);
        assertThat(entries(episode)).noneMatch(EpisodeEvent::hasEpisodeClosed);
        writes(address, "m1");
    }

    private List<String> messages(String episode) {
        return entries(episode).stream()
                .filter(EpisodeEvent::hasMessageReceived)
                .map(event -> event.getMessageReceived().getMessageId())
                .toList();
    }

    private static EpisodeEvent last(List<EpisodeEvent> entries) {
        return entries.get(entries.size() - 1);
    }

    private List<EpisodeEvent> entries(String episode) {
        return house.entries(episode);
    }

    private String newAddress() {
        return "full-" + people.incrementAndGet();
    }

    private String writes(String address, String id) {
        var receipt = receives(address, id);
        assertThat(receipt.hasAccepted()).as("%s", receipt).isTrue();
        return receipt.getAccepted().getEpisodeId();
    }

    private Receipt receives(String address, String id) {
        return get(ingress.receive(message(address, id)));
    }

    /** As providers do: what is not stored is told again. */
    private CompletableFuture<Receipt> insist(InboundMessage message) {
        return ingress.receive(message)
                .thenCompose(
                        receipt -> receipt.hasRefused() ? insist(message) : CompletableFuture.completedFuture(receipt))
                .toCompletableFuture();
    }

    private static InboundMessage message(String address, String id) {
        return House.message("pigeon", address, id);
    }
}
