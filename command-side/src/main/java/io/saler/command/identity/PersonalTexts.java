package io.saler.command.identity;

import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.OpenPersonalTexts.Item;
import io.saler.identity.OpenedTexts;
import io.saler.identity.OpenedTexts.Opened;
import io.saler.identity.PersonalText;
import io.saler.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens personal texts for all rooms, so that keys need not leave this one. */
@Component
class PersonalTexts {

    private static final Logger log = LoggerFactory.getLogger(PersonalTexts.class);

    private final PersonKeys keys;

    PersonalTexts(PersonKeys keys) {
        this.keys = keys;
    }

    @QueryHandler
    OpenedTexts open(OpenPersonalTexts question) {
        Map<UserId, Optional<PersonKey>> known =
                keys.of(question.items().stream().map(Item::person).toList());
        List<Opened> opened = question.items().stream()
                .map(item -> {
                    Optional<PersonKey> key = known.get(item.person());
                    return key == null
                            ? openWithoutKey(item)
                            : key.map(it -> open(item, it)).orElseGet(Opened::erased);
                })
                .toList();
        return new OpenedTexts(opened);
    }

    private static Opened open(Item item, PersonKey key) {
        return switch (item.text()) {
            case PersonalText.Plain plain -> Opened.readable(plain.text());
            case PersonalText.Sealed sealed ->
                key.open(item.person(), item.field(), sealed)
                        .map(Opened::readable)
                        .orElseGet(() -> damaged(item));
        };
    }

    /** Of people who registered before there were keys; or else the key is lost, which cannot be told from erasing. */
    private static Opened openWithoutKey(Item item) {
        return switch (item.text()) {
            case PersonalText.Plain plain -> Opened.readable(plain.text());
            case PersonalText.Sealed sealed -> {
                log.warn("{} counts as erased: their row is missing in command.person_key", item.person());
                yield Opened.erased();
            }
        };
    }

    private static Opened damaged(Item item) {
        log.error("{} of {} is not what was sealed", item.field(), item.person());
        return Opened.damaged();
    }
}
