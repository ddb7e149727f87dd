package baton.engine.feed;

import baton.engine.customer.ConversationsFormat;
import baton.protocol.client.v1.CustomerView;

/** Customers who turned out to be the same person are followed where one answers for all. */
final class SamePerson {

    private SamePerson() {}

    /**
     * Whether this is a customer who does not answer for the other one, and sends nobody on: they are two, or the news that they are one is still under
     * way. Either way what this customer has is not the other one's.
     */
    static boolean isStranger(CustomerView view, String customerId) {
        return view.getMergedInto().isEmpty() && !answersFor(view, customerId);
    }

    /** Whether this is still, or is now, the right one to look at. */
    static boolean answersFor(CustomerView view, String customerId) {
        return view.getMergedInto().isEmpty()
                && (view.getCustomerId().equals(customerId)
                        || view.getMergedList().stream()
                                .anyMatch(merged -> merged.getCustomerId().equals(customerId)
                                        || merged.getCustomerIdsList().contains(customerId)));
    }

    /**
     * Whether this conversation was this customer's before they turned out to be the same person as anybody else, as far as can be told: no if it
     * cannot. Who answers for others counts as theirs what began since.
     */
    static boolean isOwn(CustomerView view, String customerId, String episodeId) {
        return view.getCustomerId().equals(customerId)
                ? ConversationsFormat.has(view, episodeId)
                        && view.getMergedList().stream().noneMatch(merged -> ConversationsFormat.has(merged, episodeId))
                : view.getMergedList().stream()
                        .anyMatch(merged -> merged.getCustomerId().equals(customerId)
                                && ConversationsFormat.has(merged, episodeId));
    }
}
