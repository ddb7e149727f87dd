package baton.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import baton.engine.journal.LateAnswers;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** Which parts of the engine may see which, and why. */
@AnalyzeClasses(packages = "baton.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] ENTITIES = {
        "baton.engine.customer",
        "baton.engine.episode",
        "baton.engine.agent",
        "baton.engine.routing",
        "baton.engine.call",
        "baton.engine.likeness",
        "baton.engine.allowance"
    };
    private static final DescribedPredicate<JavaClass> ENGINE = resideInAPackage("baton.engine..");

    /** Else a write that fails can leave those who ask meanwhile without an answer. */
    @ArchTest
    static final ArchRule whatAJournalSaysTooLateIsWithheldFromEveryEntity = classes()
            .that()
            .areAssignableTo(EventSourcedBehavior.class)
            .should()
            .dependOnClassesThat(type(LateAnswers.class));

    @ArchTest
    static final ArchRule theEpisodeKnowsNobody = noClasses()
            .that()
            .resideInAPackage("baton.engine.episode")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine",
                    "baton.engine.episode",
                    "baton.engine.duty",
                    "baton.engine.follow",
                    "baton.engine.journal",
                    "baton.engine.work"))))
            .because("the episode is the heart and everything else may change around it: give it an errand and let a"
                    + " carrier in node take it to whom it concerns");

    @ArchTest
    static final ArchRule customersKnowNoEpisodes = noClasses()
            .that()
            .resideInAPackage("baton.engine.customer")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine",
                    "baton.engine.customer",
                    "baton.engine.duty",
                    "baton.engine.follow",
                    "baton.engine.journal",
                    "baton.engine.likeness"))))
            .because("who a customer is does not depend on what is being said: name episodes by their id, and bring the"
                    + " two together in ingress");

    @ArchTest
    static final ArchRule whatOnlyCountsKnowsNobody = noClasses()
            .that()
            .resideInAnyPackage("baton.engine.likeness", "baton.engine.allowance")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine", "baton.engine.likeness", "baton.engine.allowance", "baton.engine.journal"))))
            .because("a number says who mentioned it, an allowance how often it was used, and never what becomes of"
                    + " that: name customers by their id");

    @ArchTest
    static final ArchRule theQueueSharesOnlyWordsWithTheEpisode = noClasses()
            .that()
            .resideInAPackage("baton.engine.routing")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine",
                    "baton.engine.routing",
                    "baton.engine.duty",
                    "baton.engine.follow",
                    "baton.engine.journal",
                    "baton.engine.work"))))
            .because("queues find agents for work of any kind: what a queue must know of it is in WorkItem");

    @ArchTest
    static final ArchRule agentsKnowWordsOfEpisodesAndQueues = noClasses()
            .that()
            .resideInAPackage("baton.engine.agent")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                            "baton.engine",
                            "baton.engine.agent",
                            "baton.engine.duty",
                            "baton.engine.follow",
                            "baton.engine.journal",
                            "baton.engine.work")))
                    .and(not(named("baton.engine.routing.Availability")))
                    .and(not(named("baton.engine.routing.OfferOutcome"))))
            .because("an agent's capacity is the agent's own business: make an errand of what others must know, and"
                    + " carry it in node");

    @ArchTest
    static final ArchRule callsKnowNobody = noClasses()
            .that()
            .resideInAPackage("baton.engine.call")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine", "baton.engine.call", "baton.engine.duty", "baton.engine.journal"))))
            .because("a call is two dialogs and what is owed about them: carry it to episodes and agents in node");

    @ArchTest
    static final ArchRule companiesKnowNoConversations = noClasses()
            .that()
            .resideInAPackage("baton.engine.tenant")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine",
                    "baton.engine.tenant",
                    "baton.engine.follow",
                    "baton.engine.journal",
                    "baton.engine.spi",
                    "baton.engine.yaml"))))
            .because("what is configured does not depend on what is being said: whoever must hear of a change listens"
                    + " (TenantListener), in node");

    @ArchTest
    static final ArchRule dutiesFollowersAndJournalKnowNoEntity = noClasses()
            .that()
            .resideInAnyPackage("baton.engine.duty", "baton.engine.follow", "baton.engine.journal")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage(
                    "baton.engine", "baton.engine.duty", "baton.engine.follow", "baton.engine.journal"))))
            .because("they serve every entity alike: hand them what they need as a parameter");

    @ArchTest
    static final ArchRule wordsOfWorkKnowNobody = noClasses()
            .that()
            .resideInAPackage("baton.engine.work")
            .should()
            .dependOnClassesThat(
                    ENGINE.and(not(resideInAnyPackage("baton.engine", "baton.engine.work", "baton.engine.journal"))))
            .because("episodes, queues and agents share these words, so no word may belong to one of them");

    @ArchTest
    static final ArchRule nobodyKnowsTheNode = noClasses()
            .that()
            .resideOutsideOfPackage("baton.engine.node")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("baton.engine.node")
            .because("the node wires everything, so nothing can be wired that knows it: take a constructor argument");

    @ArchTest
    static final ArchRule whatDoorsSeeIsFreeOfTheEngine = noClasses()
            .that()
            .resideInAPackage("baton.engine.spi")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAPackage("baton.engine.spi"))))
            .because("doors compile against spi and protocol alone: say it in the words of the protocol");

    @ArchTest
    static final ArchRule whatDoorsShareIsFreeOfEntities = noClasses()
            .that()
            .resideInAPackage("baton.engine.web")
            .should()
            .dependOnClassesThat(ENGINE.and(not(resideInAnyPackage("baton.engine.web", "baton.engine.spi"))))
            .because("manners on the web are the same whatever is talked about: ask through spi");

    @ArchTest
    static final ArchRule whatMessengersShareIsFreeOfEntities = noClasses()
            .that()
            .resideInAPackage("baton.engine.messenger")
            .should()
            .dependOnClassesThat(ENGINE.and(
                    not(resideInAnyPackage("baton.engine.messenger", "baton.engine.web", "baton.engine.spi"))))
            .because("providers are the same whatever is talked about: ask through spi");

    @ArchTest
    static final ArchRule sendersKnowNoConversations = noClasses()
            .that()
            .resideInAPackage("baton.engine.egress")
            .should()
            .dependOnClassesThat(
                    ENGINE.and(not(resideInAnyPackage("baton.engine", "baton.engine.egress", "baton.engine.web"))))
            .because("an account's limits are the same whatever is sent: node brings together who owes and who sends");

    @ArchTest
    static final ArchRule packagesHaveAnOrder = slices().matching("baton.engine.(*)..")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one: move what both need to the one that comes first, or"
                    + " make an errand of it");

    @ArchTest
    static final ArchRule theJournalsFormStaysInFormats = noClasses()
            .that()
            .resideInAnyPackage(ENTITIES)
            .and(not(ending("Format", "Feed", "Serializer")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("baton.protocol.journal..")
            .because("what is stored for ever and what is decided today change for different reasons: decide about the"
                    + " records of XEvent and write them in XFormat");

    @ArchTest
    static final ArchRule decisionsKnowNoProtobuf = noClasses()
            .that()
            .resideInAnyPackage(ENTITIES)
            .and(not(ending("Door", "Doors", "Format", "Feed", "Orders", "Serializer")
                    .or(pushing())))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("baton.protocol..", "com.google.protobuf..")
            .because("a message of the protocol is somebody else's view: fill it in XFeed or XOrders, and let only the"
                    + " entity itself push it");

    /** But for the lease: it ends by this machine's own clocks, whatever time anybody plays. */
    @ArchTest
    static final ArchRule timeIsAnInput = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("baton.engine.survival.Survival")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .because("everything can be replayed in virtual time: take an InstantSource in the constructor");

    @ArchTest
    static final ArchRule entitiesDoNotRollDice = noClasses()
            .that()
            .resideInAnyPackage(ENTITIES)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class)
            .because("the same command twice must be the same deed: make ids from what is known, or let the door bring"
                    + " one");

    @ArchTest
    static final ArchRule answersAreTakenOverAtOnce = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("baton.engine.sharding.Entities")
            .and()
            .doNotHaveFullyQualifiedName("baton.engine.tenant.LiveConfiguration")
            .and()
            .doNotHaveFullyQualifiedName("baton.engine.node.ClusterDoors")
            .should()
            .callMethodWhere(target(name("ask"))
                    .and(target(owner(assignableTo(EntityRef.class)
                            .or(assignableTo(RecipientRef.class))
                            .or(type(AskPattern.class))))))
            .because("on a machine of two cores each step that depends on such an answer gets a new thread: go by"
                    + " Entities, or make it a plain stage with Stages");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("a thread that sleeps serves nobody: set a timer and go on when its message comes");

    @ArchTest
    static final ArchRule whatTravelsIsARecord = classes()
            .that()
            .implement(NodeMessage.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .because("commands and replies are values that travel as CBOR and are compared in tests");

    /** The entity and its commands: they name the frames that their followers and doors get. */
    private static DescribedPredicate<JavaClass> pushing() {
        return DescribedPredicate.describe(
                "entities and their commands",
                type -> outermost(type).isAssignableTo(NodeMessage.class)
                        || outermost(type).isAssignableTo(EventSourcedBehavior.class));
    }

    /** Inner classes and what the compiler makes of a switch count as the class around them. */
    private static DescribedPredicate<JavaClass> ending(String... suffixes) {
        return DescribedPredicate.describe("named *" + String.join(", *", suffixes), type -> Arrays.stream(suffixes)
                .anyMatch(suffix -> outermost(type).getSimpleName().endsWith(suffix)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** With the records inside it. */
    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(
                name, type -> outermost(type).getName().equals(name));
    }
}
