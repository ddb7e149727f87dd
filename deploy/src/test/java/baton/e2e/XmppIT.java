package baton.e2e;

import static baton.protocol.journal.v1.EpisodeEvent.FactCase.DELIVERY_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.xmpp.Prosody;
import baton.gateway.xmpp.XmppClient;
import baton.protocol.config.v1.ChannelAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers who write from XMPP clients, through a real server of which the company is a component. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class XmppIT {

    private static final String SHOP = "shop@support.localhost";

    @Test
    void anAnswerReachesEveryDeviceOfTheCustomerAndTheirReceiptIsATick(Scene scene) throws Exception {
        var prosody = connected(scene);
        var anna = scene.agent("anna");
        var phone = logIn(scene, prosody, "phone");
        var desktop = logIn(scene, prosody, "desktop");

        var asked = phone.writes(SHOP, "Де моя лампа & <де>?");
        var episode = taken(anna);
        await().until(() -> phone.receipts().equals(List.of(asked)));
        var sent = anna.say(episode, "Вже їде & <їде>.").getNumber();
        await().until(() -> phone.texts().equals(List.of("Вже їде & <їде>."))
                && desktop.texts().equals(phone.texts()));

        await().until(() -> anna.episode(episode).getCustomerDelivered() == sent);
        await().until(() -> forwarded(anna, episode) == sent);
        assertThat(desktop.senders()).containsExactly(SHOP + "/baton");
        desktop.writes(desktop.senders().get(0), "Дякую!");
        anna.awaitTexts(episode, "Де моя лампа & <де>?", "Вже їде & <їде>.", "Дякую!");
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void fromTheWebChatToXmppToTheTelephoneWithTheSameAgent(Scene scene) throws Exception {
        var prosody = connected(scene);
        var hop = new Hop(scene);
        var anna = hop.anna();
        var olena = logIn(scene, prosody, "phone");

        olena.writes(SHOP, hop.typedCode());
        hop.awaitLinked();
        anna.say(hop.episode(), "I see you are on the move.");
        await().until(() -> olena.texts().equals(List.of("I see you are on the move.")));
        olena.writes(SHOP, "Can I call?");
        anna.awaitTexts(hop.episode(), "Where is my lamp?", "I see you are on the move.", "Can I call?");

        hop.goesOnByTelephone("380501112261");
        anna.say(hop.episode(), "Here is the receipt.");
        await().until(() -> olena.texts().equals(List.of("I see you are on the move.", "Here is the receipt.")));
        hop.isStillOneEpisode();
    }

    @Test
    void aPictureComesFromTheServersUploadsAndAnOfferGoesBack(Scene scene) throws Exception {
        var picture = "\u0089PNG\r\n\u001a\n a lamp".getBytes(StandardCharsets.ISO_8859_1);
        var offer = "%PDF-1.7 an offer".getBytes(StandardCharsets.UTF_8);
        var prosody = connected(scene);
        var anna = scene.agent("anna");
        var olena = logIn(scene, prosody, "phone");
        olena.writes(SHOP, "The lamp is broken:");
        var episode = taken(anna);

        olena.sendsFile(SHOP, "лампа 1.png", picture);
        var stored = StoredFile.of(anna, episode);
        var sent = anna.attach(episode, "пропозиція.pdf", offer).getNumber();

        assertThat(stored).isEqualTo(StoredFile.as("лампа 1.png", "image/png", picture));
        await().until(() -> olena.files().size() == 1);
        try (var bytes = URI.create(olena.files().get(0)).toURL().openStream()) {
            assertThat(bytes.readAllBytes()).isEqualTo(offer);
        }
        await().until(() -> anna.episode(episode).getCustomerDelivered() == sent);
    }

    @Test
    void aServerThatDiesAndComesBackCostsNoMessageAndDoublesNone(Scene scene) throws Exception {
        var prosody = connected(scene);
        var anna = scene.agent("anna");
        var before = logIn(scene, prosody, "phone");
        before.writes(SHOP, "Where is my lamp?");
        var episode = taken(anna);
        var first = anna.say(episode, "One").getNumber();
        await().until(() -> before.texts().equals(List.of("One")) && forwarded(anna, episode) == first);

        prosody.kill();
        anna.say(episode, "Two");
        var last = anna.say(episode, "Three").getNumber();
        prosody.startAgain();

        var after = logIn(scene, prosody, "phone");
        await().until(() -> after.texts().size() >= 2 && forwarded(anna, episode) == last);
        var asked = after.writes(SHOP, "And now?");
        await().until(() -> after.receipts().contains(asked));
        anna.awaitTexts(episode, "Where is my lamp?", "One", "Two", "Three", "And now?");
        anna.say(episode, "Four");
        await().until(() -> after.texts().contains("Four"));
        assertThat(after.texts()).containsExactly("Two", "Three", "Four");
        assertThat(anna.facts(episode)).doesNotContain(DELIVERY_FAILED);
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    /** A server of which this scene's company is a component. */
    private static Prosody connected(Scene scene) throws Exception {
        var prosody = scene.opened(new Prosody());
        prosody.user("olena", "pw");
        Boss.connects(scene, account(prosody.components()));
        try (var anybody = XmppClient.logIn(prosody, "olena", "pw", "test")) {
            await().until(() -> anybody.reaches(SHOP + "/baton"));
        }
        return prosody;
    }

    private static ChannelAccount account(int port) {
        return ChannelAccount.newBuilder()
                .setChannel("xmpp")
                .putAllSettings(Map.of("address", SHOP, "host", "127.0.0.1", "port", String.valueOf(port)))
                .putSecrets("secret", Prosody.SECRET)
                .build();
    }

    private static XmppClient logIn(Scene scene, Prosody prosody, String device) throws Exception {
        return scene.opened(XmppClient.logIn(prosody, "olena", "pw", device));
    }

    private static String taken(DeskClient agent) {
        var episode = agent.awaitOffer("text").getEpisodeId();
        agent.takeChat(episode);
        return episode;
    }

    /** Up to which entry the server has everything. */
    private static int forwarded(DeskClient agent, String episode) {
        return agent.episode(episode).getLegs(0).getOutlet().getForwarded();
    }
}
