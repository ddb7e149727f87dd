package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.AgentView;
import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.Deed;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeskFrame;
import baton.protocol.client.v1.DeskHello;
import baton.protocol.client.v1.LookingNow;
import baton.protocol.client.v1.Offer;
import baton.protocol.client.v1.Participant;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.Supervise;
import baton.protocol.client.v1.TypingNow;
import baton.protocol.client.v1.Wall;
import baton.protocol.client.v1.WallAgent;
import baton.protocol.client.v1.WallQueue;
import baton.protocol.client.v1.Watch;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.TransferEpisode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** An agent at the desk. */
final class DeskClient extends Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String agentId;
    private final String cookie;
    private volatile AgentView view = AgentView.getDefaultInstance();

    /** Signs in. */
    DeskClient(Place place, Company company, String agentId) {
        super(place);
        this.agentId = agentId;
        var login = "{\"tenant\":\"%s\",\"agent\":\"%s\",\"password\":\"%s\"}"
                .formatted(company.id(), agentId, Company.PASSWORD);
        this.cookie = post(place, "/api/v1/login", "", login)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    /** Another window of the same browser. */
    DeskClient(DeskClient first) {
        super(first.place);
        this.agentId = first.agentId;
        this.cookie = first.cookie;
    }

    @Override
    Line dial() {
        return Line.open(place.socket("/ws/desk"), List.of("baton.v1", "ticket." + ticket()), this::receive);
    }

    private String ticket() {
        var answer = Struct.newBuilder();
        try {
            JsonFormat.parser()
                    .merge(post(place, "/api/v1/ticket", cookie, "{}").body(), answer);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
        return answer.getFieldsOrThrow("ticket").getStringValue();
    }

    private static HttpResponse<String> post(Place place, String path, String cookie, String body) {
        var response = rest(place, "POST", path, cookie, body);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response;
    }

    /** Asks the REST interface with the cookie of this desk, whatever the answer. */
    HttpResponse<String> rest(String method, String path, String body) {
        return rest(place, method, path, cookie, body);
    }

    private static HttpResponse<String> rest(Place place, String method, String path, String cookie, String body) {
        var request = HttpRequest.newBuilder(place.web(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
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
        return DeskFrame.newBuilder().setDelivered(seen(episodeId, number)).build();
    }

    private static Seen seen(String episodeId, int number) {
        return Seen.newBuilder().setEpisodeId(episodeId).setNumber(number).build();
    }

    @Override
    void hear(ServerFrame frame) {
        if (frame.hasAgent()) {
            view = frame.getAgent();
        }
    }

    String agentId() {
        return agentId;
    }

    /** How the agent stands, as last told. */
    AgentView view() {
        return view;
    }

    /** Whether this agent serves the episode. */
    boolean serves(String episodeId) {
        return view.getAssignmentsList().stream()
                .anyMatch(assignment -> assignment.getEpisodeId().equals(episodeId));
    }

    void goAvailable() {
        act(AgentAction.newBuilder()
                .setSetPresence(AgentAction.getDefaultInstance().getSetPresence().toBuilder()
                        .setPresence("available"))
                .build());
        await().until(() -> view.getPresence().equals("available"));
    }

    void goAway() {
        var away = AgentAction.newBuilder();
        away.getSetPresenceBuilder().setPresence("away").setReason("lunch");
        act(away.build());
        await().until(() -> view.getPresence().equals("away"));
    }

    /** The offer for this episode, when it is here. */
    Offer awaitOffer(String episodeId, String medium) {
        await().until(() -> offer(episodeId, medium).isPresent());
        return offer(episodeId, medium).orElseThrow();
    }

    /** The first offer of this kind, when it is here. */
    Offer awaitOffer(String medium) {
        await().until(() ->
                view.getOffersList().stream().anyMatch(o -> o.getMedium().equals(medium)));
        return view.getOffersList().stream()
                .filter(o -> o.getMedium().equals(medium))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Offer> offer(String episodeId, String medium) {
        return view.getOffersList().stream()
                .filter(o -> o.getEpisodeId().equals(episodeId) && o.getMedium().equals(medium))
                .findFirst();
    }

    /** Accepts the chat that is offered for this episode, and returns when it is this agent's. */
    void takeChat(String episodeId) {
        accept(awaitOffer(episodeId, "text"));
        awaitServing(episodeId);
    }

    /** Returns when this agent serves the episode, and both say so. */
    void awaitServing(String episodeId) {
        await().until(() -> serves(episodeId) && episode(episodeId).getAgentId().equals(agentId));
    }

    void accept(Offer offer) {
        var action = AgentAction.newBuilder();
        action.getAcceptOfferBuilder().setOfferId(offer.getOfferId());
        act(action.build());
    }

    /** Accepts it without waiting for the answer, which may be that it is gone. */
    void acceptSoon(Offer offer) {
        var action = AgentAction.newBuilder();
        action.getAcceptOfferBuilder().setOfferId(offer.getOfferId());
        send(UUID.randomUUID().toString(), action.build());
    }

    DeedAccepted say(String episodeId, String text) {
        return stored(send(episodeId, UUID.randomUUID().toString(), text));
    }

    CompletableFuture<DeedAccepted> send(String episodeId, String id, String text) {
        var action = AgentAction.newBuilder();
        action.getSendMessageBuilder().setEpisodeId(episodeId).setMessageId(id).setText(text);
        return send(id, action.build());
    }

    DeedAccepted note(String episodeId, String text) {
        var id = UUID.randomUUID().toString();
        var action = AgentAction.newBuilder();
        action.getWriteNoteBuilder().setEpisodeId(episodeId).setNoteId(id).setText(text);
        return stored(send(id, action.build()));
    }

    void transfer(String episodeId, String colleague, String note) {
        var action = AgentAction.newBuilder();
        action.getTransferEpisodeBuilder()
                .setEpisodeId(episodeId)
                .setToAgentId(colleague)
                .setNote(note);
        act(action.build());
    }

    void transfer(TransferEpisode.Builder transfer) {
        act(AgentAction.newBuilder().setTransferEpisode(transfer).build());
    }

    /** Asks for it; the call's leg says when it is so. */
    void hold(String episodeId, String legId, boolean on) {
        var action = AgentAction.newBuilder();
        action.getHoldCallBuilder().setEpisodeId(episodeId).setLegId(legId).setHold(on);
        act(action.build());
    }

    /** Calls off whatever a colleague has been asked for in this episode. */
    void withdraw(String episodeId) {
        await().until(() -> asked(episodeId).isPresent());
        var action = AgentAction.newBuilder();
        action.getWithdrawInvitationBuilder()
                .setEpisodeId(episodeId)
                .setWorkId(asked(episodeId).orElseThrow().getWorkId());
        act(action.build());
    }

    private Optional<Participant> asked(String episodeId) {
        return episode(episodeId).getParticipantsList().stream()
                .filter(one -> one.getStatus().equals("asked"))
                .findFirst();
    }

    void invite(String episodeId, String colleague, String note) {
        var action = AgentAction.newBuilder();
        action.getInviteAgentBuilder()
                .setEpisodeId(episodeId)
                .setAgentId(colleague)
                .setRole("helper")
                .setNote(note);
        act(action.build());
    }

    void reject(Offer offer) {
        var action = AgentAction.newBuilder();
        action.getRejectOfferBuilder().setOfferId(offer.getOfferId());
        act(action.build());
    }

    void leave(String episodeId) {
        var action = AgentAction.newBuilder();
        action.getLeaveEpisodeBuilder().setEpisodeId(episodeId);
        act(action.build());
    }

    void prolongWrapUp(String episodeId) {
        var action = AgentAction.newBuilder();
        action.getProlongWrapUpBuilder().setEpisodeId(episodeId);
        act(action.build());
    }

    void reassign(String episodeId, String agent, String queue) {
        var action = AgentAction.newBuilder();
        action.getReassignEpisodeBuilder()
                .setEpisodeId(episodeId)
                .setToAgentId(agent)
                .setToQueueId(queue);
        act(action.build());
    }

    void setPresenceOf(String agent, String presence, String reason) {
        var action = AgentAction.newBuilder();
        action.getSetAgentPresenceBuilder()
                .setAgentId(agent)
                .setPresence(presence)
                .setReason(reason);
        act(action.build());
    }

    CompletableFuture<DeedAccepted> sendPresenceOf(String agent, String presence) {
        var action = AgentAction.newBuilder();
        action.getSetAgentPresenceBuilder().setAgentId(agent).setPresence(presence);
        return send(UUID.randomUUID().toString(), action.build());
    }

    void setCustomer(String customerId, String segment, String personalAgent) {
        var action = AgentAction.newBuilder();
        action.getSetCustomerBuilder()
                .setCustomerId(customerId)
                .setSegment(segment)
                .setPersonalAgentId(personalAgent);
        act(action.build());
    }

    /** From now on the wall is pushed. */
    void supervise() {
        line().send(DeskFrame.newBuilder().setSupervise(Supervise.getDefaultInstance()));
    }

    void looksAt(String episodeId) {
        line().send(DeskFrame.newBuilder().setLooking(LookingNow.newBuilder().setEpisodeId(episodeId)));
    }

    /** How a queue stands on the wall, as last told. */
    Optional<WallQueue> wallQueue(String queueId) {
        return wall().flatMap(wall -> wall.getQueuesList().stream())
                .filter(queue -> queue.getQueueId().equals(queueId))
                .reduce((earlier, later) -> later);
    }

    /** How an agent stands on the wall, as last told. */
    Optional<WallAgent> wallAgent(String agent) {
        return wall().flatMap(wall -> wall.getAgentsList().stream())
                .filter(one -> one.getAgentId().equals(agent))
                .reduce((earlier, later) -> later);
    }

    private Stream<Wall> wall() {
        return frames().stream().filter(ServerFrame::hasWall).map(ServerFrame::getWall);
    }

    void wrapUp(String episodeId) {
        var action = AgentAction.newBuilder();
        action.getStartWrapUpBuilder().setEpisodeId(episodeId);
        act(action.build());
    }

    /** Closes it, and returns when the agent is free of it. */
    void finish(String episodeId) {
        var action = AgentAction.newBuilder();
        action.getCloseEpisodeBuilder().setEpisodeId(episodeId).setDisposition("resolved");
        act(action.build());
        await().until(() -> !serves(episodeId));
    }

    /** How an attempt to call the customer back ended. */
    void reportCallBack(String episodeId, int attempt, String outcome) {
        var action = AgentAction.newBuilder();
        action.getReportCallBackBuilder()
                .setEpisodeId(episodeId)
                .setAttempt(attempt)
                .setOutcome(outcome);
        act(action.build());
    }

    void linkPhone(String episodeId, String number) {
        var action = AgentAction.newBuilder();
        action.getLinkAddressBuilder()
                .setEpisodeId(episodeId)
                .setChannel("phone")
                .setAddress(number);
        act(action.build());
    }

    void watch(String episodeId) {
        line().send(DeskFrame.newBuilder()
                .setWatch(Watch.newBuilder().setCursor(Cursor.newBuilder().setEpisodeId(episodeId))));
    }

    void type(String episodeId) {
        line().send(DeskFrame.newBuilder().setTyping(TypingNow.newBuilder().setEpisodeId(episodeId)));
    }

    private DeedAccepted act(AgentAction action) {
        return stored(send(UUID.randomUUID().toString(), action));
    }

    private CompletableFuture<DeedAccepted> send(String ref, AgentAction action) {
        return send(
                ref,
                DeskFrame.newBuilder()
                        .setDeed(Deed.newBuilder().setRef(ref).setAction(action))
                        .build());
    }
}
