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
import baton.protocol.client.v1.RoutingView;
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
import baton.testbed.Place;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    /** As a browser does: a node that does not reach the others, or the database, says 503, and is asked again. */
    private String ticket() {
        var response = await().until(() -> rest("POST", "/api/v1/ticket", "{}"), said -> said.statusCode() != 503);
        assertThat(response.statusCode()).as("ticket").isEqualTo(200);
        var answer = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(response.body(), answer);
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
        return rest(
                place,
                method,
                path,
                cookie,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> rest(
            Place place, String method, String path, String cookie, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(place.web(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body);
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

    /** The agent has read everything up to this entry. */
    void reads(String episodeId, int number) {
        line().send(DeskFrame.newBuilder().setRead(seen(episodeId, number)).build());
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
        act(action -> action.getSetPresenceBuilder().setPresence("available"));
        await().until(() -> view.getPresence().equals("available"));
    }

    void goAway() {
        act(action -> action.getSetPresenceBuilder().setPresence("away").setReason("lunch"));
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
        act(action -> action.getAcceptOfferBuilder().setOfferId(offer.getOfferId()));
    }

    /** Accepts it without waiting for the answer, which may be that it is gone. */
    void acceptSoon(Offer offer) {
        send(newRef(), action -> action.getAcceptOfferBuilder().setOfferId(offer.getOfferId()));
    }

    DeedAccepted say(String episodeId, String text) {
        return stored(send(episodeId, UUID.randomUUID().toString(), text));
    }

    CompletableFuture<DeedAccepted> send(String episodeId, String id, String text) {
        return send(id, action -> action.getSendMessageBuilder()
                .setEpisodeId(episodeId)
                .setMessageId(id)
                .setText(text));
    }

    /** Sends a file, in the two steps that a desk takes. */
    DeedAccepted attach(String episodeId, String name, byte[] bytes) {
        var path = "/api/v1/files?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        var uploaded = rest(place, "POST", path, cookie, HttpRequest.BodyPublishers.ofByteArray(bytes));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
        var token = uploaded.body().replaceFirst("(?s).*\"upload\" *: *\"([^\"]+)\".*", "$1");
        var id = newRef();
        return stored(send(id, action -> action.getSendMessageBuilder()
                .setEpisodeId(episodeId)
                .setMessageId(id)
                .setUpload(token)));
    }

    /** Asks something that can be answered by pressing. */
    DeedAccepted offer(String episodeId, String text, String... titles) {
        var id = newRef();
        return stored(send(id, action -> {
            var message = action.getSendMessageBuilder()
                    .setEpisodeId(episodeId)
                    .setMessageId(id)
                    .setText(text);
            for (var title : titles) {
                message.addChoicesBuilder()
                        .setId("choice-" + message.getChoicesCount())
                        .setTitle(title);
            }
        }));
    }

    DeedAccepted sendTemplate(String episodeId, String name, String language, String... values) {
        var id = newRef();
        return stored(send(id, action -> action.getSendMessageBuilder()
                .setEpisodeId(episodeId)
                .setMessageId(id)
                .getTemplateBuilder()
                .setName(name)
                .setLanguage(language)
                .addAllValues(List.of(values))));
    }

    DeedAccepted note(String episodeId, String text) {
        var id = newRef();
        return stored(send(id, action -> action.getWriteNoteBuilder()
                .setEpisodeId(episodeId)
                .setNoteId(id)
                .setText(text)));
    }

    void transfer(String episodeId, String colleague, String note) {
        act(action -> action.getTransferEpisodeBuilder()
                .setEpisodeId(episodeId)
                .setToAgentId(colleague)
                .setNote(note));
    }

    void transfer(TransferEpisode.Builder transfer) {
        act(action -> action.setTransferEpisode(transfer));
    }

    /** Asks for it; the call's leg says when it is so. */
    void hold(String episodeId, String legId, boolean on) {
        act(action -> action.getHoldCallBuilder()
                .setEpisodeId(episodeId)
                .setLegId(legId)
                .setHold(on));
    }

    /** Calls off whatever a colleague has been asked for in this episode. */
    void withdraw(String episodeId) {
        await().until(() -> asked(episodeId).isPresent());
        act(action -> action.getWithdrawInvitationBuilder()
                .setEpisodeId(episodeId)
                .setWorkId(asked(episodeId).orElseThrow().getWorkId()));
    }

    private Optional<Participant> asked(String episodeId) {
        return episode(episodeId).getParticipantsList().stream()
                .filter(one -> one.getStatus().equals("asked"))
                .findFirst();
    }

    void invite(String episodeId, String colleague, String note) {
        act(action -> action.getInviteAgentBuilder()
                .setEpisodeId(episodeId)
                .setAgentId(colleague)
                .setRole("helper")
                .setNote(note));
    }

    /** Into the call. */
    void confer(String episodeId, String colleague) {
        act(action -> action.getInviteAgentBuilder()
                .setEpisodeId(episodeId)
                .setAgentId(colleague)
                .setRole("partner")
                .setNote("Listen to this."));
    }

    void reject(Offer offer) {
        act(action -> action.getRejectOfferBuilder().setOfferId(offer.getOfferId()));
    }

    void leave(String episodeId) {
        act(action -> action.getLeaveEpisodeBuilder().setEpisodeId(episodeId));
    }

    void prolongWrapUp(String episodeId) {
        act(action -> action.getProlongWrapUpBuilder().setEpisodeId(episodeId));
    }

    void reassign(String episodeId, String agent, String queue) {
        act(action -> action.getReassignEpisodeBuilder()
                .setEpisodeId(episodeId)
                .setToAgentId(agent)
                .setToQueueId(queue));
    }

    void setPresenceOf(String agent, String presence, String reason) {
        act(action -> action.getSetAgentPresenceBuilder()
                .setAgentId(agent)
                .setPresence(presence)
                .setReason(reason));
    }

    CompletableFuture<DeedAccepted> sendPresenceOf(String agent, String presence) {
        return send(
                newRef(),
                action -> action.getSetAgentPresenceBuilder().setAgentId(agent).setPresence(presence));
    }

    void setCustomer(String customerId, String segment, String personalAgent) {
        act(action -> action.getSetCustomerBuilder()
                .setCustomerId(customerId)
                .setSegment(segment)
                .setPersonalAgentId(personalAgent));
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
        act(action -> action.getStartWrapUpBuilder().setEpisodeId(episodeId));
    }

    /** Closes it, and returns when the agent is free of it. */
    void finish(String episodeId) {
        act(action -> action.getCloseEpisodeBuilder().setEpisodeId(episodeId).setDisposition("resolved"));
        await().until(() -> !serves(episodeId));
    }

    /** How an attempt to call the customer back ended. */
    void reportCallBack(String episodeId, int attempt, String outcome) {
        act(action -> action.getReportCallBackBuilder()
                .setEpisodeId(episodeId)
                .setAttempt(attempt)
                .setOutcome(outcome));
    }

    void linkPhone(String episodeId, String number) {
        act(action -> action.getLinkAddressBuilder()
                .setEpisodeId(episodeId)
                .setChannel("phone")
                .setAddress(number));
    }

    /** Who the customer of this episode is. */
    String customerOf(String episodeId) {
        await().until(() -> !episode(episodeId).getCustomer().getCustomerId().isEmpty());
        return episode(episodeId).getCustomer().getCustomerId();
    }

    /** The two are the same person. */
    void merge(String customerId, String otherCustomerId) {
        act(action ->
                action.getMergeCustomersBuilder().setCustomerId(customerId).setOtherCustomerId(otherCustomerId));
    }

    /** They may be alike, but are two. */
    void dismiss(String customerId, String otherCustomerId) {
        act(action ->
                action.getDismissSuggestionBuilder().setCustomerId(customerId).setOtherCustomerId(otherCustomerId));
    }

    /** They are two after all. */
    void separate(String customerId, String otherCustomerId) {
        act(action ->
                action.getSeparateCustomerBuilder().setCustomerId(customerId).setOtherCustomerId(otherCustomerId));
    }

    /** Why this episode went to whom it went, or why it waits. */
    RoutingView routing(String episode) {
        var response = rest("GET", "/api/v1/episodes/" + episode + "/routing", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var view = RoutingView.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(response.body(), view);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(response.body(), e);
        }
        return view.build();
    }

    void watch(String episodeId) {
        line().send(DeskFrame.newBuilder()
                .setWatch(Watch.newBuilder().setCursor(Cursor.newBuilder().setEpisodeId(episodeId))));
    }

    void type(String episodeId) {
        line().send(DeskFrame.newBuilder().setTyping(TypingNow.newBuilder().setEpisodeId(episodeId)));
    }

    private DeedAccepted act(Consumer<AgentAction.Builder> says) {
        return stored(send(newRef(), says));
    }

    private CompletableFuture<DeedAccepted> send(String ref, Consumer<AgentAction.Builder> says) {
        var action = AgentAction.newBuilder();
        says.accept(action);
        return send(
                ref,
                DeskFrame.newBuilder()
                        .setDeed(Deed.newBuilder().setRef(ref).setAction(action))
                        .build());
    }

    private static String newRef() {
        return UUID.randomUUID().toString();
    }
}
