package baton.engine.tenant;

import baton.engine.Stages;
import baton.engine.spi.Configuration;
import baton.engine.spi.Tenants;
import baton.engine.tenant.DirectoryCommand.Manner;
import baton.engine.tenant.DirectoryCommand.RemovePart;
import baton.engine.tenant.DirectoryCommand.RemoveTenant;
import baton.engine.tenant.DirectoryCommand.ReplaceTenant;
import baton.engine.tenant.DirectoryCommand.SaveCompany;
import baton.engine.tenant.DirectoryCommand.SaveParts;
import baton.engine.tenant.DirectoryCommand.StagePiece;
import baton.engine.tenant.DirectoryReply.Accepted;
import baton.engine.tenant.DirectoryReply.Rejected;
import baton.protocol.config.v1.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** Carries edits to the {@link Directory}, passwords hashed and secrets of accounts sealed, and waits until this node knows what came of them. */
final class LiveConfiguration implements Configuration {

    private final ActorSystem<?> system;
    private final LiveTenants tenants;
    private final Vault vault;
    private final Duration patience;
    private final Executor slow;

    LiveConfiguration(ActorSystem<?> system, LiveTenants tenants, Vault vault) {
        this.system = system;
        this.tenants = tenants;
        this.vault = vault;
        this.patience = system.settings().config().getDuration("baton.directory.patience");
        this.slow = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public CompletionStage<Outcome> load(Author author, Tenant whole) {
        return whole(author, whole, Manner.EXACTLY);
    }

    @Override
    public CompletionStage<Outcome> loadNew(Author author, Tenant whole) {
        return tenants.byId(author.tenantId()).isPresent()
                ? outcome(new Accepted(version(author.tenantId()), 0, List.of()))
                : whole(author, whole, Manner.IF_NEW);
    }

    @Override
    public CompletionStage<Outcome> replace(Author author, Tenant whole) {
        return whole(author, whole, Manner.KEEPING_SECRETS);
    }

    @Override
    public CompletionStage<Outcome> saveCompany(Author author, Tenant company) {
        return ask(to -> new SaveCompany(
                        author, Content.pack(ProgramTokens.hashed(vault.sealed(Company.ownOf(company)))), to))
                .thenCompose(this::outcome);
    }

    @Override
    public CompletionStage<Outcome> save(Author author, Tenant parts) {
        return hashed(author, parts)
                .thenCompose(content -> ask(to -> new SaveParts(author, content, to)))
                .thenCompose(this::outcome);
    }

    @Override
    public CompletionStage<Outcome> remove(Author author, Part part, String id) {
        return ask(to -> new RemovePart(author, part, id, to)).thenCompose(this::outcome);
    }

    @Override
    public CompletionStage<Outcome> removeTenant(Author author) {
        return ask(to -> new RemoveTenant(author, to)).thenCompose(this::outcome);
    }

    private CompletionStage<Outcome> whole(Author author, Tenant whole, Manner manner) {
        var uploadId = UUID.randomUUID().toString();
        return hashed(author, whole)
                .thenApply(Content::pieces)
                .thenCompose(pieces -> stage(uploadId, pieces, 0)
                        .thenCompose(
                                staged -> ask(to -> new ReplaceTenant(author, uploadId, pieces.size(), manner, to))))
                .thenCompose(this::outcome);
    }

    /** One after the other, so that they arrive in order and never fill a mailbox. */
    private CompletionStage<DirectoryReply> stage(String uploadId, List<String> pieces, int next) {
        var staged = ask(to -> new StagePiece(uploadId, next + 1, pieces.get(next), to));
        return next + 1 == pieces.size() ? staged : staged.thenCompose(reply -> stage(uploadId, pieces, next + 1));
    }

    private CompletionStage<String> hashed(Author author, Tenant whole) {
        var tenant = ProgramTokens.hashed(vault.sealed(whole));
        var plain = tenant.getAgentsList().stream()
                .anyMatch(agent -> !agent.getPassword().isEmpty());
        return plain
                ? CompletableFuture.supplyAsync(
                        () -> Content.pack(Passwords.hashed(tenant, id -> storedHash(author.tenantId(), id))), slow)
                : CompletableFuture.completedFuture(Content.pack(tenant));
    }

    private String storedHash(String tenantId, String agentId) {
        return tenants.byId(tenantId)
                .flatMap(tenant -> tenant.agent(agentId))
                .map(Tenants.Account::passwordHash)
                .orElse("");
    }

    private long version(String tenantId) {
        return tenants.byId(tenantId).map(Tenants.Tenant::version).orElse(0L);
    }

    private CompletionStage<DirectoryReply> ask(Function<ActorRef<DirectoryReply>, DirectoryCommand> command) {
        return Stages.on(system.executionContext(), Directory.ref(system).ask(command::apply, patience));
    }

    /** Whoever has edited something sees it in the next look. What follows is not for the replica's thread. */
    private CompletionStage<Outcome> outcome(DirectoryReply reply) {
        if (reply instanceof Accepted accepted) {
            return tenants.knows(accepted.last())
                    .toCompletableFuture()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApplyAsync(
                            known -> new Done(accepted.version(), accepted.changes()), system.executionContext());
        }
        var rejected = (Rejected) reply;
        return CompletableFuture.completedFuture(new Refused(rejected.code(), rejected.detail(), rejected.problems()));
    }
}
