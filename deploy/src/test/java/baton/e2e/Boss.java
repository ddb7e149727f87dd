package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.protocol.client.v1.RoutedWork;
import baton.protocol.client.v1.RoutingView;
import baton.protocol.client.v1.WallQueue;
import baton.protocol.config.v1.ChannelAccount;
import java.util.List;

/** A supervisor who changes the rules while everything runs, and asks why things are as they are. */
final class Boss {

    private final DeskClient desk;

    Boss(DeskClient desk) {
        this.desk = desk;
    }

    /** The one of this scene. */
    static Boss of(Scene scene) {
        return new Boss(scene.desk(Company.SUPERVISOR));
    }

    DeskClient desk() {
        return desk;
    }

    /** Puts a part of the configuration, which must be accepted. */
    void changes(String path, String json) {
        var response = desk.rest("PUT", "/api/v1/configuration/" + path, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** Enters this account of the company's, for as long as the scene lasts: nobody shall look for servers that have gone. */
    static void connects(Scene scene, ChannelAccount account) {
        var boss = of(scene);
        boss.changes("company", scene.company().with(List.of(account)));
        scene.<AutoCloseable>opened(
                () -> boss.changes("company", scene.company().with(List.of())));
    }

    /** {@code rules} without braces; nothing that was said of the queue before holds any more. */
    void queue(String id, String rules) {
        changes("queues/" + id, "{\"name\":\"%s\",%s}".formatted(id, rules));
    }

    /** An agent of this queue; {@code more} without braces, may be empty. */
    void agent(String id, String queue, String more) {
        changes(
                "agents/" + id,
                "{\"name\":\"Agent %s\",%s\"queues\":[{\"queue\":\"%s\"}]}"
                        .formatted(id, more.isEmpty() ? "" : more + ",", queue));
    }

    void skill(String id) {
        changes("skills/" + id, "{\"name\":\"%s\"}".formatted(id));
    }

    void removes(String path) {
        var response = desk.rest("DELETE", "/api/v1/configuration/" + path, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** What routing knows of the customer of this episode from the next one on. */
    void classifies(String episode, String segment, String personalAgent) {
        desk.watch(episode);
        await().until(() -> desk.screen.entries(episode).size() > 0);
        var opened = desk.screen.entries(episode).firstEntry().getValue().getEpisodeOpened();
        desk.setCustomer(opened.getCustomerId(), segment, personalAgent);
    }

    RoutingView routing(String episode) {
        return desk.routing(episode);
    }

    /** The last work of this episode, as it stands. */
    RoutedWork work(String episode) {
        await().until(() -> routing(episode).getWorksCount() > 0);
        var works = routing(episode).getWorksList();
        return works.get(works.size() - 1);
    }

    /** Returns when so many wait in this queue, by text and by phone, as the wall says. */
    void awaitWaiting(String queue, int text, int voice) {
        if (desk.wallQueue(queue).isEmpty()) {
            desk.supervise();
        }
        await().until(() -> desk.wallQueue(queue)
                .filter(wall -> wall.getWaitingText() == text && wall.getWaitingVoice() == voice)
                .isPresent());
    }

    WallQueue wall(String queue) {
        return desk.wallQueue(queue).orElseThrow();
    }
}
