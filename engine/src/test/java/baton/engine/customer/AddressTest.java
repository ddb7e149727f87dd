package baton.engine.customer;

import static baton.engine.MovableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import baton.engine.EntityTest;
import baton.engine.customer.AddressCommand.ClaimAddress;
import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressCommand.MoveAddress;
import baton.engine.customer.AddressCommand.ReleaseAddress;
import baton.engine.customer.AddressEvent.AddressClaimed;
import baton.engine.customer.AddressEvent.AddressReleased;
import baton.engine.customer.AddressReply.Moved;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.AddressReply.Unowned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.CommandResultWithReply;
import org.junit.jupiter.api.Test;

class AddressTest extends EntityTest<AddressCommand, AddressEvent, AddressState> {

    private static final Instant UNTIL = START.plusSeconds(900);

    @Override
    protected Behavior<AddressCommand> behavior(EntityKey key) {
        return Address.create(key, clock);
    }

    @Test
    void whoeverComesFirstOwnsTheAddress() {
        var first = claim("c1");
        var repeated = claim("c1");
        var second = claim("c2");

        assertThat(first.event()).isEqualTo(new AddressClaimed("c1", "first-contact", Optional.empty(), START));
        assertThat(first.reply()).isEqualTo(new Owned("c1", "first-contact", Optional.empty()));
        assertThat(repeated.hasNoEvents()).isTrue();
        assertThat(second.hasNoEvents()).isTrue();
        assertThat(second.reply()).isEqualTo(first.reply());
    }

    @Test
    void askingWhoseItIsChangesNothing() {
        assertThat(owner()).isEqualTo(new Unowned());

        claim("c1");

        assertThat(owner()).isEqualTo(new Owned("c1", "first-contact", Optional.empty()));
    }

    @Test
    void proofMovesItToAnotherCustomer() {
        claim("c1");

        var moved = move("c2");
        var repeated = move("c2");

        assertThat(moved.reply()).isEqualTo(new Moved(Optional.of("c1")));
        assertThat(moved.event())
                .isEqualTo(new AddressClaimed("c2", "agent", Optional.empty(), "", Optional.of("c1"), START));
        assertThat(repeated.hasNoEvents()).isTrue();
        assertThat(repeated.reply()).isEqualTo(moved.reply());
        assertThat(owner()).isEqualTo(new Owned("c2", "agent", Optional.empty()));
    }

    @Test
    void whoseItWasIsStillKnownAfterARestart() {
        claim("c1");
        move("c2");

        entity.restart();

        assertThat(move("c2").reply()).isEqualTo(new Moved(Optional.of("c1")));
    }

    @Test
    void proofTakesAnAddressThatIsNobodys() {
        assertThat(move("c1").reply()).isEqualTo(new Moved(Optional.empty()));
        assertThat(owner()).isEqualTo(new Owned("c1", "agent", Optional.empty()));
    }

    @Test
    void whatIsLentComesBackByItself() {
        var lent = lend("c1");
        var other = lend("c2");

        assertThat(lent.reply()).isEqualTo(new Owned("c1", "lease", Optional.of(UNTIL)));
        assertThat(other.hasNoEvents()).isTrue();
        assertThat(other.reply()).isEqualTo(lent.reply());

        passes(Duration.ofSeconds(900));

        assertThat(owner()).isEqualTo(new Unowned());
        assertThat(claim("c2").reply()).isEqualTo(new Owned("c2", "first-contact", Optional.empty()));
    }

    @Test
    void askingForALoanAgainReturnsWhatIsStillLent() {
        lend("c1");
        passes(Duration.ofSeconds(60));

        var again = run((org.apache.pekko.actor.typed.ActorRef<AddressReply> to) ->
                new LendAddress("c1", UNTIL.plusSeconds(60), to));

        assertThat(again.hasNoEvents()).isTrue();
        assertThat(again.reply()).isEqualTo(new Owned("c1", "lease", Optional.of(UNTIL)));
    }

    @Test
    void aCodeThatWasSentSomewhereKnowsWhereToo() {
        var lent = run((org.apache.pekko.actor.typed.ActorRef<AddressReply> to) ->
                new LendAddress("c1", UNTIL, "email:olena@example.org", to));

        entity.restart();

        assertThat(lent.reply()).isEqualTo(new Owned("c1", "lease", Optional.of(UNTIL), "email:olena@example.org"));
        assertThat(owner()).isEqualTo(lent.reply());
    }

    @Test
    void onlyItsOwnerReleasesIt() {
        claim("c1");

        var foreign = release("c2");
        var own = release("c1");
        var repeated = release("c1");

        assertThat(foreign.hasNoEvents()).isTrue();
        assertThat(foreign.reply()).isEqualTo(new Owned("c1", "first-contact", Optional.empty()));
        assertThat(own.event()).isEqualTo(new AddressReleased("c1", START));
        assertThat(own.reply()).isEqualTo(new Unowned());
        assertThat(repeated.hasNoEvents()).isTrue();
        assertThat(repeated.reply()).isEqualTo(new Unowned());
    }

    @Test
    void whatTheStateForbidsIsRefused() {
        claim("c1");

        assertThat(lend("c2").reply()).isEqualTo(new Owned("c1", "first-contact", Optional.empty()));
        assertThat(claim("c2").reply()).isEqualTo(new Owned("c1", "first-contact", Optional.empty()));
    }

    @Test
    void aRestartForgetsNothing() {
        lend("c1");
        var before = entity.getState();

        var after = entity.restart();

        assertThat(after.state()).isEqualTo(before);
        assertThat(owner()).isEqualTo(new Owned("c1", "lease", Optional.of(UNTIL)));
    }

    private AddressReply owner() {
        var found = this.<AddressReply>run(FindOwner::new);
        assertThat(found.hasNoEvents()).isTrue();
        return found.reply();
    }

    private CommandResultWithReply<AddressCommand, AddressEvent, AddressState, AddressReply> claim(String customerId) {
        return run(to -> new ClaimAddress(customerId, "first-contact", to));
    }

    private CommandResultWithReply<AddressCommand, AddressEvent, AddressState, AddressReply> move(String customerId) {
        return run(to -> new MoveAddress(customerId, "agent", to));
    }

    private CommandResultWithReply<AddressCommand, AddressEvent, AddressState, AddressReply> lend(String customerId) {
        return run(to -> new LendAddress(customerId, UNTIL, to));
    }

    private CommandResultWithReply<AddressCommand, AddressEvent, AddressState, AddressReply> release(
            String customerId) {
        return run(to -> new ReleaseAddress(customerId, to));
    }
}
