package baton.engine;

import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * Names an entity inside its kind: {@code tenant|id}. The tenant is part of the key, so nothing of one company can be
 * reached with the id of another.
 */
public record EntityKey(String tenant, String id) {

    public EntityKey {
        if (tenant.isEmpty() || tenant.indexOf('|') >= 0) {
            throw new IllegalArgumentException("tenant: '" + tenant + "' (expected: not empty, without '|')");
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id: '' (expected: not empty)");
        }
    }

    public static EntityKey parse(String key) {
        var bar = key.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("key: '" + key + "' (expected: tenant|id)");
        }
        return new EntityKey(key.substring(0, bar), key.substring(bar + 1));
    }

    /** The entity's name in the journal, for ever: {@code kind|tenant|id}. */
    public PersistenceId persistenceId(String kind) {
        return PersistenceId.ofUniqueId(kind + "|" + this);
    }

    @Override
    public String toString() {
        return tenant + "|" + id;
    }
}
