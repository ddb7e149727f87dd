package baton.e2e;

import baton.protocol.client.v1.Assignment;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An agent who takes whatever is offered and answers every message once, whatever happens to the connection. */
final class Clerk implements AutoCloseable {

    private static final int GLANCE_MILLIS = 30;

    private final DeskClient desk;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();

    Clerk(DeskClient desk) {
        this.desk = desk;
        desk.beStubborn();
        hands.scheduleWithFixedDelay(this::glance, 0, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void glance() {
        desk.view().getOffersList().stream()
                .filter(offer -> taken.add(offer.getOfferId()))
                .forEach(desk::acceptSoon);
        desk.view().getAssignmentsList().stream()
                .map(Assignment::getEpisodeId)
                .filter(episode -> desk.episode(episode).getAgentId().equals(desk.agentId())) // it knows of it, too
                .forEach(this::answer);
    }

    private void answer(String episode) {
        desk.screen.entries(episode).values().stream()
                .filter(event -> event.hasMessageReceived()
                        && answered.add(event.getMessageReceived().getMessageId()))
                .forEach(event -> desk.send(
                        episode,
                        UUID.randomUUID().toString(),
                        "Re: " + event.getMessageReceived().getText()));
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
