package baton.engine.node;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.ChannelGateway.AccountRules;
import baton.engine.spi.Channels;
import baton.engine.spi.EventGateway;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.tenant.TenantListener;
import com.typesafe.config.Config;
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
    private final Config node;

    AccountCheck(Channels channels, Listening listening, Config node) {
        this.node = node;
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
        problems(tenant, this::rules, node)
                .forEach(problem ->
                        LOG.atWarn().addKeyValue("tenant", tenant.id()).log(problem));
    }

    private Optional<AccountRules> rules(String name) {
        return channels.byName(name)
                .map(ChannelGateway::accountRules)
                .or(() -> listening.byName(name).map(EventGateway::accountRules));
    }

    /** A sentence for each account that cannot work. */
    static List<String> problems(Tenant tenant, Function<String, Optional<AccountRules>> rules, Config node) {
        var problems = new ArrayList<String>();
        for (var config : tenant.config().getAccountsList()) {
            var channel = config.getChannel();
            var account = tenant.account(channel).orElseThrow();
            var which = "the account of " + tenant.id() + " with " + channel;
            rules.apply(channel)
                    .ifPresentOrElse(
                            needs -> wrong(needs, account, node).forEach(what -> problems.add(which + what)),
                            () -> problems.add(which + " is of no use: there is no door of that name"));
        }
        return problems;
    }

    private static List<String> wrong(AccountRules rules, ChannelAccount account, Config node) {
        var lacking = lacking(rules, account);
        return lacking.isEmpty()
                ? rules.objection().to(account, node).map(why -> " cannot work: " + why).stream()
                        .toList()
                : lacking.stream().map(name -> " lacks " + name).toList();
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
