package baton.gateway.phone;

import baton.gateway.phone.PhoneAccounts.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many wrong passwords are taken: so many from one address, and so many for one account from all addresses. Strangers may use up what an
 * account has, so the address that has last shown its right password is heard all the same: an agent's phone is not locked out by them.
 */
final class Guesses {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final FloodGate sources;
    private final FloodGate accounts;
    /** Of names that nobody has: they are refused in the same way, and do not push out accounts. */
    private final FloodGate names;

    private final Map<Owner, String> homes = new HashMap<>();

    Guesses(PhoneSettings.Flood limits, LongSupplier nanos) {
        this.sources = gate(limits.wrongPasswordsPerMinute(), MINUTE, nanos);
        this.accounts = gate(limits.wrongPasswordsPerAccount(), WINDOW, nanos);
        this.names = gate(limits.wrongPasswordsPerAccount(), WINDOW, nanos);
    }

    private static FloodGate gate(int most, Duration in, LongSupplier nanos) {
        return new FloodGate((double) most / in.toSeconds(), most, nanos);
    }

    /** Whether a password is looked at; if not, a right one is not either, so that nothing is learnt. */
    boolean mayTry(Owner who, String source) {
        return sources.isOpen(source) && (gate(who).isOpen(key(who)) || source.equals(homes.get(who)));
    }

    void wrong(Owner who, String source) {
        sources.pass(source);
        gate(who).pass(key(who));
    }

    void right(Owner who, String source) {
        homes.put(who, source);
    }

    private FloodGate gate(Owner who) {
        return who.tenant().isEmpty() ? names : accounts;
    }

    private static String key(Owner who) {
        return who.tenant() + " " + who.agentId();
    }
}
