package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.emulator.EmulatorSettings;
import baton.emulator.Emulators;
import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Provider;
import baton.emulator.telegram.TelegramEmulator;
import baton.emulator.wire.Ledger;
import baton.emulator.wire.Pauses;
import baton.engine.tenant.TenantFiles;
import baton.protocol.config.v1.ChannelAccount;
import java.util.List;
import java.util.function.Consumer;

/** Messengers' providers on the loopback, with accounts of this scene's company, and customers who have them on their telephones. */
final class Messengers implements AutoCloseable {

    private final Emulators emulators;
    private final EmulatorSettings settings;

    private Messengers(Emulators emulators, EmulatorSettings settings) {
        this.emulators = emulators;
        this.settings = settings;
    }

    /** The accounts are entered by the supervisor, as anybody would. */
    static Messengers of(Scene scene) {
        return of(scene, account -> {});
    }

    /** @param more what else is configured of the account with WhatsApp */
    static Messengers of(Scene scene, Consumer<ChannelAccount.Builder> more) {
        var company = scene.company().id();
        var settings = EmulatorSettings.demo(scene.place().web("").toString(), company)
                .at(EmulatorSettings.HOST, 0)
                .with(Pauses.forTests());
        var messengers = scene.opened(new Messengers(Emulators.start(settings), settings));
        Boss.of(scene).changes("company", messengers.company(scene.company(), settings, more));
        return messengers;
    }

    /** As it was, with accounts. */
    private String company(Company company, EmulatorSettings settings, Consumer<ChannelAccount.Builder> more) {
        var yaml = "id: " + company.id() + "\n" + settings.accounts(emulators.url());
        var accounts = TenantFiles.FORMAT.in(yaml).messages().get(0).toBuilder();
        accounts.getAccountsBuilderList().stream()
                .filter(account -> account.getChannel().equals("whatsapp"))
                .forEach(more);
        return company.with(accounts.getAccountsList());
    }

    EmulatorSettings settings() {
        return settings;
    }

    TelegramEmulator telegram() {
        return emulators.telegram();
    }

    Emulators all() {
        return emulators;
    }

    Provider provider(String name) {
        return emulators.providers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Customer customer(String name, String number) {
        return telegram().customer(name, number);
    }

    /** What the company has written to this customer, as the telephone shows it. */
    List<String> texts(Customer customer) {
        return texts(telegram(), customer);
    }

    static List<String> texts(Provider provider, Customer customer) {
        return provider.stage().phones().conversation(customer.id()).stream()
                .filter(line -> line.company() && line.kind().equals("text"))
                .map(Line::text)
                .toList();
    }

    /** How far what the customer has written has come, as their telephone shows it. */
    static List<String> states(Provider provider, Customer customer) {
        return provider.stage().phones().conversation(customer.id()).stream()
                .filter(line -> !line.company())
                .map(Line::state)
                .toList();
    }

    void awaitTexts(Customer customer, String... texts) {
        await().until(() -> texts(customer), List.of(texts)::equals);
    }

    static void awaitTexts(Provider provider, Customer customer, String... texts) {
        await().until(() -> texts(provider, customer), List.of(texts)::equals);
    }

    /** Each attempt to say something to this customer. */
    List<Ledger.Entry> calls(Customer customer) {
        return telegram().stage().ledger().calls(customer.id());
    }

    @Override
    public void close() {
        emulators.close();
    }
}
