package io.saler.query.tracking;

import io.saler.analytics.TrackedType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens just now, in Redis: events by store, minute of receipt and type, and how many different visitors they
 * were of. How far each partition is counted stands beside the counts and changes with them in one step, so nothing
 * counts twice or not at all, whoever dies in between. All counts belong to an epoch; when Redis has lost its data, and
 * with it the epoch, everything is counted anew in another one, and what may be left of the old one is never seen
 * again.
 */
@Component
class RealtimeCounters {

    private static final RedisScript<Long> BEGIN = RedisScript.of("""
            if redis.call('EXISTS', KEYS[1]) == 1 then
              return 0
            end
            redis.call('HSET', KEYS[1], unpack(ARGV))
            return 1
            """, Long.class);

    private static final RedisScript<Long> ADD = RedisScript.of("""
            if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] or
                (redis.call('HGET', KEYS[1], ARGV[2]) or '0') ~= ARGV[3] then
              return 0
            end
            for place, minute in ipairs(cjson.decode(ARGV[5])) do
              local counts = KEYS[2 * place]
              local visitors = KEYS[2 * place + 1]
              for type, events in pairs(minute.counts) do
                redis.call('HINCRBY', counts, type, events)
              end
              for _, visitor in ipairs(minute.visitors) do
                redis.call('PFADD', visitors, visitor)
              end
              redis.call('PEXPIREAT', counts, minute.ends)
              redis.call('PEXPIREAT', visitors, minute.ends)
            end
            redis.call('HSET', KEYS[1], ARGV[2], ARGV[4])
            return 1
            """, Long.class);

    private static final RedisScript<String> READ = RedisScript.of("""
            local minutes = {}
            local all = {}
            for place = 1, #KEYS, 2 do
              local counts = {}
              local flat = redis.call('HGETALL', KEYS[place])
              for field = 1, #flat, 2 do
                counts[flat[field]] = tonumber(flat[field + 1])
              end
              all[#all + 1] = KEYS[place + 1]
              minutes[#minutes + 1] = { counts = counts, visitors = redis.call('PFCOUNT', KEYS[place + 1]) }
            end
            return cjson.encode({ minutes = minutes, visitors = redis.call('PFCOUNT', unpack(all)) })
            """, String.class);

    private static final String EPOCH = "epoch";

    private final StringRedisTemplate redis;
    private final Duration kept;
    private final String prefix;
    private final JsonMapper json = JsonMapper.shared();

    RealtimeCounters(StringRedisTemplate redis, TrackingSettings settings, Pseudonyms pseudonyms) {
        this.redis = redis;
        this.kept = settings.realtime();
        // In braces, so that a cluster has all of them in one place; another database's counts are not this one's.
        this.prefix = "saler:{tracking:" + pseudonyms.database() + "}:";
    }

    /**
     * What is counted.
     *
     * @param batches of each partition, the last batch that is in the counts
     */
    record Counted(String epoch, Map<Integer, Long> batches) {
        long last(int partition) {
            return batches.getOrDefault(partition, 0L);
        }
    }

    /** Nothing when Redis is empty. */
    @Nullable
    Counted counted() {
        Map<String, String> fields = redis.<String, String>opsForHash().entries(positions());
        String epoch = fields.remove(EPOCH);
        return epoch == null
                ? null
                : new Counted(
                        epoch,
                        fields.entrySet().stream()
                                .collect(Collectors.toMap(
                                        each -> Integer.valueOf(each.getKey()),
                                        each -> Long.valueOf(each.getValue()))));
    }

    /** Begins a new epoch behind these batches, unless there is one. */
    void begin(Map<Integer, Long> batches) {
        List<String> fields = new ArrayList<>(List.of(EPOCH, UUID.randomUUID().toString()));
        batches.forEach((partition, batch) -> fields.addAll(List.of(partition.toString(), batch.toString())));
        redis.execute(BEGIN, List.of(positions()), fields.toArray());
    }

    /** Forgets all counts. */
    void end() {
        redis.delete(positions());
    }

    /** Adds the events of batches that follow what was counted; answers false when they do not, and were not added. */
    boolean add(Counted counted, int partition, long last, List<ReceivedEvent> events) {
        Instant since = Instant.now().minus(kept);
        Map<MinuteOfStore, MinuteCount> minutes = new LinkedHashMap<>();
        for (ReceivedEvent event : events) {
            if (!event.receivedAt().isBefore(since)) {
                minutes.computeIfAbsent(
                                new MinuteOfStore(event.storeId(), minute(event.receivedAt())),
                                minute -> new MinuteCount(ends(minute.at())))
                        .add(event);
            }
        }
        List<String> keys = new ArrayList<>(List.of(positions()));
        minutes.keySet().forEach(minute -> keys.addAll(minute.keys(prefix + counted.epoch())));
        Long added = redis.execute(
                ADD,
                keys,
                counted.epoch(),
                Integer.toString(partition),
                Long.toString(counted.last(partition)),
                Long.toString(last),
                json.writeValueAsString(minutes.values()));
        return added != null && added == 1;
    }

    /** The minute under way and those before it. */
    RealtimeView read(UUID store, int minutes, Instant now) {
        Instant first = minute(now).minus(minutes - 1L, ChronoUnit.MINUTES);
        String epoch = redis.<String, String>opsForHash().get(positions(), EPOCH);
        List<String> keys = new ArrayList<>();
        for (int each = 0; each < minutes; each++) {
            keys.addAll(new MinuteOfStore(store, first.plus(each, ChronoUnit.MINUTES)).keys(prefix + epoch));
        }
        return view(store, first, json.readTree(redis.execute(READ, keys)));
    }

    private static RealtimeView view(UUID store, Instant first, JsonNode answer) {
        List<RealtimeView.Minute> minutes = new ArrayList<>();
        Map<TrackedType, Long> all = RealtimeView.zeros();
        for (JsonNode minute : answer.path("minutes")) {
            Map<TrackedType, Long> counts = RealtimeView.zeros();
            counts.replaceAll(
                    (type, zero) -> minute.path("counts").path(type.name()).asLong(0));
            counts.forEach((type, count) -> all.merge(type, count, Long::sum));
            minutes.add(new RealtimeView.Minute(
                    first.plus(minutes.size(), ChronoUnit.MINUTES),
                    counts,
                    minute.path("visitors").asLong()));
        }
        return new RealtimeView(store, all, answer.path("visitors").asLong(), minutes);
    }

    private String positions() {
        return prefix + "position";
    }

    private Instant ends(Instant minute) {
        return minute.plus(kept).plus(2, ChronoUnit.MINUTES);
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private record MinuteOfStore(UUID store, Instant at) {

        List<String> keys(String prefix) {
            String key = "%s:%s:%d".formatted(prefix, store, at.getEpochSecond() / 60);
            return List.of(key + ":events", key + ":visitors");
        }
    }

    /**
     * As the script reads it; numbers that it only passes on are text, for Lua would write large ones with exponents.
     */
    private static final class MinuteCount {

        private final Map<TrackedType, Integer> counts = new HashMap<>();
        private final Set<String> visitors = new HashSet<>();
        private final String ends;

        MinuteCount(Instant ends) {
            this.ends = Long.toString(ends.toEpochMilli());
        }

        void add(ReceivedEvent event) {
            counts.merge(event.type(), 1, Integer::sum);
            visitors.add(event.visitor());
        }

        public Map<TrackedType, Integer> getCounts() {
            return counts;
        }

        public Set<String> getVisitors() {
            return visitors;
        }

        public String getEnds() {
            return ends;
        }
    }
}
