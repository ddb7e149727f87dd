package baton.engine.spi;

import baton.protocol.client.v1.Cursor;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.RoutedWork;
import baton.protocol.client.v1.RoutingView;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.config.v1.Program;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.Accepted;
import baton.protocol.gateway.v1.AgentAction;
import baton.protocol.gateway.v1.CallOptions;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallSignal;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.ProfileChange;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.Refused;
import baton.protocol.journal.v1.Content;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.protocol.journal.v1.MessageReceived;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * An engine for the tests of doors: remembers what it was told, accepts everything once, and pushes what a test wants pushed.
 * One episode for everybody. Two companies: {@code acme}, and {@code globex} whose pages prove who their users are.
 */
public final class FakeEngine implements Engine {

    public static final String EPISODE = "episode-1";

    /**
     * Of {@code anna}, who works for acme, of {@code bert}, who works for globex, and of their supervisors, {@code sue-of-acme} and
     * {@code sue-of-globex}.
     */
    public static final String PASSWORD = "correct horse";

    public static final String IDENTITY_SECRET = "identity-secret-of-globex";

    private static final String HASH =
            "$argon2id$v=19$m=1024,t=1,p=1$fbMRdeLn1Dh+9tJ0nhAzQA$" + "EYtPp6pyrY60fUukQWUyCeZRIIOKsEsG7z50+X0Zkqc";

    public final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
    public final List<AgentAction> actions = new CopyOnWriteArrayList<>();
    public final List<CallSignal> signals = new CopyOnWriteArrayList<>();
    public final List<ActorRef<Feed>> followers = new CopyOnWriteArrayList<>();
    public final List<Cursor> cursors = new CopyOnWriteArrayList<>();

    /** Edits in words, and their content: {@code "save in acme by sue-of-acme based on 7"}. */
    public final List<String> edits = new CopyOnWriteArrayList<>();

    public final List<Tenant> contents = new CopyOnWriteArrayList<>();

    /** What comes of every edit. */
    public volatile Configuration.Outcome outcome =
            new Configuration.Done(8, List.of(new Configuration.Change("queue", 1)));

    /** Everything that has no answer, as sentences: {@code "visitor:1 read episode-1 7"}. */
    public final List<String> remarks = new CopyOnWriteArrayList<>();

    /** Completes with the answer to every message, if a test wants to hold it back or to refuse it. */
    public volatile Optional<CompletionStage<Receipt>> answer = Optional.empty();

    /** Addresses of customers whose conversation is as long as it can get. */
    public final Set<String> full = ConcurrentHashMap.newKeySet();

    /** What providers told beside messages. */
    public final List<ProviderReceipt> receipts = new CopyOnWriteArrayList<>();

    /** Files that were uploaded, or that a test has put there. */
    public final FakeFiles files;

    /** Files of entries: {@code "episode-1 7"}. */
    public final Map<String, Content> attached = new ConcurrentHashMap<>();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final EditedTenants tenants;

    private final FakeSessionEnds sessionEnds = new FakeSessionEnds();
    private final ActorSystem<?> system;
    private final InstantSource clock;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    public FakeEngine(ActorSystem<?> system, InstantSource clock) {
        this(system, clock, List.of());
    }

    /** @param accounts of acme; globex has none */
    public FakeEngine(ActorSystem<?> system, InstantSource clock, List<ChannelAccount> accounts) {
        this.system = system;
        this.clock = clock;
        this.files = new FakeFiles(system);
        this.tenants = new EditedTenants(List.of(
                tenant("acme", "Acme Shop", "anna", "", "100", accounts),
                tenant("globex", "Globex", "bert", IDENTITY_SECRET, "200", List.of())));
    }

    public void push(Feed feed) {
        followers.forEach(follower -> follower.tell(feed));
    }

    /** The configuration of a company is edited. */
    public void configure(String tenantId, Consumer<Tenant.Builder> edit) {
        tenants.change(tenantId, edit);
    }

    public static Receipt refused(String code, int retryAfterMs) {
        return Receipt.newBuilder()
                .setRefused(Refused.newBuilder()
                        .setCode(code)
                        .setDetail("because the test says so")
                        .setRetryAfterMs(retryAfterMs))
                .build();
    }

    /** One entry, {@code number}, in which the customer wrote {@code text}. */
    public static Feed entry(int number, String text) {
        return Feed.newBuilder().setEntries(entries(number, text)).build();
    }

    private static Entries entries(int number, String text) {
        return Entries.newBuilder()
                .setEpisodeId(EPISODE)
                .setAfter(number - 1)
                .setUpTo(number)
                .addEntries(Entry.newBuilder()
                        .setNumber(number)
                        .setEvent(EpisodeEvent.newBuilder()
                                .setMessageReceived(MessageReceived.newBuilder()
                                        .setMessageId("m" + number)
                                        .setLegId("webchat")
                                        .setText(text))))
                .build();
    }

    private static Tenants.Tenant tenant(
            String id, String company, String agentId, String secret, String dial, List<ChannelAccount> accounts) {
        var config = Tenant.newBuilder()
                .setId(id)
                .setCompany(company)
                .setDefaultQueue("main")
                .addAllDispositions(List.of("resolved", "spam"))
                .addQueues(Queue.newBuilder().setId("main"))
                .addReplies(Reply.newBuilder().setId("hello").setTitle("Hello").setText("Hello {{customer.name}}"))
                .addAllAccounts(accounts)
                .addAgents(agent(agentId))
                .addAgents(agent("sue-of-" + id).setRole("supervisor"))
                .addPrograms(Program.newBuilder()
                        .setId("crm")
                        .setTokenHash(Tenants.Program.hash("a-token-of-" + id + "-that-nobody.guesses")));
        config.getSiteBuilder()
                .setKey(id + "-site")
                .addOrigins("https://shop." + id + ".example")
                .setIdentitySecret(secret);
        config.getNumbersBuilder()
                .setDisplay("+380 44 390 0" + dial)
                .setMain(dial)
                .addDirect(dial + "1")
                .addDirect(dial + "2");
        return Tenants.Tenant.of(config.build(), 7);
    }

    private static Agent.Builder agent(String agentId) {
        return Agent.newBuilder()
                .setId(agentId)
                .setName("Agent " + agentId)
                .setPasswordHash(HASH)
                .setPhoneSecret("phone-secret-of-" + agentId)
                .putCapacity("text", 3);
    }

    private Receipt once(String id) {
        var number = numbers.computeIfAbsent(id, i -> numbers.size() + 1);
        return Receipt.newBuilder()
                .setAccepted(Accepted.newBuilder().setEpisodeId(EPISODE).setNumber(number))
                .build();
    }

    private static CompletionStage<Receipt> accepted() {
        return CompletableFuture.completedFuture(
                Receipt.newBuilder().setAccepted(Accepted.getDefaultInstance()).build());
    }

    @Override
    public ActorSystem<?> system() {
        return system;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Tenants tenants() {
        return tenants;
    }

    @Override
    public Files files() {
        return files;
    }

    @Override
    public Configuration configuration() {
        return new FakeConfiguration();
    }

    @Override
    public Ingress ingress() {
        return new FakeIngress();
    }

    @Override
    public Feeds feeds() {
        return new FakeFeeds();
    }

    @Override
    public Agents agents() {
        return new FakeAgents();
    }

    @Override
    public FakeSessionEnds sessionEnds() {
        return sessionEnds;
    }

    @Override
    public Profiles profiles() {
        return new FakeProfiles();
    }

    @Override
    public Calls calls() {
        return new FakeCalls();
    }

    /** What programs have said, oldest first, each with about whom. */
    public List<String> told() {
        return List.copyOf(told);
    }

    private final class FakeProfiles implements Profiles {

        @Override
        public CompletionStage<Receipt> change(Ingress.Party customer, String program, ProfileChange change) {
            return tell(customer, program, change);
        }

        @Override
        public CompletionStage<Receipt> record(Ingress.Party customer, String program, CustomerActivity activity) {
            return tell(customer, program, activity);
        }

        private CompletionStage<Receipt> tell(Ingress.Party customer, String program, Message said) {
            told.add(program + " of " + customer.tenant() + "|" + customer.channel() + "|" + customer.address() + ": "
                    + TextFormat.printer()
                            .emittingSingleLine(true)
                            .escapingNonAscii(false)
                            .printToString(said)
                            .strip());
            return answer.orElseGet(() -> CompletableFuture.completedFuture(Receipt.newBuilder()
                    .setAccepted(Accepted.getDefaultInstance())
                    .build()));
        }

        @Override
        public CompletionStage<Optional<CustomerView>> find(Ingress.Party customer) {
            return CompletableFuture.completedFuture(
                    customer.address().equals("nobody")
                            ? Optional.empty()
                            : Optional.of(CustomerView.newBuilder()
                                    .setCustomerId("customer of " + customer.address())
                                    .build()));
        }
    }

    private final class FakeConfiguration implements Configuration {

        @Override
        public CompletionStage<Outcome> load(Author author, Tenant whole) {
            return edit("load", author, whole);
        }

        @Override
        public CompletionStage<Outcome> loadNew(Author author, Tenant whole) {
            return edit("load new", author, whole);
        }

        @Override
        public CompletionStage<Outcome> replace(Author author, Tenant whole) {
            return edit("replace", author, whole);
        }

        @Override
        public CompletionStage<Outcome> saveCompany(Author author, Tenant company) {
            return edit("save company", author, company);
        }

        @Override
        public CompletionStage<Outcome> save(Author author, Tenant parts) {
            return edit("save", author, parts);
        }

        @Override
        public CompletionStage<Outcome> remove(Author author, Part part, String id) {
            return edit("remove " + part.word() + " " + id, author, Tenant.getDefaultInstance());
        }

        @Override
        public CompletionStage<Outcome> removeTenant(Author author) {
            return edit("remove", author, Tenant.getDefaultInstance());
        }

        private CompletionStage<Outcome> edit(String deed, Author author, Tenant content) {
            edits.add(deed + " in " + author.tenantId() + " by " + author.by() + " based on " + author.basedOn());
            contents.add(content);
            return CompletableFuture.completedFuture(outcome);
        }
    }

    private final class FakeIngress implements Ingress {

        @Override
        public CompletionStage<Optional<Content>> file(Party customer, String episodeId, int number) {
            return CompletableFuture.completedFuture(Optional.ofNullable(attached.get(episodeId + " " + number)));
        }

        @Override
        public CompletionStage<Receipt> receive(InboundMessage message) {
            messages.add(message);
            if (full.contains(message.getAddress())) {
                return CompletableFuture.completedFuture(refused("conversation-full", 0));
            }
            return answer.orElseGet(() -> CompletableFuture.completedFuture(once(message.getMessageId())));
        }

        @Override
        public void typing(Party customer) {
            remarks.add(customer.address() + " is writing");
        }

        @Override
        public void delivered(Party customer, String episodeId, int number) {
            remarks.add(customer.address() + " received " + episodeId + " " + number);
        }

        @Override
        public void read(Party customer, String episodeId, int number) {
            remarks.add(customer.address() + " read " + episodeId + " " + number);
        }

        @Override
        public CompletionStage<Receipt> receipt(ProviderReceipt receipt) {
            receipts.add(receipt);
            return answer.orElseGet(FakeEngine::accepted);
        }

        @Override
        public CompletionStage<Receipt> arrive(Party customer, String code) {
            remarks.add(customer.address() + " came with " + code);
            return answer.orElseGet(FakeEngine::accepted);
        }

        @Override
        public CompletionStage<Receipt> renamed(Party customer, String newAddress) {
            remarks.add(customer.address() + " is " + newAddress + " from now on");
            return answer.orElseGet(FakeEngine::accepted);
        }

        @Override
        public CompletionStage<Receipt> askLink(Party customer, String channel, String typed, String language) {
            remarks.add(customer.address() + " wants a link in " + language + " to " + channel + ":" + typed);
            return answer.orElseGet(FakeEngine::accepted);
        }

        @Override
        public CompletionStage<Receipt> confirm(String tenant, String channel, String code) {
            remarks.add("somebody of " + tenant + " confirms " + channel + " with " + code);
            return answer.orElseGet(FakeEngine::accepted);
        }

        @Override
        public CompletionStage<Receipt> introduce(Party customer, String name) {
            remarks.add(customer.address() + " is called " + name);
            return accepted();
        }

        @Override
        public CompletionStage<CallOptions> callOptions(Party customer) {
            return CompletableFuture.completedFuture(
                    CallOptions.newBuilder().setDial("100").setCode("4711").build());
        }
    }

    private final class FakeFeeds implements Feeds {

        @Override
        public void followCustomer(Ingress.Party customer, Cursor cursor, ActorRef<Feed> subscriber) {
            remarks.add(customer.address() + " of " + customer.tenant() + " follows");
            cursors.add(cursor);
            followers.add(subscriber);
        }

        @Override
        public void followAgent(String tenant, String agentId, List<Cursor> resumed, ActorRef<Feed> subscriber) {
            remarks.add(agentId + " of " + tenant + " follows");
            cursors.addAll(resumed);
            followers.add(subscriber);
        }

        @Override
        public void followWall(String tenant, ActorRef<Feed> subscriber) {
            remarks.add("somebody of " + tenant + " follows the wall");
        }

        @Override
        public boolean possible(String episodeId) {
            return !episodeId.startsWith("impossible");
        }

        @Override
        public void followEpisode(String tenant, Cursor cursor, ActorRef<Feed> subscriber) {
            remarks.add("somebody of " + tenant + " follows " + cursor.getEpisodeId());
            cursors.add(cursor);
        }
    }

    private final class FakeAgents implements Agents {

        @Override
        public CompletionStage<Optional<Content>> file(String tenant, String episodeId, int number) {
            return CompletableFuture.completedFuture(Optional.ofNullable(attached.get(episodeId + " " + number)));
        }

        @Override
        public CompletionStage<Receipt> act(String tenant, String agentId, AgentAction action) {
            actions.add(action);
            return answer.orElseGet(() -> CompletableFuture.completedFuture(
                    once(action.getSendMessage().getMessageId())));
        }

        @Override
        public void typing(String tenant, String agentId, String episodeId) {
            remarks.add(agentId + " is writing in " + episodeId);
        }

        @Override
        public void looking(String tenant, String agentId, String episodeId) {
            remarks.add(agentId + " looks at " + episodeId);
        }

        @Override
        public void delivered(String tenant, String agentId, String episodeId, int number) {
            remarks.add(agentId + " received " + episodeId + " " + number);
        }

        @Override
        public void read(String tenant, String agentId, String episodeId, int number) {
            remarks.add(agentId + " read " + episodeId + " " + number);
        }

        @Override
        public CompletionStage<List<Colleague>> colleagues(String tenant) {
            return CompletableFuture.completedFuture(List.of(new Colleague("anna", "Agent anna", false, 0)));
        }

        @Override
        public List<OpenQueue> queues(String tenant) {
            var morning = Optional.of(Instant.parse("2026-11-30T07:00:00Z"));
            return List.of(
                    new OpenQueue("main", "Main", false, Optional.empty()),
                    new OpenQueue("night", "Night", true, morning));
        }

        @Override
        public CompletionStage<Optional<Entries>> timeline(String tenant, String episodeId) {
            var known = tenant.equals("acme") && episodeId.equals(EPISODE);
            return CompletableFuture.completedFuture(known ? Optional.of(entries(1, "hello")) : Optional.empty());
        }

        @Override
        public CompletionStage<Optional<RoutingView>> routing(String tenant, String episodeId) {
            var known = tenant.equals("acme") && episodeId.equals(EPISODE);
            return CompletableFuture.completedFuture(
                    known
                            ? Optional.of(RoutingView.newBuilder()
                                    .setEpisodeId(episodeId)
                                    .addWorks(RoutedWork.newBuilder().setStatus("waiting"))
                                    .build())
                            : Optional.empty());
        }

        @Override
        public CompletionStage<List<CustomerView>> customers(String tenant, String text) {
            return customer(tenant, text).thenApply(found -> found.stream().toList());
        }

        @Override
        public CompletionStage<Optional<CustomerView>> customer(String tenant, String customerId) {
            var known = tenant.equals("acme") && customerId.equals("customer-1");
            return CompletableFuture.completedFuture(
                    known
                            ? Optional.of(CustomerView.newBuilder()
                                    .setCustomerId(customerId)
                                    .setName("Ann")
                                    .build())
                            : Optional.empty());
        }
    }

    private final class FakeCalls implements Calls {

        @Override
        public boolean canConfer() {
            return true;
        }

        @Override
        public void disconnect() {}

        @Override
        public void connect(String address, Consumer<CallOrder> orders) {
            remarks.add("the phone door listens");
        }

        @Override
        public CompletionStage<Receipt> signal(CallSignal signal) {
            signals.add(signal);
            return accepted();
        }

        @Override
        public CompletionStage<Receipt> phoneRegistered(String tenant, String agentId, String contact, Instant until) {
            remarks.add(agentId + " has a phone");
            return accepted();
        }

        @Override
        public CompletionStage<Receipt> phoneUnregistered(String tenant, String agentId, String contact) {
            remarks.add(agentId + " has no phone");
            return accepted();
        }
    }
}
