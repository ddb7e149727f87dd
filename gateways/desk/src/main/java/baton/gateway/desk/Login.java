package baton.gateway.desk;

import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Account;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.Tokens;
import baton.engine.web.Trials;
import baton.gateway.desk.DeskSettings.LoginSettings;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Checks agents' passwords: slowly on purpose, a few at a time, on threads of its own. Whether an agent exists cannot be told
 * from the answer nor from the time that it takes.
 */
final class Login {

    private final Tenants tenants;
    private final Trials perAgent;
    private final Trials perAddress;
    private final ThreadPoolExecutor threads;
    private final CompletableFuture<String> nobodysHash;

    Login(Tenants tenants, LoginSettings settings, InstantSource clock) {
        this.tenants = tenants;
        this.perAgent = new Trials(clock, settings.trialsPerAgent(), settings.agentTrialEvery());
        this.perAddress = new Trials(clock, settings.trialsPerAddress(), settings.addressTrialEvery());
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.line()),
                work -> {
                    var thread = new Thread(work, "baton-desk-login");
                    thread.setDaemon(true);
                    return thread;
                });
        this.nobodysHash = CompletableFuture.supplyAsync(this::hashOfNobody, threads);
    }

    CompletionStage<Outcome> check(String tenantId, String agentId, String password, String address) {
        var agentKey = tenantId + "|" + agentId;
        var wait = take(agentKey, address);
        if (!wait.isZero()) {
            return CompletableFuture.completedFuture(new TooOften(wait));
        }
        try {
            return CompletableFuture.supplyAsync(() -> verify(tenantId, agentId, password), threads)
                    .thenApply(outcome -> {
                        if (outcome instanceof Known) {
                            perAgent.giveBack(agentKey);
                            perAddress.giveBack(address);
                        }
                        return outcome;
                    });
        } catch (RejectedExecutionException full) {
            perAgent.giveBack(agentKey);
            perAddress.giveBack(address);
            return CompletableFuture.completedFuture(new TooOften(Duration.ofSeconds(1)));
        }
    }

    /** The address first: what is refused because of where it comes from must cost the agent nothing. */
    private Duration take(String agentKey, String address) {
        var wait = perAddress.take(address);
        return wait.isZero() ? perAgent.take(agentKey) : wait;
    }

    void close() {
        threads.shutdownNow();
    }

    private Outcome verify(String tenantId, String agentId, String password) {
        var tenant = tenants.byId(tenantId);
        var account = tenant.flatMap(company -> company.agent(agentId));
        var matches = matches(password, account.map(Account::passwordHash).orElseGet(nobodysHash::join));
        return matches && account.isPresent() ? new Known(tenant.orElseThrow(), account.get()) : new Unknown();
    }

    private static boolean matches(String password, String hash) {
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } catch (RuntimeException notAHash) {
            return false;
        }
    }

    /** Costs as much to check as a real one. */
    private String hashOfNobody() {
        var function = tenants.all().stream()
                .flatMap(tenant -> tenant.agents().stream())
                .map(Account::passwordHash)
                .map(Login::costOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID));
        return Password.hash(Tokens.randomId()).addRandomSalt(16).with(function).getResult();
    }

    private static Optional<Argon2Function> costOf(String hash) {
        try {
            return Optional.of(Argon2Function.getInstanceFromHash(hash));
        } catch (RuntimeException notAHash) {
            return Optional.empty();
        }
    }

    /** What came of it. */
    sealed interface Outcome {}

    record Known(Tenant tenant, Account account) implements Outcome {}

    /** No such agent, or another password; nobody outside may know which. */
    record Unknown() implements Outcome {}

    record TooOften(Duration retryAfter) implements Outcome {}
}
