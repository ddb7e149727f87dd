package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.sms.Smsc;
import baton.protocol.client.v1.Leg;
import baton.protocol.config.v1.ChannelAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers who write short messages, over an operator's message centre to which a connection must be kept. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class SmsIT {

    private static final String ANN = "380509990001";

    @Test
    void whoWritesAShortMessageAndCallsIsOneCustomerInOneConversation(Scene scene) throws Exception {
        var smsc = connected(scene);
        var anna = scene.agent("anna");
        scene.phoneOf(scene.agent("ben"));
        var annasPhone = scene.phoneOf(anna);

        smsc.brings(ANN, "Де моя лампа?");
        var episode = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(episode);
        var sent = anna.say(episode, "Вже їде.").getNumber();
        await().until(() -> smsc.texts().equals(List.of("Вже їде.")));
        await().until(() -> sms(anna, episode).getOutlet().getForwarded() == sent);
        smsc.receipt(
                ANN, "id:id1 sub:001 dlvrd:001 submit date:2611261000 done date:2611261001 stat:DELIVRD err:000 text:");
        await().until(() -> anna.episode(episode).getCustomerDelivered() == sent);

        var phone = scene.phone(ANN);
        phone.dial(scene.company().main());
        annasPhone.rings();
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isEqualTo(episode);
        annasPhone.picksUp();
        phone.talks();
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void theConnectionFollowsTheAccount(Scene scene) throws Exception {
        var first = connected(scene);
        var second = scene.opened(new Smsc());
        var anna = scene.agent("anna");

        Boss.of(scene).changes("company", scene.company().with(List.of(account(second.port()))));

        await().until(() -> second.isBound() && !first.isBound());
        second.brings(ANN, "Де моя лампа?");
        anna.takeChat(anna.awaitOffer("text").getEpisodeId());
        Boss.of(scene).changes("company", scene.company().with(List.of()));
        await().until(() -> !second.isBound());
    }

    /** A message centre, to which this scene's company is connected. */
    static Smsc connected(Scene scene) throws Exception {
        var smsc = scene.opened(new Smsc());
        Boss.of(scene).changes("company", scene.company().with(List.of(account(smsc.port()))));
        await().until(smsc::isBound);
        return smsc;
    }

    private static ChannelAccount account(int port) {
        return ChannelAccount.newBuilder()
                .setChannel("sms")
                .putAllSettings(Map.of(
                        "provider", "smpp",
                        "host", "127.0.0.1",
                        "port", String.valueOf(port),
                        "user", "acme",
                        "number", "4711"))
                .putSecrets("secret", Smsc.PASSWORD)
                .build();
    }

    private static Leg sms(DeskClient agent, String episode) {
        return agent.episode(episode).getLegsList().stream()
                .filter(leg -> leg.getChannel().equals("sms"))
                .findFirst()
                .orElse(Leg.getDefaultInstance());
    }
}
