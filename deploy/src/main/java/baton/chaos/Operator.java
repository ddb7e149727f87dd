package baton.chaos;

import baton.gateway.phone.DemoPhone.Profile;
import baton.protocol.client.v1.Assignment;
import java.net.InetSocketAddress;
import org.apache.pekko.actor.typed.ActorSystem;

/** An agent who takes calls: at the desk like the others, and with a telephone that is picked up whenever it rings. */
final class Operator {

    private final Clerk clerk;
    private final Telephone phone;

    /** @param node where the telephone registers */
    Operator(Clerk clerk, Company company, InetSocketAddress node, ActorSystem<?> system) {
        this.clerk = clerk;
        this.phone = new Telephone(
                system, Profile.agent(company.id(), clerk.agentId(), clerk.agentId(), company.phoneSecret(), node));
    }

    Clerk clerk() {
        return clerk;
    }

    void enter() {
        clerk.enter();
        phone.register();
    }

    boolean isAvailable() {
        return clerk.isAvailable() && clerk.view().getPhoneRegistered();
    }

    /** Does what is to be done now. */
    void look() {
        if (phone.isRinging()) {
            phone.answer();
        }
    }

    /** Whether telephone and desk say that there is no call. */
    boolean isSettled() {
        return phone.isFree()
                && clerk.view().getAssignmentsList().stream()
                        .map(Assignment::getVoiceLegId)
                        .allMatch(String::isEmpty);
    }

    /** For good. */
    void go() {
        clerk.go();
        phone.close();
    }
}
