package baton.engine.spi;

import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** What the engine offers to its doors. */
public interface Engine {

    ActorSystem<?> system();

    InstantSource clock();

    /** Companies, their agents, sites and numbers, as they are now. */
    Tenants tenants();

    /** How companies are changed. */
    Configuration configuration();

    /** What customers do. */
    Ingress ingress();

    /** What is pushed to customers and agents. */
    Feeds feeds();

    /** What agents do. */
    Agents agents();

    /** Which of their sessions are over. */
    SessionEnds sessionEnds();

    /** What a company's own programs know of customers. */
    Profiles profiles();

    /** Files that are sent. */
    Files files();

    /** What telephones do. */
    Calls calls();
}
