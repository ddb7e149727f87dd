package baton.engine.customer;

import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import baton.engine.journal.Times;
import baton.protocol.client.v1.CustomerActivity;
import baton.protocol.client.v1.CustomerConsent;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.journal.v1.CustomerActivityRecorded;
import baton.protocol.journal.v1.CustomerProfileChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What {@link CustomerFormat} writes and reads of what the company's own programs know. */
final class ProfileFormat {

    private ProfileFormat() {}

    static void out(ProfileChanged e, baton.protocol.journal.v1.CustomerEvent.Builder stored) {
        stored.getCustomerProfileChangedBuilder()
                .putAllAttributes(e.attributes())
                .addAllRemoved(e.removed())
                .putAllConsents(e.consents())
                .setProgramId(e.program());
    }

    static void out(ActivityRecorded e, baton.protocol.journal.v1.CustomerEvent.Builder stored) {
        var activity = e.activity();
        stored.getCustomerActivityRecordedBuilder()
                .setActivityId(activity.id())
                .setHappenedAt(Times.write(activity.at()))
                .setKind(activity.kind())
                .setTitle(activity.title())
                .setAmount(activity.amount())
                .setCurrency(activity.currency())
                .setUrl(activity.url())
                .setProgramId(e.program());
    }

    static ProfileChanged in(CustomerProfileChanged e, Instant at) {
        return new ProfileChanged(
                Map.copyOf(e.getAttributesMap()),
                List.copyOf(e.getRemovedList()),
                Map.copyOf(e.getConsentsMap()),
                e.getProgramId(),
                at);
    }

    static ActivityRecorded in(CustomerActivityRecorded e, Instant at) {
        var activity = new Activity(
                e.getActivityId(),
                Times.read(e.getHappenedAt()),
                e.getKind(),
                e.getTitle(),
                e.getAmount(),
                e.getCurrency(),
                e.getUrl());
        return new ActivityRecorded(activity, e.getProgramId(), at);
    }

    /** @param most how many activities are shown */
    static void view(Profile profile, int most, CustomerView.Builder view) {
        profile.attributes().forEach((name, said) -> {
            if (!said.value().isEmpty()) {
                view.putAttributes(name, said.value());
            }
        });
        profile.consents()
                .forEach((purpose, said) -> view.addConsents(CustomerConsent.newBuilder()
                        .setPurpose(purpose)
                        .setGiven(said.value())
                        .setAt(Times.write(said.at()))));
        profile.activities().stream()
                .limit(most)
                .map(recorded -> view(recorded.activity()))
                .forEach(view::addActivities);
        view.setActivityCount(profile.activities().size());
    }

    private static CustomerActivity view(Activity activity) {
        return CustomerActivity.newBuilder()
                .setId(activity.id())
                .setAt(Times.write(activity.at()))
                .setKind(activity.kind())
                .setTitle(activity.title())
                .setAmount(activity.amount())
                .setCurrency(activity.currency())
                .setUrl(activity.url())
                .build();
    }
}
