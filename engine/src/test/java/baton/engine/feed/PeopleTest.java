package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.journal.v1.CallBackTried;
import baton.protocol.journal.v1.EpisodeEvent;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PeopleTest {

    @Test
    void whoTriedToCallBackAppears() {
        var people = new TreeSet<String>();

        People.in(
                EpisodeEvent.newBuilder()
                        .setCallBackTried(CallBackTried.newBuilder().setAgentId("anna"))
                        .build(),
                people);

        assertThat(people).containsExactly("anna");
    }
}
