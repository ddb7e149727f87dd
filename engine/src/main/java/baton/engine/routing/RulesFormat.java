package baton.engine.routing;

import baton.engine.routing.OpeningHours.Span;
import baton.engine.routing.QueueRules.Loyalty;
import baton.engine.routing.QueueRules.Offering;
import baton.engine.routing.QueueRules.Overflow;
import baton.engine.routing.QueueRules.SegmentRule;
import baton.engine.routing.QueueRules.Step;
import baton.engine.routing.QueueRules.Waiting;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Tenant;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@link Rules} from a company's configuration, which has been checked before it was stored. */
public final class RulesFormat {

    private static final Duration VOICE_OFFER = Duration.ofSeconds(20);
    private static final Duration TEXT_OFFER = Duration.ofSeconds(30);
    private static final Duration SERVICE_LEVEL = Duration.ofSeconds(20);
    private static final Duration LAST_AGENT_WITHIN = Duration.ofDays(30);
    private static final Duration TRANSFER = Duration.ofMinutes(1);

    private RulesFormat() {}

    public static Rules read(Tenant tenant, long version) {
        Map<String, OpeningHours> hours =
                tenant.getHoursList().stream().collect(Collectors.toMap(Hours::getId, RulesFormat::hours));
        Map<String, QueueRules> queues = tenant.getQueuesList().stream()
                .map(queue -> queue(queue, hours))
                .collect(Collectors.toMap(QueueRules::queueId, Function.identity()));
        return new Rules(version, tenant.getDefaultQueue(), Map.copyOf(queues));
    }

    private static QueueRules queue(Queue queue, Map<String, OpeningHours> hours) {
        return new QueueRules(
                queue.getId(),
                queue.getName(),
                queue.getPriority(),
                queue.hasAgeing() ? Optional.of(duration(queue.getAgeing())) : Optional.empty(),
                Selection.of(queue.getSelection()),
                steps(queue),
                new Overflow(
                        queue.getOverflowQueue(),
                        queue.hasOverflowAfter() ? Optional.of(duration(queue.getOverflowAfter())) : Optional.empty()),
                new Offering(
                        queue.hasVoiceOffer() ? duration(queue.getVoiceOffer()) : VOICE_OFFER,
                        queue.hasTextOffer() ? duration(queue.getTextOffer()) : TEXT_OFFER,
                        queue.getAutoAccept()),
                Optional.ofNullable(hours.get(queue.getHours())),
                new Waiting(
                        queue.hasMaxWait() ? Optional.of(duration(queue.getMaxWait())) : Optional.empty(),
                        queue.getAlternative(),
                        queue.hasServiceLevel() ? duration(queue.getServiceLevel()) : SERVICE_LEVEL),
                new Loyalty(
                        duration(queue.getLastAgent()),
                        queue.hasLastAgentWithin() ? duration(queue.getLastAgentWithin()) : LAST_AGENT_WITHIN,
                        duration(queue.getPersonalAgent()),
                        TRANSFER),
                queue.getSegmentsList().stream()
                        .collect(Collectors.toMap(
                                s -> s.getSegment(), s -> new SegmentRule(s.getPriority(), s.getLevel()))));
    }

    private static List<Step> steps(Queue queue) {
        var steps = new ArrayList<Step>();
        for (var step : queue.getStepsList()) {
            var skills = new TreeMap<String, Integer>();
            step.getSkillsMap().forEach((skill, level) -> skills.put(skill, level));
            steps.add(new Step(duration(step.getAfter()), skills));
        }
        steps.sort(Comparator.comparing(Step::after));
        return steps.isEmpty() ? List.of(new Step(Duration.ZERO, Map.of())) : List.copyOf(steps);
    }

    private static OpeningHours hours(Hours hours) {
        var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        for (var opening : hours.getWeekList()) {
            for (var day : opening.getDaysList()) {
                week.computeIfAbsent(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), d -> new ArrayList<>())
                        .add(span(opening.getFrom(), opening.getTo()));
            }
        }
        var holidays = new HashMap<LocalDate, List<Span>>();
        for (var holiday : hours.getHolidaysList()) {
            var open =
                    holiday.getFrom().isEmpty() ? List.<Span>of() : List.of(span(holiday.getFrom(), holiday.getTo()));
            holidays.put(LocalDate.parse(holiday.getDate()), open);
        }
        return new OpeningHours(ZoneId.of(hours.getTimeZone()), week, holidays);
    }

    private static Span span(String from, String to) {
        return new Span(LocalTime.parse(from), to.equals("24:00") ? LocalTime.MAX : LocalTime.parse(to));
    }

    private static Duration duration(com.google.protobuf.Duration duration) {
        return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }
}
