package baton.engine.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowersTest {

    private final ActorTestKit actors = ActorTestKit.create("followers");
    private ActorRef<Message> star = actors.system().ignoreRef();

    sealed interface Message {}

    record Follow(ActorRef<String> follower, int note, ActorRef<Following> replyTo) implements Message {}

    record Gone(ActorRef<String> follower) implements Message {}

    record Say(String text) implements Message {}

    record Note(ActorRef<String> follower, int note) implements Message {}

    record GetNotes(ActorRef<List<Integer>> replyTo) implements Message {}

    record Stop() implements Message {}

    @BeforeEach
    void begin() {
        star = actors.spawn(star());
    }

    @AfterAll
    void stop() {
        actors.shutdownTestKit();
    }

    private static Behavior<Message> star() {
        return Behaviors.setup(context -> {
            var followers = new Followers<Message, String, Integer>(context, Gone::new);
            return Behaviors.receive(Message.class)
                    .onMessage(Follow.class, follow -> {
                        follow.replyTo().tell(followers.add(follow.follower(), follow.note()));
                        return Behaviors.same();
                    })
                    .onMessage(Gone.class, gone -> {
                        followers.remove(gone.follower());
                        return Behaviors.same();
                    })
                    .onMessage(Say.class, say -> {
                        followers.each((follower, note) -> follower.tell(say.text() + note));
                        return Behaviors.same();
                    })
                    .onMessage(Note.class, note -> {
                        followers.note(note.follower(), note.note());
                        return Behaviors.same();
                    })
                    .onMessage(GetNotes.class, get -> {
                        var notes = new ArrayList<Integer>();
                        followers.each((follower, note) -> notes.add(note));
                        assertThat(notes).hasSize(followers.count());
                        get.replyTo().tell(notes);
                        return Behaviors.same();
                    })
                    .onMessage(Stop.class, stop -> Behaviors.stopped())
                    .build();
        });
    }

    @Test
    void everybodyIsTold() {
        var ann = follower(1);
        var ben = follower(2);

        star.tell(new Say("hello "));

        ann.expectMessage("hello 1");
        ben.expectMessage("hello 2");
    }

    @Test
    void whoFollowsTwiceIsToldOnceWithTheLastNote() {
        var ann = follower(1);
        star.tell(new Follow(ann.ref(), 7, actors.system().ignoreRef()));

        star.tell(new Say("hello "));

        ann.expectMessage("hello 7");
        assertThat(notes()).containsExactly(7);
    }

    @Test
    void whoHasStoppedIsForgotten() {
        var ann = follower(1);
        follower(2);

        ann.stop();

        actors.createTestProbe().awaitAssert(() -> {
            assertThat(notes()).containsExactly(2);
            return null;
        });
    }

    @Test
    void notesAreOfThoseWhoAreThere() {
        var ann = follower(1);
        star.tell(new Note(ann.ref(), 5));
        star.tell(new Note(actors.<String>createTestProbe().ref(), 9));

        assertThat(notes()).containsExactly(5);
    }

    @Test
    void whoFollowsCanSeeTheSourceStop() {
        TestProbe<Following> answers = actors.createTestProbe();
        star.tell(new Follow(actors.<String>createTestProbe().ref(), 1, answers.ref()));
        var source = answers.receiveMessage().source();

        star.tell(new Stop());

        answers.expectTerminated(source);
    }

    private TestProbe<String> follower(int note) {
        TestProbe<String> follower = actors.createTestProbe();
        star.tell(new Follow(follower.ref(), note, actors.system().ignoreRef()));
        return follower;
    }

    private List<Integer> notes() {
        TestProbe<List<Integer>> answer = actors.createTestProbe();
        star.tell(new GetNotes(answer.ref()));
        return answer.receiveMessage();
    }
}
