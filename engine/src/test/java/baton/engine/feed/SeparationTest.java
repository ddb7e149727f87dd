package baton.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a customer is shown who was taken for another person: nothing of that one any more. */
class SeparationTest extends AnnAndAnother {

    /** Who answered for both does not any more; whoever does now cannot be reached for a while. */
    @Test
    void afterASeparationOnlyTheOwnConversationIsShown() {
        // given a customer who is shown the conversation of another one
        follow(view(ann, first));
        until(first + " 0-4");
        entities.customers.put(ann, elsewhere());
        push(merged(first, others));
        until(others + " 0-3");
        var wrong = entities.followers.get(others);

        // when these are two after all
        push(view(other, others));

        // then there is nobody left who could show it, what was shown is to go, and the own one is shown when it can be
        isNotFollowedBy(wrong);
        until("current '' gone [" + others + "]");
        push(view(ann, first));
        until(first + " 0-4");
    }

    @Test
    void afterASeparationTheEndOfTheOtherPersonsFormerConversationIsNotShownEither() {
        // given a conversation of the other person that is not the current one any more, but goes on
        follow(view(ann, first));
        until(first + " 0-4");
        entities.customers.put(ann, elsewhere());
        push(merged(first, others));
        until(others + " 0-3");
        var wrong = entities.followers.get(others);
        push(merged(others, second));
        until(second + " 0-2");

        // when these are two after all
        push(view(other, others));

        // then there is nobody left who could show it
        isNotFollowedBy(wrong);
    }

    @Test
    void whoHasSaidNothingSeesNothingAfterASeparation() {
        follow(merged(others));
        until(others + " 0-3", others + " engaged");
        var wrong = entities.followers.get(others);

        push(view(ann));

        isNotFollowedBy(wrong);
        assertThat(frames(1)).containsExactly("current '' gone [" + others + "]");
    }

    @Test
    void afterASeparationTheOwnConversationIsTheCurrentOneAgainAndTheOtherPersonsIsToGo() {
        follow(view(ann, first));
        until(first + " 0-4", first + " engaged");
        push(merged(first, others));
        until(others + " 0-3", others + " engaged");

        push(view(ann, first));

        until("current '" + first + "' gone [" + others + "]");
    }

    /** Another view said for a moment that it was not. */
    @Test
    void whatTurnsOutToBeTheOwnOneAfterAllComesFromItsBeginning() {
        follow(cursor(first, 3), view(ann, first));
        until(first + " 3-4");
        push(view(ann));
        until("current '' gone [" + first + "]");

        push(view(ann, first));

        until(first + " 0-4");
    }

    /** They were two while this one was away. */
    @Test
    void whoComesBackAfterASeparationIsToldThatWhatIsOnTheScreenIsAnotherPersons() {
        follow(cursor(others, 3), view(ann, first));

        assertThat(frames(3)).containsExactly("current '' gone [" + others + "]", first + " 0-4", first + " engaged");
    }
}
