package baton.launcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code conf/} and lays what the environment says as lists over it. */
public final class Configuration {

    /** {@code host:port,host:port} of the cluster's first nodes. */
    static final String SEEDS = "BATON_SEEDS";
    /** {@code seeds}, {@code dns} or {@code kubernetes-api}. */
    static final String BOOTSTRAP = "BATON_BOOTSTRAP";
    /** {@code doors,entities} or one of them. */
    static final String ROLES = "BATON_ROLES";
    /** {@code host:port,host:port} of the database. */
    static final String CONTACT_POINTS = "BATON_CASSANDRA_CONTACT_POINTS";

    static final String CASSANDRA_USER = "BATON_CASSANDRA_USER";
    static final String CASSANDRA_PASSWORD = "BATON_CASSANDRA_PASSWORD";

    /** For what lives where doors are open a node without doors does not wait before it is ready. */
    private static final String DOOR_KINDS = "baton.door-kinds";

    private static final Set<String> KNOWN_ROLES = Set.of("doors", "entities");

    private static final String DEMO =
            """
            baton.phone.demo {
              enabled = true
              tenant = "demo"
              mixer-port = 5070
              mixer-port = ${?BATON_PHONE_DEMO_MIXER_PORT}
            }
            baton.call.conference = "sip:room-{id}@"${baton.phone.sip.host}":"${baton.phone.demo.mixer-port}
            baton.call.conference = ${?BATON_SIP_CONFERENCE}
            """;

    private Configuration() {}

    /**
     * One node's configuration: {@code application.conf} of the directory, over it the environment's lists, over it the
     * {@code overlays}, the first of which wins. Below all of it lie the defaults of the doors and of Pekko.
     *
     * @throws Problem if a file is missing or wrong, naming the place
     */
    public static Config load(Path directory, Map<String, String> environment, Config... overlays) {
        try {
            var merged = Arrays.stream(overlays).reduce(ConfigFactory.empty(), Config::withFallback);
            return merged.withFallback(lists(environment))
                    .withFallback(file(directory.resolve("application.conf")))
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException wrong) {
            throw new Problem("The configuration is wrong: " + wrong.getMessage() + ".", wrong);
        }
    }

    /** The demo company, loaded if there is none yet, telephones in the browser, and a conference bridge for them; an overlay for {@link #load}. */
    public static Config demo(Path directory) {
        return ConfigFactory.parseString(DEMO).withFallback(tenants(List.of(directory.resolve("demo.yaml"))));
    }

    /** Files of companies that are loaded if there are none of their ids yet, an overlay for {@link #load}. */
    public static Config tenants(List<Path> files) {
        return ConfigFactory.empty()
                .withValue(
                        "baton.tenants-files",
                        ConfigValueFactory.fromIterable(files.stream()
                                .map(file -> file.toAbsolutePath().toString())
                                .toList()));
    }

    /** Points the node to a database, an overlay for {@link #load}. */
    public static Config cassandraAt(List<String> contactPoints) {
        return ConfigFactory.empty()
                .withValue("datastax-java-driver.basic.contact-points", ConfigValueFactory.fromIterable(contactPoints));
    }

    /** Files of an operator's, overlays for {@link #load}; of two that set the same, the later one wins. */
    static Config[] files(List<Path> files) {
        var overlays = new ArrayList<Config>();
        files.forEach(file -> overlays.add(0, file(file)));
        return overlays.toArray(Config[]::new);
    }

    /** Any file of an operator's, an overlay for {@link #load}. */
    static Config file(Path file) {
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException wrong) {
            throw new Problem("The configuration is wrong: " + wrong.getMessage() + ".", wrong);
        }
    }

    private static Config lists(Map<String, String> environment) {
        var config = bootstrap(environment.getOrDefault(BOOTSTRAP, "seeds"))
                .withFallback(roles(environment))
                .withFallback(ClusterTls.overlay(environment));
        if (environment.containsKey(SEEDS)) {
            var seeds = addresses(SEEDS, environment).stream()
                    .map(address -> "pekko://baton@" + address)
                    .toList();
            config = config.withValue("baton.seed-nodes", ConfigValueFactory.fromIterable(seeds));
        }
        if (environment.containsKey(CONTACT_POINTS)) {
            config = config.withFallback(cassandraAt(addresses(CONTACT_POINTS, environment)));
        }
        if (environment.containsKey(CASSANDRA_USER)) {
            var login = Map.of(
                    "class", "PlainTextAuthProvider",
                    "username", environment.get(CASSANDRA_USER),
                    "password", environment.getOrDefault(CASSANDRA_PASSWORD, ""));
            config = config.withValue("datastax-java-driver.advanced.auth-provider", ConfigValueFactory.fromMap(login));
        }
        return config;
    }

    private static Config bootstrap(String method) {
        return switch (method) {
            case "seeds" -> ConfigFactory.empty();
            case "dns" -> discovery("pekko-dns");
            case "kubernetes-api" -> discovery("kubernetes-api");
            default -> throw new Problem(BOOTSTRAP + " is \"" + method + "\", expected seeds, dns or kubernetes-api.");
        };
    }

    private static Config discovery(String method) {
        return ConfigFactory.parseMap(Map.of("pekko.discovery.method", method, "baton.seed-nodes", List.of()));
    }

    private static Config roles(Map<String, String> environment) {
        if (!environment.containsKey(ROLES)) {
            return ConfigFactory.empty();
        }
        var roles = Arrays.stream(environment.get(ROLES).split(","))
                .map(String::strip)
                .toList();
        if (!KNOWN_ROLES.containsAll(roles)) {
            throw new Problem(ROLES + " is \"" + environment.get(ROLES) + "\", expected doors, entities or both.");
        }
        var config = ConfigFactory.parseMap(Map.of("pekko.cluster.roles", roles));
        return roles.contains("doors")
                ? config
                : config.withValue(DOOR_KINDS, ConfigValueFactory.fromIterable(List.of()));
    }

    private static List<String> addresses(String setting, Map<String, String> environment) {
        var addresses = Arrays.stream(environment.getOrDefault(setting, "").split(","))
                .map(String::strip)
                .toList();
        for (var address : addresses) {
            if (!address.matches("[^\\s,/@]+:[0-9]{1,5}")) {
                throw new Problem(setting + " has \"" + address + "\", expected host:port,host:port.");
            }
        }
        return addresses;
    }
}
