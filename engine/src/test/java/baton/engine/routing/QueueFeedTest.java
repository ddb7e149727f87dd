package baton.engine.routing;

import static baton.engine.MovableClock.START;
import static baton.engine.routing.Reporting.agent;
import static baton.engine.routing.Works.call;
import static baton.engine.routing.Works.chat;
import static baton.engine.routing.Works.queue;
import static baton.engine.routing.Works.rules;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.journal.Times;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.WallAgent;
import baton.protocol.client.v1.WallItem;
import baton.protocol.client.v1.WallQueue;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueueFeedTest {

    private final Switchboard board =
            new Switchboard(rules(1, queue("main"), queue("vip").setPriority(3)));

    @Test
    void aQueueShowsWhoWaitsInTheOrderInWhichTheyAreServed() {
        board.waits(call("late", 20));
        board.waits(chat("early", 10));
        board.waits(chat("vip", 30).in("vip"));

        var main = queues().get("main");

        assertThat(main.getName()).isEqualTo("The queue main");
        assertThat(main.getWaitingText()).isEqualTo(1);
        assertThat(main.getWaitingVoice()).isEqualTo(1);
        assertThat(main.getOldestSince()).isEqualTo(Times.write(START.plusSeconds(10)));
        assertThat(main.getItemsList()).extracting(WallItem::getWorkId).containsExactly("early", "late");
        assertThat(main.getClosed()).isFalse();
        assertThat(queues().get("vip").getItems(0).getPriority()).isEqualTo(3);
    }

    @Test
    void anEmptyQueueIsShownToo() {
        assertThat(queues().keySet()).containsExactly("main", "vip");
        assertThat(queues().get("vip").hasOldestSince()).isFalse();
    }

    @Test
    void agentsOfAQueueAreCountedAndThoseWhoAreFree() {
        board.reports(agent("anna"));
        board.reports(agent("ben").is("busy"));
        board.reports(agent("chloe").is("away"));
        board.reports(agent("dora").serves(Map.of("vip", 1)));

        assertThat(queues().get("main").getAgentsPresent()).isEqualTo(2);
        assertThat(queues().get("main").getAgentsFree()).isEqualTo(1);
        assertThat(queues().get("vip").getAgentsPresent()).isEqualTo(1);
    }

    @Test
    void offersAndWhatCameOfThemAreCounted() {
        board.reports(agent("anna"));
        board.waits(chat("w1", 0));
        board.waits(chat("w2", 0));

        assertThat(queues().get("main").getOffered()).isEqualTo(1);
        assertThat(QueueFeed.agents(board.state).get("anna").getAsked()).isEqualTo(1);

        board.takes("w1");

        assertThat(queues().get("main").getTaken()).isEqualTo(1);
        assertThat(queues().get("main").getInTime()).isEqualTo(1);
    }

    @Test
    void anAgentIsShownWithPlacesPresenceAndCompetence() {
        board.reports(agent("anna")
                .is("busy")
                .because("paperwork")
                .used("text", 3)
                .has("e1")
                .skill("english", 7));

        var anna = QueueFeed.agents(board.state).get("anna");

        assertThat(anna.getName()).isEqualTo("The agent anna");
        assertThat(anna.getPresence()).isEqualTo("busy");
        assertThat(anna.getReason()).isEqualTo("paperwork");
        assertThat(anna.getPresenceSince()).isEqualTo(Times.write(START));
        assertThat(anna.getEpisodeIdsList()).containsExactly("e1");
        assertThat(anna.getSlotsList())
                .extracting(slot -> slot.getChannel() + " " + slot.getUsed() + "/" + slot.getCapacity())
                .containsExactly("phone 0/1", "text 3/4");
        assertThat(anna.getSkillsMap()).isEqualTo(Map.of("english", 7));
        assertThat(anna.getQueuesMap()).isEqualTo(Map.of("main", 1));
        assertThat(anna.getPhoneRegistered()).isTrue();
    }

    @Test
    void whoHasNeverServedAnybodyHasNotBeenIdleSince1970() {
        board.reports(agent("anna").idleSince(Instant.EPOCH));

        assertThat(QueueFeed.agents(board.state).get("anna").hasIdleSince()).isFalse();
        assertThat(QueueFeed.agents(board.state).get("anna").hasPresenceSince()).isTrue();
    }

    @Test
    void aLargeCompanyComesInSeveralFramesOfWhichTheLastSaysSo() {
        var agents = new TreeMap<String, WallAgent>();
        for (int i = 0; i < 450; i++) {
            agents.put(
                    "agent-" + i,
                    WallAgent.newBuilder().setAgentId("agent-" + i).build());
        }

        var frames = QueueFeed.everything(queues(), agents);

        assertThat(frames).extracting(frame -> frame.getWall().getAgentsCount()).containsExactly(200, 200, 50);
        assertThat(frames).extracting(frame -> frame.getWall().getComplete()).containsExactly(false, false, true);
        assertThat(frames.get(0).getWall().getQueuesCount()).isEqualTo(2);
    }

    @Test
    void onlyWhatHasChangedIsPushedAndWhatHasGoneIsNamed() {
        board.reports(agent("anna"));
        board.reports(agent("ben"));
        var queuesBefore = queues();
        var agentsBefore = QueueFeed.agents(board.state);

        assertThat(QueueFeed.changes(queuesBefore, queues(), agentsBefore, agentsBefore))
                .isEmpty();

        board.waits(chat("w", 0));
        board.leavesForGood("ben");
        board.followsRules(rules(2, queue("main")));

        assertThat(QueueFeed.changes(queuesBefore, queues(), agentsBefore, QueueFeed.agents(board.state)))
                .singleElement()
                .extracting(Feed::getWall)
                .satisfies(wall -> {
                    assertThat(wall.getQueuesList())
                            .extracting(WallQueue::getQueueId)
                            .containsExactly("main");
                    assertThat(wall.getAgentsList())
                            .extracting(WallAgent::getAgentId)
                            .containsExactly("anna");
                    assertThat(wall.getRemovedQueuesList()).containsExactly("vip");
                    assertThat(wall.getRemovedAgentsList()).containsExactly("ben");
                });
    }

    private Map<String, WallQueue> queues() {
        return QueueFeed.queues(board.state, board.matching, board.now);
    }
}
