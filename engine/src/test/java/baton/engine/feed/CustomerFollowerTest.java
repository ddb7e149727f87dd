package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.EpisodeRun;
import org.junit.jupiter.api.Test;

/** Which conversations a customer is shown, when one follows another, and when two customers turn out to be one. */
class CustomerFollowerTest extends AnnAndAnother {

    @Test
    void aCustomerFollowsTheCurrentEpisodeAndGoesOverToTheNext() {
        follow(cursor(first, 1), view(ann, first));
        assertThat(frames(2)).containsExactly(first + " 1-4", first + " engaged");
        entities.closed.add(first);
        entities.followers.get(first).tell(FakeEntities.view(first, 4, "closed"));
        assertThat(frames(1)).containsExactly(first + " closed");

        push(view(ann, first, second));

        assertThat(frames(2)).containsExactly(second + " 0-2", second + " engaged");
    }

    /** It was stored before the next one began, but is under way from another node. */
    @Test
    void theEndOfAConversationComesAlsoIfTheNewsOfTheNextOneIsFaster() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        var former = entities.followers.get(first);

        entities.lengths.put(first, 5);
        entities.closed.add(first);
        push(view(ann, first, second));

        until(first + " 4-5", first + " closed", second + " 0-2");
        isNotFollowedBy(former);
    }

    @Test
    void whoComesBackWhenTheNextConversationHasBegunSeesHowTheFormerOneEnded() {
        entities.lengths.put(first, 5);
        entities.closed.add(first);

        follow(cursor(first, 4), view(ann, first, second));

        until(first + " 4-5", first + " closed", second + " 0-2");
    }

    /** A client may say what it likes. */
    @Test
    void whoComesBackAndNamesAConversationOfAnotherOneIsNotShownIt() {
        follow(cursor(others, 1), merged(others, first));

        assertThat(frames(2)).containsExactly(first + " 0-4", first + " engaged");
        assertThat(entities.followers).doesNotContainKey(others);
    }

    /** Both were on the phone, and the call of this one goes on. */
    @Test
    void ofTwoConversationsThatBecameOneTheOtherIsShownUntilItIsClosed() {
        // given two customers who turned out to be one, and the other one's conversation goes on
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        push(merged(first, others));
        until(others + " 0-3", others + " engaged");
        var former = entities.followers.get(first);

        // when something is still said in the first, and then it ends
        former.tell(FakeEntities.entries(first, 4, 5));
        former.tell(FakeEntities.view(first, 5, "closed"));

        // then it is shown
        until(first + " 4-5", first + " closed");
        isNotFollowedBy(former);
    }

    /** First the other one's was the current one, then somebody looked which of the two goes on. */
    @Test
    void aConversationThatBecomesTheCurrentOneAgainIsFollowedOnce() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        var before = entities.followers.get(first);

        push(merged(first, others));
        until(others + " 0-3", others + " engaged");
        push(merged(others, first));

        isNotFollowedBy(before);
        until("current '" + first + "' gone []", first + " 0-4");
        assertThat(entities.followers.get(first)).isNotEqualTo(before);
    }

    /** The other person's customer answers, as if Ann had never been there, and has not heard yet that they are one. */
    @Test
    void theOwnConversationGoesOnUntilTheOtherOneHasHeardThatTheyAreOne() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");

        push(elsewhere());
        push(view(other, others));
        entities.followers.get(first).tell(FakeEntities.entries(first, 4, 5));

        assertThat(frames(1)).containsExactly(first + " 4-5");
    }

    /** Who has hundreds of them: what came before the latest is not said one by one, and is the customer's all the same. */
    @Test
    void aConversationOfLongAgoIsNotTakenForSomebodyElses() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");

        push(view(ann, second).toBuilder()
                .addOlderEpisodes(
                        EpisodeRun.newBuilder().setPrefix(ann + "-").setFirst(1).setLast(1))
                .build());

        assertThat(frames(2)).containsExactly(second + " 0-2", second + " engaged");
    }
}
