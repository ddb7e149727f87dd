package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.AddressCommand.FindOwner;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.config.v1.ChannelAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Finds customers by exactly what they are known by. Looks at a few entities only, and makes none. */
final class CustomerSearch {

    private static final int MAX_TEXT = 256;
    private static final Pattern EPISODE = Pattern.compile("(.+)-\\d+");

    private final Entities entities;

    CustomerSearch(Entities entities) {
        this.entities = entities;
    }

    /** {@code written}: an address, with or without {@code channel:} before it; the id of a conversation, or of a customer. */
    CompletionStage<List<CustomerView>> find(Tenant tenant, String written) {
        var text = written.strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return completedStage(List.of());
        }
        CompletionStage<LinkedHashMap<String, CustomerView>> found = completedStage(new LinkedHashMap<>());
        for (var address : addresses(tenant, text)) {
            found = found.thenCombine(byAddress(tenant.id(), address), CustomerSearch::with);
        }
        for (var id : ids(text)) {
            found = found.thenCombine(byId(tenant.id(), id), CustomerSearch::with);
        }
        return found.thenApply(all -> List.copyOf(all.values()));
    }

    private static LinkedHashMap<String, CustomerView> with(
            LinkedHashMap<String, CustomerView> found, Optional<CustomerView> more) {
        more.ifPresent(customer -> found.putIfAbsent(customer.getCustomerId(), customer));
        return found;
    }

    private static Set<AddressKey> addresses(Tenant tenant, String text) {
        var addresses = new LinkedHashSet<AddressKey>();
        PhoneNumber.normal(text).ifPresent(number -> addresses.add(new AddressKey(AddressKey.PHONE, number)));
        var colon = text.indexOf(':');
        if (colon > 0 && colon < text.length() - 1) {
            addresses.add(new AddressKey(text.substring(0, colon), text.substring(colon + 1)));
        }
        addresses.add(new AddressKey("webchat", text));
        tenant.config().getAccountsList().stream()
                .map(ChannelAccount::getChannel)
                .forEach(channel -> {
                    addresses.add(new AddressKey(channel, text));
                    PhoneNumber.normal(text).ifPresent(number -> addresses.add(new AddressKey(channel, number)));
                });
        addresses.removeIf(address -> address.isLent());
        return addresses;
    }

    private static List<String> ids(String text) {
        var ids = new ArrayList<String>();
        ids.add(text);
        var episode = EPISODE.matcher(text);
        if (episode.matches()) {
            ids.add(episode.group(1));
        }
        return ids.stream().filter(Deeds::possible).toList();
    }

    private CompletionStage<Optional<CustomerView>> byAddress(String tenant, AddressKey address) {
        return entities.askAddress(tenant, address, FindOwner::new)
                .thenCompose(reply -> reply instanceof Owned owned
                        ? byId(tenant, owned.customerId())
                        : completedStage(Optional.empty()));
    }

    private CompletionStage<Optional<CustomerView>> byId(String tenant, String customerId) {
        return entities.ask(entities.customer(tenant, customerId), GetCustomer::new)
                .thenApply(view -> view.getAddressesCount() == 0 ? Optional.empty() : Optional.of(view));
    }
}
