package baton.engine.tenant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What only one company can have, and which other one has it. */
final class Claims {

    private final Map<String, String> sites = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();

    private Claims() {}

    /** Of all companies but this one. */
    static Claims of(DirectoryState state, String tenantId) {
        var claims = new Claims();
        state.companies().forEach((id, company) -> {
            if (!id.equals(tenantId)) {
                claims.add(id, company);
            }
        });
        return claims;
    }

    private void add(String tenantId, Company company) {
        var own = company.own();
        sites.put(own.getSite().getKey(), tenantId);
        numbers.put(own.getNumbers().getMain(), tenantId);
        own.getNumbers().getDirectList().forEach(number -> numbers.put(number, tenantId));
    }

    Optional<String> ofSite(String key) {
        return Optional.ofNullable(sites.get(key));
    }

    Optional<String> ofNumber(String number) {
        return Optional.ofNullable(numbers.get(number));
    }
}
