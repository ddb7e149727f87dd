package baton.e2e;

import static baton.e2e.PostOffice.HELP;
import static baton.e2e.PostOffice.OLENA;
import static baton.e2e.PostOffice.awaitMails;
import static baton.e2e.PostOffice.connected;
import static baton.e2e.PostOffice.link;
import static baton.e2e.PostOffice.mail;
import static baton.e2e.PostOffice.text;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.ADDRESS_LINKED;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.LINK_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Visitors of the web chat who prove an address of mail by a link that is mailed there. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class MailLinkIT {

    @Test
    void whoeverOpensTheLinkGoesOnByMailWithTheSameAgent(Scene scene) throws Exception {
        var server = connected(scene);
        var anna = scene.agent("anna");
        var visitor = scene.customer();
        var episode = visitor.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);
        assertThat(visitor.callOptions().getLinkChannelsList()).containsExactly("email");

        visitor.askMailLink(" Olena@Example.org ");
        var link = link(server, 1);
        assertThat(Web.text(link)).contains("<form method=\"post\"><button>");
        assertThat(Web.status(link)).isEqualTo(200);
        await().until(() -> anna.facts(episode).contains(LINK_REQUESTED));
        assertThat(anna.facts(episode)).doesNotContain(ADDRESS_LINKED);

        assertThat(Web.submit(link).body()).contains("Готово", HELP);

        await().until(() -> anna.facts(episode).contains(ADDRESS_LINKED));
        await().until(() -> visitor.facts(episode).contains(ADDRESS_LINKED));
        anna.say(episode, "I see you are on the move.");
        assertThat(text(awaitMails(server, 2).get(1))).isEqualTo("I see you are on the move.");
        server.brings(HELP, mail("<l1@example.org>", "", "Can I write from here?"));
        anna.awaitTexts(episode, "Where is my lamp?", "I see you are on the move.", "Can I write from here?");
        await().until(() -> visitor.texts(episode).contains("Can I write from here?"));
        var again = Web.submit(link);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("вже використано");
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void whoHasWrittenMailsBeforeBringsTheirHistory(Scene scene) throws Exception {
        var server = connected(scene);
        var anna = scene.agent("anna");
        server.brings(HELP, mail("<h1@example.org>", "", "Where is my parcel?"));
        var earlier = anna.awaitOffer("text").getEpisodeId();
        anna.takeChat(earlier);
        anna.finish(earlier);
        var visitor = scene.customer();
        var episode = visitor.say("Where is my lamp?").getEpisodeId();
        anna.takeChat(episode);

        visitor.askMailLink(OLENA);
        Web.submit(link(server, 1));

        await().until(() -> anna.episode(episode).getCustomer().getMergedCount() == 1);
        var customer = anna.episode(episode).getCustomer();
        assertThat(customer.getMerged(0).getProof()).isEqualTo("link");
        assertThat(customer.getEpisodeIdsList()).containsExactly(earlier, episode);
        server.brings(HELP, mail("<h2@example.org>", "", "Me again"));
        await().until(() -> anna.texts(episode).contains("Me again"));
    }

    @Test
    void nobodyUsesUsToFloodAStranger(Scene scene) {
        var server = connected(scene);
        for (var i = 0; i < 3; i++) {
            var visitor = scene.customer();
            visitor.say("Hello");
            visitor.askMailLink(OLENA);
        }
        var last = scene.customer();
        last.say("Hello");

        assertThat(last.refusedMailLink(OLENA)).isEqualTo("too-many-links");
        assertThat(last.refusedMailLink("olena")).isEqualTo("bad-address");
        assertThat(awaitMails(server, 3)).hasSize(3);
    }
}
