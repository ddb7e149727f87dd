package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.AskCallOptions;
import baton.protocol.client.v1.AskLink;
import baton.protocol.client.v1.ChatFrame;
import baton.protocol.client.v1.ChatHello;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.Introduce;
import baton.protocol.client.v1.Say;
import baton.protocol.client.v1.Seen;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.client.v1.TypingNow;
import baton.protocol.gateway.v1.CallOptions;
import baton.testbed.Place;
import com.google.protobuf.Message;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A customer at the widget. */
final class ChatClient extends Client {

    private final String site;
    private volatile String token = "";

    ChatClient(Place place, Company company) {
        super(place);
        this.site = company.site();
    }

    /** Another window of the same browser. */
    ChatClient(ChatClient first) {
        super(first.place);
        this.site = first.site;
        this.token = first.token;
    }

    /** The same browser, when the product is somewhere else. */
    ChatClient(Place place, ChatClient browser) {
        super(place);
        this.site = browser.site;
        this.token = browser.token;
    }

    @Override
    Line dial() {
        return Line.open(place.socket("/ws/chat"), List.of("baton.v1"), this::receive);
    }

    @Override
    Message hello() {
        var hello = ChatHello.newBuilder().setSite(site).setToken(token);
        screen.cursors().stream().reduce((earlier, later) -> later).ifPresent(hello::setCursor);
        return ChatFrame.newBuilder().setHello(hello).build();
    }

    @Override
    void welcomed(ServerFrame welcome) {
        token = welcome.getWelcome().getToken();
    }

    @Override
    Message delivered(String episodeId, int number) {
        return ChatFrame.newBuilder().setDelivered(seen(episodeId, number)).build();
    }

    @Override
    void hear(ServerFrame frame) {}

    private static Seen seen(String episodeId, int number) {
        return Seen.newBuilder().setEpisodeId(episodeId).setNumber(number).build();
    }

    /** What keeps the visitor: whoever has it is the customer. */
    String token() {
        return token;
    }

    /** Writes, and returns when it is stored. */
    DeedAccepted say(String text) {
        return stored(send(UUID.randomUUID().toString(), text));
    }

    /** As {@link #say}, and sends it a second time as if the answer had been lost. */
    DeedAccepted sayTwice(String text) {
        var id = UUID.randomUUID().toString();
        var answer = send(id, text);
        send(id, text);
        return stored(answer);
    }

    CompletableFuture<DeedAccepted> send(String id, String text) {
        return send(id, frame(id, text));
    }

    static Message frame(String id, String text) {
        return ChatFrame.newBuilder()
                .setSay(Say.newBuilder().setMessageId(id).setText(text))
                .build();
    }

    void introduce(String name) {
        stored(send(
                "introduce",
                ChatFrame.newBuilder()
                        .setIntroduce(Introduce.newBuilder().setName(name))
                        .build()));
    }

    void type() {
        line().send(ChatFrame.newBuilder().setTyping(TypingNow.getDefaultInstance()));
    }

    void read(int number) {
        line().send(ChatFrame.newBuilder().setRead(seen(episodeId(), number)));
    }

    /** How this customer can go on by phone. */
    CallOptions callOptions() {
        var before = frames().size();
        line().send(ChatFrame.newBuilder().setAskCallOptions(AskCallOptions.getDefaultInstance()));
        await().until(() -> frames().stream().skip(before).anyMatch(ServerFrame::hasCallOptions));
        var frame = last(ServerFrame.FrameCase.CALL_OPTIONS);
        assertThat(frame).isNotNull();
        return frame.getCallOptions();
    }

    /** Has a link sent to this address of mail, and returns when it is stored. */
    void askMailLink(String address) {
        stored(send("ask-link", mailLink(address)));
    }

    /** Why no link is sent to this address of mail. */
    String refusedMailLink(String address) {
        var before = frames().size();
        line().send(mailLink(address));
        await().until(() -> frames().stream().skip(before).anyMatch(ServerFrame::hasRefused));
        var frame = last(ServerFrame.FrameCase.REFUSED);
        assertThat(frame).isNotNull();
        return frame.getRefused().getCode();
    }

    private static ChatFrame mailLink(String address) {
        return ChatFrame.newBuilder()
                .setAskLink(AskLink.newBuilder()
                        .setChannel("email")
                        .setAddress(address)
                        .setLanguage("uk"))
                .build();
    }

    /** What to dial so that the call is known to be this customer's: the main number with a one-time code. */
    String codeToDial() {
        var options = callOptions();
        return options.getDial() + "*" + options.getCode();
    }

    /** Where to go on in this messenger. */
    String linkTo(String channel) {
        return callOptions().getMessengersList().stream()
                .filter(link -> link.getChannel().equals(channel))
                .findFirst()
                .orElseThrow()
                .getUrl();
    }
}
