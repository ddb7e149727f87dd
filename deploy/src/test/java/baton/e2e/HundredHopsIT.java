package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.DemoPhone.State;
import baton.protocol.journal.v1.EpisodeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred customers in a row go from chat to call, and the journal has everything that they were promised, once. */
@ExtendWith(InTheHouse.class)
@Timeout(900)
class HundredHopsIT {

    private static final int CUSTOMERS = 100;

    /** What comes between an agent and the call of the agent's own customer. */
    private enum Trouble {
        NONE,
        DECLINES,
        DOES_NOT_ANSWER,
        IS_ON_THE_PHONE,
        HAS_NO_PHONE
    }

    /** An agent with desk and telephone. */
    private record Seat(DeskClient desk, Telephone phone) {}

    @Test
    void everyCallReachesTheAgentOfTheChatOrTheNextAndEveryEntryIsInTheJournalOnce(Scene scene) {
        var begin = System.nanoTime();
        var seats = List.of(seat(scene, "anna"), seat(scene, "ben"));
        var audit = new Audit(scene);
        var same = 0;
        for (var i = 0; i < CUSTOMERS; i++) {
            same += hop(scene, seats, audit, i) ? 1 : 0;
        }

        seats.forEach(seat -> audit.add(seat.desk()));
        var entries = audit.everythingIsThereOnce();

        assertThat(same).isEqualTo(CUSTOMERS - CUSTOMERS / 5);
        var seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        System.out.printf(
                "%d hops in %d s: %d to the agent of the chat, %d to the next one; %d episodes, %d entries, %s%n",
                CUSTOMERS, seconds, same, CUSTOMERS - same, audit.episodes(), entries, "each exactly once");
    }

    private static Seat seat(Scene scene, String agent) {
        var desk = scene.agent(agent);
        return new Seat(desk, scene.phoneOf(desk));
    }

    private static Trouble trouble(int i) {
        return i % 5 == 4 ? Trouble.values()[1 + i / 5 % 4] : Trouble.NONE;
    }

    /** One customer from the first word to the end; returns whether the agent of the chat got the call. */
    private static boolean hop(Scene scene, List<Seat> seats, Audit audit, int i) {
        var customer = scene.customer();
        var episode = say(customer, i, "Hello, this is number " + i).getEpisodeId();
        var first = whoIsOffered(seats, episode);
        var other = seats.get(1 - seats.indexOf(first));
        first.desk().takeChat(episode);
        first.desk().say(episode, "Hello number " + i);
        first.desk().note(episode, "Sounds friendly.");
        say(customer, i, "Where is my lamp?");

        var trouble = trouble(i);
        var stranger = prepare(scene, trouble, first, other, i);
        var phone = scene.phone("3805000" + (10_000 + i));
        phone.dial(customer.codeToDial());
        if (trouble == Trouble.DECLINES) {
            first.phone().declines();
        }
        var expected = trouble == Trouble.NONE ? first : other;
        talk(customer, expected, phone, episode, i);
        audit.add(customer, episode, expected.desk());
        expected.desk().finish(episode);
        recover(trouble, first, stranger);
        customer.close();
        phone.close();
        return expected == first;
    }

    private static baton.protocol.client.v1.DeedAccepted say(ChatClient customer, int i, String text) {
        return i % 10 == 9 ? customer.sayTwice(text) : customer.say(text);
    }

    private static Seat whoIsOffered(List<Seat> seats, String episode) {
        var offered = new ArrayList<Seat>();
        await().until(() -> {
            seats.stream()
                    .filter(seat -> seat.desk().view().getOffersList().stream()
                            .anyMatch(offer -> offer.getEpisodeId().equals(episode)))
                    .forEach(offered::add);
            return !offered.isEmpty();
        });
        return offered.get(0);
    }

    /** Makes the trouble; returns the call of somebody else, if that is the trouble. */
    private static List<Telephone> prepare(Scene scene, Trouble trouble, Seat first, Seat other, int i) {
        if (trouble == Trouble.HAS_NO_PHONE) {
            first.phone().unregister();
            await().until(() -> !first.desk().view().getPhoneRegistered());
        } else if (trouble == Trouble.IS_ON_THE_PHONE) {
            other.desk().goAway();
            var stranger = scene.phone("3806000" + (10_000 + i));
            stranger.dial(scene.company().main());
            first.phone().picksUp();
            stranger.talks();
            other.desk().goAvailable();
            return List.of(stranger);
        }
        return List.of();
    }

    /** The call is picked up, both write as well, and one of the two hangs up. */
    private static void talk(ChatClient customer, Seat seat, Telephone phone, String episode, int i) {
        seat.phone().picksUp();
        await().until(() -> phone.state() == State.TALKING);
        await().until(() ->
                seat.desk().episode(episode).getAgentId().equals(seat.desk().agentId()));
        say(customer, i, "I hear you well.");
        seat.desk().say(episode, "So do I.");
        if (i % 2 == 0) {
            phone.hangsUp();
        } else {
            seat.phone().hangsUp();
        }
        seat.phone().isFree();
        phone.isFree();
        await().until(() ->
                seat.desk().screen.entries(episode).values().stream().anyMatch(EpisodeEvent::hasLegEnded));
    }

    /** Everything is as it was before the trouble. */
    private static void recover(Trouble trouble, Seat first, List<Telephone> strangers) {
        if (trouble == Trouble.HAS_NO_PHONE) {
            first.phone().register();
            await().until(() -> first.desk().view().getPhoneRegistered());
        } else if (trouble == Trouble.DOES_NOT_ANSWER) {
            first.desk().goAvailable();
        } else if (trouble == Trouble.IS_ON_THE_PHONE) {
            strangers.forEach(Telephone::hangsUp);
            first.phone().isFree();
            var theirs = first.desk().view().getAssignments(0).getEpisodeId();
            first.desk().awaitStatus(theirs, "wrapping-up");
            first.desk().finish(theirs);
        }
    }
}
