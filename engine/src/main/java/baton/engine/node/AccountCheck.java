package baton.engine.node;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.ChannelGateway.AccountRules;
import baton.engine.spi.Channels;
import baton.engine.spi.EventGateway;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.tenant.TenantListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log which accounts with messengers cannot work, when the node starts and whenever they are changed. */
final class AccountCheck implements TenantListener {

    private static final Logger LOG = LoggerFactory.getLogger(AccountCheck.class);

    private final Channels channels;
    private final Listening listening;

    AccountCheck(Channels channels, Listening listening) {
        this.channels = channels;
        this.listening = listening;
    }

    void all(Tenants tenants) {
        tenants.all().forEach(this::check);
    }

    @Override
    public void changed(String tenantId, Optional<Tenant> before, Optional<Tenant> after) {
        after.filter(tenant -> before.isEmpty()
                        || !before.get()
                                .config()
                                .getAccountsList()
                                .equals(tenant.config().getAccountsList()))
                .ifPresent(this::check);
    }

    private void check(Tenant tenant) {
        problems(tenant, this::rules)
                .forEach(problem ->
                        LOG.atWarn().addKeyValue("tenant", tenant.id()).log(problem));
    }

    private Optional<AccountRules> rules(String name) {
        return channels.byName(name)
                .map(ChannelGateway::accountRules)
                .or(() -> listening.byName(name).map(EventGateway::accountRules));
    }

    /** A sentence for each account that cannot work. */
    static List<String> problems(Tenant tenant, Function<String, Optional<AccountRules>> rules) {
        var problems = new ArrayList<String>();
        for (var config : tenant.config().getAccountsList()) {
            var channel = config.getChannel();
            var account = tenant.account(channel).orElseThrow();
            rules.apply(channel)
                    .ifPresentOrElse(
                            needs -> lacking(needs, account)
                                    .forEach(name -> problems.add(
                                            "the account of " + tenant.id() + " with " + channel + " lacks " + name)),
                            () -> problems.add("the account of " + tenant.id() + " with " + channel
                                    + " is of no use: there is no door of that name"));
        }
        return problems;
    }

    private static List<String> lacking(AccountRules rules, ChannelAccount account) {
        var lacking = new ArrayList<String>();
        rules.settings().stream()
                .filter(name -> account.setting(name).isEmpty())
                .forEach(name -> lacking.add("the setting " + name));
        rules.secrets().stream()
                .filter(name -> account.secret(name).isEmpty())
                .forEach(name -> lacking.add("the secret " + name));
        return lacking;
    }
}
