package baton.engine.bucket;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code baton.media.bucket}, where each is explained.
 *
 * @param endpoint scheme, host and, if need be, port
 * @param prefix of all keys
 * @param pathStyle the bucket is the first part of the path, and not of the host's name
 */
public record BucketSettings(
        URI endpoint,
        String region,
        String name,
        String prefix,
        boolean pathStyle,
        String accessKey,
        String secretKey) {

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*");

    /** The service takes no more in one piece. */
    private static final long LARGEST = 5L << 30;

    /**
     * Empty if files do not lie in a bucket.
     *
     * @throws IllegalArgumentException if there is something that cannot be: the sentence says where
     */
    public static Optional<BucketSettings> from(Config config) {
        var media = config.getConfig("baton.media");
        return switch (media.getString("store")) {
            case "directory" -> Optional.empty();
            case "s3" -> Optional.of(read(media));
            default -> throw wrong("store", media.getString("store"), "directory or s3");
        };
    }

    private static BucketSettings read(Config media) {
        var bucket = media.getConfig("bucket");
        if (media.getBytes("max-size") > LARGEST) {
            throw wrong("max-size", media.getString("max-size"), "at most 5 GiB where files lie in a bucket");
        }
        for (var key : new String[] {"access-key", "secret-key"}) {
            if (bucket.getString(key).isBlank()) {
                throw wrong("bucket." + key, "", "what the service has given you");
            }
        }
        var region = matching(bucket, "region", REGION);
        return new BucketSettings(
                endpoint(bucket.getString("endpoint"), region),
                region,
                matching(bucket, "name", NAME),
                matching(bucket, "prefix", PREFIX),
                bucket.getBoolean("path-style"),
                bucket.getString("access-key").strip(),
                bucket.getString("secret-key").strip());
    }

    private static URI endpoint(String given, String region) {
        try {
            var uri = URI.create(given.isEmpty() ? "https://s3." + region + ".amazonaws.com" : given);
            var isOrigin = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawPath().matches("/?")
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            if (isOrigin) {
                return uri.resolve("/");
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below.
        }
        throw wrong("bucket.endpoint", given, "scheme and host alone, as in https://s3.example.net:9000");
    }

    private static String matching(Config bucket, String key, Pattern pattern) {
        var given = bucket.getString(key);
        if (!pattern.matcher(given).matches()) {
            throw wrong("bucket." + key, given, pattern.pattern());
        }
        return given;
    }

    private static IllegalArgumentException wrong(String key, String given, String expected) {
        return new IllegalArgumentException("baton.media." + key + " is '" + given + "' (expected: " + expected + ")");
    }

    /** Where the object with this key lies. */
    URI object(String key) {
        if (pathStyle) {
            return endpoint.resolve("/" + name + "/" + prefix + key);
        }
        var port = endpoint.getPort() == -1 ? "" : ":" + endpoint.getPort();
        return URI.create(endpoint.getScheme() + "://" + name + "." + endpoint.getHost() + port + "/" + prefix + key);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "bucket " + name + " at " + endpoint.getScheme() + "://" + endpoint.getAuthority();
    }
}
