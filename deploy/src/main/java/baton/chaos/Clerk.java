package baton.chaos;

import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Assignment;
import baton.protocol.client.v1.Deed;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.DeskFrame;
import baton.protocol.client.v1.DeskHello;
import baton.protocol.client.v1.Offer;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.SetPresence;
import baton.protocol.journal.v1.EpisodeEvent;
import com.google.protobuf.Message;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An agent who takes whatever is offered at the desk, answers every message once, and is back at once when sent away. Every fifth deed is sent twice at once, and
 * every seventh time the one before once more.
 */
final class Clerk extends Client {

    private static final int AGAIN_MILLIS = 500;
    private static final int TWICE = 5;
    private static final int LATE = 7;
    private static final String AVAILABLE = "available";

    private final String agentId;
    private final DeskTickets tickets;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private AgentView view = AgentView.getDefaultInstance();
    private int comebacks;
    private int deeds;
    private DeskFrame former = DeskFrame.getDefaultInstance();

    Clerk(String agentId, Company company, List<Integer> ports, int first, ScheduledExecutorService thread) {
        super(ports, first, thread);
        this.agentId = agentId;
        this.tickets = new DeskTickets(company.id(), agentId);
    }

    static String answerTo(String messageId) {
        return "re-" + messageId;
    }

    String agentId() {
        return agentId;
    }

    void enter() {
        connect();
        beAvailable();
    }

    private void beAvailable() {
        act(
                "available-" + ++comebacks,
                AgentAction.newBuilder().setSetPresence(SetPresence.newBuilder().setPresence(AVAILABLE)));
    }

    boolean isAvailable() {
        return view.getPresence().equals(AVAILABLE);
    }

    /** As the desk shows it. */
    AgentView view() {
        return view;
    }

    @Override
    void dial(int port) {
        tickets.get(port)
                .whenComplete((ticket, unreachable) -> thread.execute(() -> {
                    if (unreachable != null) {
                        failed();
                    } else {
                        var address = URI.create("ws://127.0.0.1:" + port + "/ws/desk");
                        connected(Wire.open(address, List.of("baton.v1", "ticket." + ticket), thread, this));
                    }
                }));
    }

    @Override
    Message hello() {
        return DeskFrame.newBuilder()
                .setHello(DeskHello.newBuilder().addAllCursors(screen.cursors()))
                .build();
    }

    @Override
    void welcomed(ServerFrame welcome) {}

    @Override
    Message delivered(String episodeId, int number) {
        return DeskFrame.newBuilder()
                .setDelivered(Seen.newBuilder().setEpisodeId(episodeId).setNumber(number))
                .build();
    }

    @Override
    void learned(ServerFrame frame) {
        if (frame.hasAgent()) {
            view = frame.getAgent();
            if (!isAvailable() && !isWaitingForAnswers()) {
                beAvailable();
            }
            view.getOffersList().stream()
                    .filter(offer -> offer.getMedium().equals("text")) // whoever has a telephone picks it up
                    .map(Offer::getOfferId)
                    .filter(taken::add)
                    .forEach(this::accept);
        }
        view.getAssignmentsList().stream().map(Assignment::getEpisodeId).forEach(this::answer);
    }

    private void accept(String offerId) {
        var action = AgentAction.newBuilder();
        action.getAcceptOfferBuilder().setOfferId(offerId);
        act("accept-" + offerId, action);
    }

    private void answer(String episodeId) {
        screen.entries(episodeId).values().stream()
                .filter(EpisodeEvent::hasMessageReceived)
                .map(entry -> entry.getMessageReceived().getMessageId())
                .filter(answered::add)
                .forEach(messageId -> answer(episodeId, messageId));
    }

    private void answer(String episodeId, String messageId) {
        var action = AgentAction.newBuilder();
        action.getSendMessageBuilder()
                .setEpisodeId(episodeId)
                .setMessageId(answerTo(messageId))
                .setText(answerTo(messageId));
        act(answerTo(messageId), action);
    }

    private void act(String ref, AgentAction.Builder action) {
        var deed = DeskFrame.newBuilder()
                .setDeed(Deed.newBuilder().setRef(ref).setAction(action))
                .build();
        ask(ref, deed);
        if (++deeds % TWICE == 0) {
            say(deed);
        }
        if (deeds % LATE == 0) {
            say(former);
        }
        former = deed;
    }

    @Override
    void done(DeedAccepted accepted) {}

    @Override
    void putOff(DeedRefused refused) {
        sendAgain(refused);
    }

    /** An offer is gone then; an answer came before the conversation knew of its agent. */
    @Override
    void refused(DeedRefused refused) {
        if (answered.removeIf(messageId -> answerTo(messageId).equals(refused.getRef()))) {
            thread.schedule(() -> learned(ServerFrame.getDefaultInstance()), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
