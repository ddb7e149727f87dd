package baton.engine.tenant;

import baton.engine.spi.Configuration.Change;
import baton.engine.spi.Configuration.Part;
import baton.engine.tenant.DirectoryEvent.AgentRemoved;
import baton.engine.tenant.DirectoryEvent.AgentSaved;
import baton.engine.tenant.DirectoryEvent.HoursRemoved;
import baton.engine.tenant.DirectoryEvent.HoursSaved;
import baton.engine.tenant.DirectoryEvent.QueueRemoved;
import baton.engine.tenant.DirectoryEvent.QueueSaved;
import baton.engine.tenant.DirectoryEvent.ReplyRemoved;
import baton.engine.tenant.DirectoryEvent.ReplySaved;
import baton.engine.tenant.DirectoryEvent.SkillRemoved;
import baton.engine.tenant.DirectoryEvent.SkillSaved;
import baton.engine.tenant.DirectoryEvent.Stamp;
import baton.engine.tenant.DirectoryEvent.TenantSaved;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.Skill;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What leads from one configuration of a company to another, and nothing else. Numbers the events as the journal will. */
final class Difference {

    private final String tenantId;
    private final String by;
    private final Instant at;
    private final List<DirectoryEvent> events = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private long number;

    private Difference(String tenantId, String by, Instant at, long last) {
        this.tenantId = tenantId;
        this.by = by;
        this.at = at;
        this.number = last;
    }

    /** @param last the number of the directory's last change so far */
    static Difference between(Optional<Company> before, Company after, String by, Instant at, long last) {
        var difference = new Difference(after.own().getId(), by, at, last);
        if (before.isEmpty() || !before.get().own().equals(after.own())) {
            difference.events.add(new TenantSaved(after.own(), difference.stamp()));
            difference.changes.add(new Change("company", 1));
        }
        var known = before.orElseGet(() -> Company.none(after.own().getId()));
        for (var part : Part.values()) {
            difference.compare(part, known, after);
        }
        return difference;
    }

    List<DirectoryEvent> events() {
        return events;
    }

    List<Change> changes() {
        return changes;
    }

    private void compare(Part part, Company before, Company after) {
        var so = events.size();
        var old = before.all(part);
        var next = after.all(part);
        next.forEach((id, one) -> {
            if (!one.equals(old.get(id))) {
                events.add(saved(one));
            }
        });
        old.keySet().forEach(id -> {
            if (!next.containsKey(id)) {
                events.add(removed(part, id));
            }
        });
        if (events.size() > so) {
            changes.add(new Change(part.one(), events.size() - so));
        }
    }

    private DirectoryEvent saved(Message one) {
        if (one instanceof Skill skill) {
            return new SkillSaved(skill, stamp());
        } else if (one instanceof Hours hours) {
            return new HoursSaved(hours, stamp());
        } else if (one instanceof Queue queue) {
            return new QueueSaved(queue, stamp());
        } else if (one instanceof Agent agent) {
            return new AgentSaved(agent, stamp());
        }
        return new ReplySaved((Reply) one, stamp());
    }

    private DirectoryEvent removed(Part part, String id) {
        return switch (part) {
            case SKILLS -> new SkillRemoved(id, stamp());
            case HOURS -> new HoursRemoved(id, stamp());
            case QUEUES -> new QueueRemoved(id, stamp());
            case AGENTS -> new AgentRemoved(id, stamp());
            case REPLIES -> new ReplyRemoved(id, stamp());
        };
    }

    private Stamp stamp() {
        return new Stamp(tenantId, ++number, by, at);
    }
}
