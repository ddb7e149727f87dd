package baton.engine.media;

import java.util.regex.Pattern;

/** Where a file lies, as every store has it: {@code <company>/<first two digits>/<hash>}. Nothing else can be said with it. */
record FileKey(String tenant, String hash) {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    FileKey {
        requireTenant(tenant);
        require(HASH, hash);
    }

    static void requireTenant(String tenant) {
        require(TENANT, tenant);
    }

    private static void require(Pattern pattern, String given) {
        if (!pattern.matcher(given).matches()) {
            throw new IllegalArgumentException(
                    "no part of a path: " + given.length() + " characters (expected: " + pattern + ")");
        }
    }

    String folder() {
        return tenant + "/" + hash.substring(0, 2);
    }

    String path() {
        return folder() + "/" + hash;
    }
}
