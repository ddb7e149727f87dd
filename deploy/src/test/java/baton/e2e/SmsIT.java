package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.sms.Smsc;
import baton.protocol.client.v1.Leg;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers who write short messages, over an operator's message centre to which a connection must be kept. */
@ExtendWith(InTheHouse.class)
@Timeout(90)
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
        smsc.receipt(ANN, "id:id1 sub:001 dlvrd:001 submit date:2611261000 done date:2611261001 stat:DELIVRD err:000 text:");
        await().until(() -> anna.episode(episode).getCustomerDelivered() == sent);

        var phone = scene.phone(ANN);
        phone.dial(scene.company().main());
        annasPhone.rings();
        assertThat(anna.awaitOffer("voice").getEpisodeId()).isEqualTo(episode);
        annasPhone.picksUp();
        phone.talks();
        assertThat(scene.journal().episodes(scene.company())).containsExactly(episode);
    }

    @Test
    void theConnectionFollowsTheAccount(Scene scene) throws Exception {
        var first = connected(scene);
        var second = scene.opened(new Smsc());
        var anna = scene.agent("anna");

        Boss.of(scene).changes("company", company(scene.company(), second.port()));

        await().until(() -> second.isBound() && !first.isBound());
        second.brings(ANN, "Де моя лампа?");
        anna.takeChat(anna.awaitOffer("text").getEpisodeId());
        Boss.of(scene).changes("company", company(scene.company(), 0));
        await().until(() -> !second.isBound());
    }

    /** A message centre, to which this scene's company is connected. */
    static Smsc connected(Scene scene) throws Exception {
        var smsc = scene.opened(new Smsc());
        Boss.of(scene).changes("company", company(scene.company(), smsc.port()));
        await().until(smsc::isBound);
        return smsc;
    }

    /** As it was, with an account, or without one if there is no port. */
    private static String company(Company company, int port) {
        var account =
                """
                {"channel":"sms","settings":{"provider":"smpp","host":"127.0.0.1","port":"%d","user":"acme","number":"4711"},
                 "secrets":{"secret":"%s"}}
                """
                        .formatted(port, Smsc.PASSWORD);
        return """
                {"company":"The company %s","defaultQueue":"main","dispositions":[%s],"site":{"key":"%s"},
                 "numbers":{"display":"+380 44 %s","main":"%s","direct":[%s]},"accounts":[%s]}
                """
                .formatted(
                        company.id(),
                        quoted(Company.DISPOSITIONS.stream()),
                        company.site(),
                        company.main(),
                        company.main(),
                        quoted(company.direct().stream()),
                        port == 0 ? "" : account);
    }

    private static String quoted(Stream<String> words) {
        return words.map(word -> "\"" + word + "\"").collect(Collectors.joining(","));
    }

    private static Leg sms(DeskClient agent, String episode) {
        return agent.episode(episode).getLegsList().stream()
                .filter(leg -> leg.getChannel().equals("sms"))
                .findFirst()
                .orElse(Leg.getDefaultInstance());
    }
}
