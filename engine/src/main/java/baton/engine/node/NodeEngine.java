package baton.engine.node;

import baton.engine.media.StoredFiles;
import baton.engine.spi.Agents;
import baton.engine.spi.Calls;
import baton.engine.spi.Configuration;
import baton.engine.spi.Engine;
import baton.engine.spi.Feeds;
import baton.engine.spi.Ingress;
import baton.engine.spi.Profiles;
import baton.engine.spi.SessionEnds;
import baton.engine.spi.Tenants;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** The engine of this node as its doors see it. */
record NodeEngine(
        ActorSystem<?> system,
        InstantSource clock,
        Tenants tenants,
        Configuration configuration,
        Ingress ingress,
        Feeds feeds,
        Agents agents,
        SessionEnds sessionEnds,
        Profiles profiles,
        StoredFiles files,
        Calls calls)
        implements Engine {}
