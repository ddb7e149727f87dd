package baton.engine.tenant;

import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Tenant;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.function.Function;

/**
 * Makes hashes of passwords, before anything leaves the node that was told them. Slow on purpose: some 20 ms and 19 MiB for each,
 * so call it on a thread that may wait.
 */
final class Passwords {

    private static final int SALT_BYTES = 16;

    private Passwords() {}

    /**
     * No password is left but those that are too long to be taken, which {@link Validation} refuses.
     *
     * @param stored the hash of an agent, empty if there is none: it stays if it is of the same password
     */
    static Tenant hashed(Tenant tenant, Function<String, String> stored) {
        var hashed = tenant.toBuilder();
        for (var agent : hashed.getAgentsBuilderList()) {
            var password = agent.getPassword();
            if (!password.isEmpty() && password.length() <= AgentRules.PASSWORD_LENGTH) {
                hash(agent, password, stored.apply(agent.getId()));
            }
        }
        return hashed.build();
    }

    private static void hash(Agent.Builder agent, String password, String stored) {
        agent.setPasswordHash(matches(password, stored) ? stored : hash(password))
                .clearPassword();
    }

    private static String hash(String password) {
        return Password.hash(password)
                .addRandomSalt(SALT_BYTES)
                .with(Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID))
                .getResult();
    }

    private static boolean matches(String password, String hash) {
        try {
            return !hash.isEmpty() && Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } catch (RuntimeException notAHash) {
            return false;
        }
    }
}
