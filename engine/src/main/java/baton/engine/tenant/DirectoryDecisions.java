package baton.engine.tenant;

import baton.engine.spi.Configuration.Author;
import baton.engine.spi.Configuration.Change;
import baton.engine.tenant.DirectoryCommand.Manner;
import baton.engine.tenant.DirectoryCommand.RemovePart;
import baton.engine.tenant.DirectoryCommand.RemoveTenant;
import baton.engine.tenant.DirectoryCommand.SaveCompany;
import baton.engine.tenant.DirectoryCommand.SaveParts;
import baton.engine.tenant.DirectoryEvent.Stamp;
import baton.engine.tenant.DirectoryEvent.TenantRemoved;
import baton.engine.tenant.DirectoryReply.Accepted;
import baton.engine.tenant.DirectoryReply.Rejected;
import baton.protocol.config.v1.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What comes of an edit. Pure: every edit is the configuration that is wanted, checked and compared with what there is. */
final class DirectoryDecisions {

    private final DirectoryState state;
    private final Instant now;

    DirectoryDecisions(DirectoryState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** Events are stored together or not at all. */
    record Decision(List<DirectoryEvent> events, DirectoryReply reply) {

        private static Decision rejected(String code, String detail) {
            return new Decision(List.of(), new Rejected(code, detail, List.of()));
        }
    }

    Decision replace(Author author, Tenant wanted, Manner manner) {
        var before = state.company(author.tenantId());
        if (manner == Manner.IF_NEW && before.isPresent()) {
            return unchanged(before.get());
        }
        var keeping = manner == Manner.KEEPING_SECRETS && before.isPresent();
        return change(author, keeping ? Secrets.kept(wanted, before.get()) : wanted);
    }

    Decision saveCompany(SaveCompany command, Tenant wanted) {
        return ofKnown(
                command.author(),
                before -> change(
                        command.author(),
                        before.own(Company.ownOf(Secrets.kept(wanted, before))).whole()));
    }

    Decision saveParts(SaveParts command, Tenant parts) {
        return ofKnown(
                command.author(),
                before -> change(
                        command.author(),
                        before.with(Secrets.kept(parts, before)).whole()));
    }

    Decision remove(RemovePart command) {
        return ofKnown(command.author(), before -> {
            if (!before.all(command.part()).containsKey(command.id())) {
                var what = command.part().one();
                return Decision.rejected("no-such-" + what, "there is no " + what + " '" + command.id() + "'");
            }
            return change(
                    command.author(),
                    before.without(command.part(), command.id()).whole());
        });
    }

    Decision removeTenant(RemoveTenant command) {
        return ofKnown(command.author(), before -> {
            if (isStale(command.author(), Optional.of(before))) {
                return stale(command.author(), before);
            }
            var number = state.last() + 1;
            var stamp = new Stamp(
                    command.author().tenantId(), number, command.author().by(), now);
            return new Decision(
                    List.of(new TenantRemoved(stamp)), new Accepted(0, number, List.of(new Change("company", 1))));
        });
    }

    private Decision ofKnown(Author author, java.util.function.Function<Company, Decision> decide) {
        return state.company(author.tenantId())
                .map(decide)
                .orElseGet(
                        () -> Decision.rejected("no-such-tenant", "there is no company '" + author.tenantId() + "'"));
    }

    private Decision change(Author author, Tenant wanted) {
        var before = state.company(author.tenantId());
        if (isStale(author, before)) {
            return stale(author, before.orElseGet(() -> Company.none(author.tenantId())));
        }
        var problems = Validation.of(wanted, author.tenantId(), Claims.of(state, author.tenantId()));
        if (!problems.isEmpty()) {
            return new Decision(
                    List.of(),
                    new Rejected(
                            "bad-configuration",
                            problems.size() == 1 ? "there is 1 problem" : "there are " + problems.size() + " problems",
                            problems));
        }
        var after = Company.of(Secrets.asStored(wanted));
        var difference = Difference.between(before, after, author.by(), now, state.last());
        if (difference.events().isEmpty()) {
            return unchanged(before.orElseThrow());
        }
        var last = state.last() + difference.events().size();
        return new Decision(difference.events(), new Accepted(last, last, difference.changes()));
    }

    private Decision unchanged(Company company) {
        return new Decision(List.of(), new Accepted(company.last().number(), state.last(), List.of()));
    }

    private static boolean isStale(Author author, Optional<Company> before) {
        return author.basedOn() != 0
                && author.basedOn()
                        != before.map(company -> company.last().number()).orElse(0L);
    }

    private static Decision stale(Author author, Company company) {
        return Decision.rejected(
                "stale",
                "version " + author.basedOn() + " was edited, and meanwhile there is version "
                        + company.last().number());
    }
}
