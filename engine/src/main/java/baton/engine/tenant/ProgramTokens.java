package baton.engine.tenant;

import baton.engine.spi.Tenants;
import baton.protocol.config.v1.Tenant;

/** Makes hashes of the tokens of a company's own programs, before anything leaves the node that was told them. */
final class ProgramTokens {

    private ProgramTokens() {}

    /** No token is left but those that are too short or too long to be taken, which {@link Validation} refuses. */
    static Tenant hashed(Tenant tenant) {
        var hashed = tenant.toBuilder();
        for (var program : hashed.getProgramsBuilderList()) {
            var token = program.getToken();
            if (ProgramRules.isLongEnough(token)) {
                program.setTokenHash(Tenants.Program.hash(token)).clearToken();
            }
        }
        return hashed.build();
    }
}
