package baton.engine.survival;

import java.util.Collection;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Member;

/**
 * Who may declare a node dead: one node, not each on its own evidence, and only for a majority. A firewall that refuses in the name of all
 * others must not make every node bury the rest. Of two nodes it is that with the lower address, as the split brain resolver has it.
 */
final class Verdict {

    private Verdict() {}

    /**
     * @param others all other nodes
     * @param alive those of them that do not refuse; silent ones count as alive
     */
    static boolean isOurs(Address self, Collection<Address> others, Collection<Address> alive) {
        var standing = 2 * (alive.size() + 1);
        var all = others.size() + 1;
        return isLowest(self, alive) && (standing > all || standing == all && isLowest(self, others));
    }

    private static boolean isLowest(Address self, Collection<Address> others) {
        return others.stream().allMatch(other -> Member.addressOrdering().compare(self, other) < 0);
    }
}
