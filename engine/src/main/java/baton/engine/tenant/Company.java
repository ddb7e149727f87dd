package baton.engine.tenant;

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
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * One company as the directory keeps it: every part by its id.
 *
 * @param own without what it has many of
 * @param last the stamp of its last change
 */
record Company(
        Tenant own,
        TreePMap<String, Skill> skills,
        TreePMap<String, Hours> hours,
        TreePMap<String, Queue> queues,
        TreePMap<String, Agent> agents,
        TreePMap<String, Reply> replies,
        Stamp last) {

    static Company none(String tenantId) {
        return new Company(
                Tenant.newBuilder().setId(tenantId).build(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                new Stamp(tenantId, 0, "", Instant.EPOCH));
    }

    /** Taken apart; of two parts with one id the later one holds. */
    static Company of(Tenant whole) {
        return none(whole.getId()).own(ownOf(whole)).with(whole);
    }

    /** All parts of this as well, each instead of that with its id. */
    Company with(Tenant parts) {
        var skills = this.skills;
        for (var skill : parts.getSkillsList()) {
            skills = skills.plus(skill.getId(), skill);
        }
        var hours = this.hours;
        for (var one : parts.getHoursList()) {
            hours = hours.plus(one.getId(), one);
        }
        var queues = this.queues;
        for (var queue : parts.getQueuesList()) {
            queues = queues.plus(queue.getId(), queue);
        }
        var agents = this.agents;
        for (var agent : parts.getAgentsList()) {
            agents = agents.plus(agent.getId(), agent);
        }
        var replies = this.replies;
        for (var reply : parts.getRepliesList()) {
            replies = replies.plus(reply.getId(), reply);
        }
        return new Company(own, skills, hours, queues, agents, replies, last);
    }

    /** What a company is beside what it has many of. */
    static Tenant ownOf(Tenant whole) {
        return whole.toBuilder()
                .clearSkills()
                .clearHours()
                .clearQueues()
                .clearAgents()
                .clearReplies()
                .build();
    }

    Company own(Tenant next) {
        return new Company(next, skills, hours, queues, agents, replies, last);
    }

    Company without(Part part, String id) {
        return new Company(
                own,
                part == Part.SKILLS ? skills.minus(id) : skills,
                part == Part.HOURS ? hours.minus(id) : hours,
                part == Part.QUEUES ? queues.minus(id) : queues,
                part == Part.AGENTS ? agents.minus(id) : agents,
                part == Part.REPLIES ? replies.minus(id) : replies,
                last);
    }

    TreePMap<String, ? extends Message> all(Part part) {
        return switch (part) {
            case SKILLS -> skills;
            case HOURS -> hours;
            case QUEUES -> queues;
            case AGENTS -> agents;
            case REPLIES -> replies;
        };
    }

    /** As in a file; parts in the order of their ids. */
    Tenant whole() {
        return own.toBuilder()
                .addAllSkills(skills.values())
                .addAllHours(hours.values())
                .addAllQueues(queues.values())
                .addAllAgents(agents.values())
                .addAllReplies(replies.values())
                .build();
    }

    Company after(DirectoryEvent event) {
        return changed(event).stamped(event.stamp());
    }

    private Company stamped(Stamp stamp) {
        return new Company(own, skills, hours, queues, agents, replies, stamp);
    }

    private Company changed(DirectoryEvent event) {
        if (event instanceof TenantSaved e) {
            return own(e.tenant());
        } else if (event instanceof SkillSaved e) {
            return with(Tenant.newBuilder().addSkills(e.skill()).build());
        } else if (event instanceof SkillRemoved e) {
            return without(Part.SKILLS, e.skillId());
        } else if (event instanceof HoursSaved e) {
            return with(Tenant.newBuilder().addHours(e.hours()).build());
        } else if (event instanceof HoursRemoved e) {
            return without(Part.HOURS, e.hoursId());
        } else if (event instanceof QueueSaved e) {
            return with(Tenant.newBuilder().addQueues(e.queue()).build());
        } else if (event instanceof QueueRemoved e) {
            return without(Part.QUEUES, e.queueId());
        } else if (event instanceof AgentSaved e) {
            return with(Tenant.newBuilder().addAgents(e.agent()).build());
        } else if (event instanceof AgentRemoved e) {
            return without(Part.AGENTS, e.agentId());
        } else if (event instanceof ReplySaved e) {
            return with(Tenant.newBuilder().addReplies(e.reply()).build());
        }
        return without(Part.REPLIES, ((ReplyRemoved) event).replyId());
    }

    /** The shortest history that leads here: everything that is there, with the stamp of the last change. */
    List<DirectoryEvent> history() {
        var events = new ArrayList<DirectoryEvent>();
        events.add(new TenantSaved(own, last));
        skills.values().forEach(skill -> events.add(new SkillSaved(skill, last)));
        hours.values().forEach(one -> events.add(new HoursSaved(one, last)));
        queues.values().forEach(queue -> events.add(new QueueSaved(queue, last)));
        agents.values().forEach(agent -> events.add(new AgentSaved(agent, last)));
        replies.values().forEach(reply -> events.add(new ReplySaved(reply, last)));
        return events;
    }
}
