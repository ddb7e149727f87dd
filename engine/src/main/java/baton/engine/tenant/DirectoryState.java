package baton.engine.tenant;

import baton.engine.tenant.DirectoryEvent.TenantRemoved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/**
 * All companies.
 *
 * @param last the number of the last change
 * @param removed what is gone, so that its numbers are not used again
 */
record DirectoryState(long last, TreePMap<String, Company> companies, TreePMap<String, TenantRemoved> removed) {

    static DirectoryState empty() {
        return new DirectoryState(0, TreePMap.empty(), TreePMap.empty());
    }

    static DirectoryState replay(List<DirectoryEvent> events) {
        var state = empty();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    Optional<Company> company(String tenantId) {
        return Optional.ofNullable(companies.get(tenantId));
    }

    DirectoryState after(DirectoryEvent event) {
        var tenantId = event.stamp().tenantId();
        var next = Math.max(last, event.stamp().number());
        if (event instanceof TenantRemoved gone) {
            return new DirectoryState(next, companies.minus(tenantId), removed.plus(tenantId, gone));
        }
        var company = company(tenantId).orElseGet(() -> Company.none(tenantId)).after(event);
        return new DirectoryState(next, companies.plus(tenantId, company), removed.minus(tenantId));
    }

    /** The shortest history that leads here. */
    List<DirectoryEvent> history() {
        var events = new ArrayList<DirectoryEvent>(removed.values());
        companies.values().forEach(company -> events.addAll(company.history()));
        return events;
    }
}
