package io.saler.query.dashboard;

import io.saler.projection.ProjectionStatus;
import io.saler.projection.RebuildProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says things in the reader's language. What has no translation, such as a type of saga that was added later, is said
 * as it is called in the code. Times are in UTC; the browser turns them into the reader's own.
 */
@Component
class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final Pattern PACKAGES =
            Pattern.compile("\\b(?:(?:[a-z][a-z0-9]*\\.){2,}(?:[A-Z]\\w*\\$)*|(?:[A-Z]\\w*\\$)+)(?=[A-Z])");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    public String type(String type) {
        return say("type." + type, type);
    }

    public String step(@Nullable String step) {
        return step == null ? "" : say("step." + step, step);
    }

    /** What something is about, such as an order. */
    public String about(String name) {
        return say("about." + name, name);
    }

    /** The name of an event, a command, a deadline or an action. */
    public String name(String name) {
        return say("name." + name, name);
    }

    public String failure(String type) {
        return say("failure." + type, say("failure.unknown", type));
    }

    /** Why somebody who may see the page was refused something else. */
    public String refusal(String type) {
        return failure(type.equals("forbidden") ? "forbidden-here" : type);
    }

    public String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atZone(ZoneOffset.UTC));
    }

    public String milliseconds(long duration) {
        return duration(Duration.ofMillis(duration));
    }

    public String between(Instant from, Instant to) {
        return duration(Duration.between(from, to));
    }

    /** In the two largest units that there are. */
    public String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return say("unit.milliseconds", "", millis);
        }
        if (millis < 60_000) {
            String seconds = millis < 10_000
                    ? String.format(Locale.ROOT, "%.1f", millis / 1_000.0)
                    : Long.toString(millis / 1_000);
            return say("unit.seconds", "", seconds);
        }
        if (millis < ChronoUnit.HOURS.getDuration().toMillis()) {
            return say("unit.minutes", "", duration.toMinutes(), duration.toSecondsPart());
        }
        return duration.toDays() == 0
                ? say("unit.hours", "", duration.toHours(), duration.toMinutesPart())
                : say("unit.days", "", duration.toDays(), duration.toHoursPart());
    }

    public String json(@Nullable Object value) {
        return value == null ? "" : JSON.writeValueAsString(value);
    }

    /** The first digits of an id, which are enough to tell things on a page from each other. */
    public String shortened(Object id) {
        String text = String.valueOf(id);
        return text.length() == 36 ? text.substring(0, 8) : text;
    }

    /** Who did something, as far as that tells them from others on a page. */
    public String actor(String actor) {
        int id = actor.indexOf(':') + 1;
        return actor.substring(0, id) + shortened(actor.substring(id));
    }

    /** The picture that goes with how a step stands. */
    public String icon(Walk.State state) {
        return switch (state) {
            case DONE -> "completed";
            case RUNNING -> "running";
            case FAILED -> "stuck";
            case COMPENSATED -> "compensated";
            case SKIPPED -> "skipped";
            case OPEN -> "open";
        };
    }

    /** The picture that goes with how an event processor stands. */
    public String icon(ProjectionStatus status) {
        return switch (status) {
            case RUNNING -> "completed";
            case CATCHING_UP, REBUILDING -> "running";
            case PAUSED -> "paused";
            case FAILED -> "stuck";
            case UNCLAIMED -> "open";
        };
    }

    /** The picture, and the colours, that go with how a rebuild stands. */
    public String icon(RebuildProgress.Status status) {
        return switch (status) {
            case RUNNING, COMPARING -> "running";
            case PAUSED, UNDECIDED -> "paused";
            case COMPLETED -> "completed";
            case FAILED -> "stuck";
            case CANCELLED -> "cancelled";
        };
    }

    /** Why sagas did not succeed: a code that is known here, or what something else has said. */
    public String reason(String reason) {
        return say("reason." + reason, reason);
    }

    /** What something has failed with; in which package and class its name stands says nothing to anybody. */
    public String cause(String text) {
        return PACKAGES.matcher(text).replaceAll("");
    }

    public String task(String task) {
        return say("task." + task, task);
    }

    public String done(String action) {
        return say("done." + action, "");
    }

    /** The name of something by which sagas are chosen. */
    public String parameter(String name) {
        return say("parameter." + name, name);
    }

    public String value(String parameter, String value) {
        return switch (parameter) {
            case "status" -> say("status." + value, value);
            case "type" -> type(value);
            case "step" -> step(value);
            case "age", "stuckFor" -> say("stuck-for." + value, value);
            default -> value;
        };
    }

    public String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
    }

    /** A number in four digits at most, to be read from afar. */
    public String inShort(long number) {
        if (number < 10_000) {
            return Long.toString(number);
        }
        return number < 999_500
                ? say("unit.thousands", "", rate(number / 1_000.0))
                : say("unit.millions", "", rate(number / 1_000_000.0));
    }

    public String turns(List<Integer> turns) {
        return turns.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String say(String key, String otherwise, Object... arguments) {
        Object[] texts = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            // Digits are the same everywhere, without marks between thousands.
            texts[i] = String.valueOf(arguments[i]);
        }
        return String.valueOf(messages.getMessage(key, texts, otherwise, LocaleContextHolder.getLocale()));
    }
}
