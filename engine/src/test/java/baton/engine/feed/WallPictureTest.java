package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.Wall;
import baton.protocol.client.v1.WallAgent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a subscriber is told is gone, when everything has been told again. */
class WallPictureTest {

    private final WallPicture picture = new WallPicture();

    @Test
    void theFirstFramesMissNothing() {
        picture.with(agents("anna"));

        assertThat(picture.with(complete("ben")).getRemovedAgentsList()).isEmpty();
    }

    @Test
    void whoIsNotThereWhenEverythingIsToldAgainIsGone() {
        picture.with(complete("anna", "ben"));
        picture.beginAgain();

        assertThat(picture.with(complete("ben")).getRemovedAgentsList()).containsExactly("anna");
    }

    @Test
    void whoCameInAChangeIsMissedToo() {
        picture.with(complete("anna"));
        picture.with(agents("ben"));
        picture.beginAgain();

        assertThat(picture.with(complete("anna")).getRemovedAgentsList()).containsExactly("ben");
    }

    @Test
    void whoWasRemovedIsNotMissedAgain() {
        picture.with(complete("anna", "ben"));
        picture.with(Wall.newBuilder().addRemovedAgents("ben").build());
        picture.beginAgain();

        assertThat(picture.with(complete("anna")).getRemovedAgentsList()).isEmpty();
    }

    @Test
    void whatIsToldTwiceBecauseItWasAskedTwiceChangesNothing() {
        picture.with(agents("anna"));
        picture.with(complete("ben"));

        picture.with(agents("anna"));
        var last = picture.with(complete("ben"));

        assertThat(last).isEqualTo(complete("ben"));
    }

    @Test
    void whoIsToldAfterHalfOfItAndRemovedInTheOtherHalfStaysAway() {
        picture.with(agents("anna"));
        picture.with(Wall.newBuilder().addRemovedAgents("anna").build());
        picture.with(complete("ben"));
        picture.beginAgain();

        assertThat(picture.with(complete("ben")).getRemovedAgentsList()).isEmpty();
    }

    private static Wall agents(String... ids) {
        return wall(ids).build();
    }

    private static Wall complete(String... ids) {
        return wall(ids).setComplete(true).build();
    }

    private static Wall.Builder wall(String... ids) {
        var wall = Wall.newBuilder();
        List.of(ids).forEach(id -> wall.addAgents(WallAgent.newBuilder().setAgentId(id)));
        return wall;
    }
}
