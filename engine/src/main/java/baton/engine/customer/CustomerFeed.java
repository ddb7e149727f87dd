package baton.engine.customer;

import baton.engine.customer.CustomerCommand.FollowCustomer;
import baton.engine.customer.CustomerCommand.FollowerGone;
import baton.engine.follow.Followers;
import baton.engine.follow.Following;
import baton.protocol.client.v1.CustomerView;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Who is pushed a customer after each change; each with whom they asked for, if that one sent them here. */
final class CustomerFeed {

    /** Activities that are pushed each time; the rest can be asked for. */
    private static final int SHOWN = 5;

    private final String customerId;
    private final Followers<CustomerCommand, CustomerView, String> followers;

    CustomerFeed(String customerId, ActorContext<CustomerCommand> context) {
        this.customerId = customerId;
        this.followers = new Followers<>(context, FollowerGone::new);
    }

    Following add(CustomerState state, FollowCustomer command) {
        var following = followers.add(command.follower(), command.via());
        command.follower().tell(CustomerFormat.view(customerId, state, SHOWN));
        return following;
    }

    void remove(ActorRef<CustomerView> follower) {
        followers.remove(follower);
    }

    boolean nobody() {
        return followers.count() == 0;
    }

    /** Who is the same person as somebody else is not watched any more: that one is. */
    void tell(CustomerState state) {
        if (nobody()) {
            return;
        }
        var view = CustomerFormat.view(customerId, state, SHOWN);
        var elsewhere = state.merges().into().isPresent();
        followers.each((follower, via) -> {
            follower.tell(view);
            if (elsewhere) {
                followers.remove(follower);
            }
        });
    }

    /** Whoever came here for somebody who is not the same person has to go back. */
    void forgetStrangers(CustomerState state) {
        var known = state.absorbedIds().collect(Collectors.toSet());
        followers.each((follower, via) -> {
            if (!via.isEmpty() && !known.contains(via)) {
                followers.remove(follower);
            }
        });
    }
}
