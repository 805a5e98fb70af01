package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.report.ReportTables;
import io.saler.query.store.StoreTable;
import io.saler.query.store.StoreView;
import io.saler.store.StoreFailure;
import io.saler.store.StoreId;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a store's numbers are, drawn and as a table. Days are the store's; the last one is part of the report. */
@Controller
class ReportPage {

    static final String PATH = BrowserPaths.HOME + "/reports";

    private static final int MOST_STORES = 500;
    private static final int USUAL_DAYS = 30;

    private final ReportTables reports;
    private final StoreTable stores;
    private final Clock clock;

    ReportPage(ReportTables reports, StoreTable stores, Clock clock) {
        this.reports = reports;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * What is chosen in the form.
     *
     * @param until the last day
     * @param asOf by the store's clock
     */
    record Choice(
            @Nullable StoreId store,
            @Nullable String report,
            @Nullable String from,
            @Nullable String until,
            @Nullable String granularity,
            @Nullable String compare,
            @Nullable String asOf) {

        Choice inStore(StoreView chosen, LocalDate today) {
            return new Choice(
                    chosen.storeId(),
                    report == null ? "sales" : report,
                    isBlank(from) ? today.minusDays(USUAL_DAYS - 1).toString() : from,
                    isBlank(until) ? today.toString() : until,
                    granularity == null ? "day" : granularity,
                    compare,
                    isBlank(asOf) ? null : asOf);
        }

        private static boolean isBlank(@Nullable String text) {
            return text == null || text.isBlank();
        }
    }

    @GetMapping(PATH)
    String show(Choice chosen, Model model, HttpServletResponse response) {
        List<StoreView> all = stores.byName(MOST_STORES);
        model.addAttribute("stores", all);
        model.addAttribute("reports", ReportTables.REPORTS);
        model.addAttribute("granularities", ReportTables.GRANULARITIES);
        if (!all.isEmpty() || chosen.store() != null) {
            StoreView store = store(chosen, all);
            Choice choice = chosen.inStore(store, today(store));
            model.addAttribute("stores", with(store, all));
            model.addAttribute("store", store);
            model.addAttribute("choice", choice);
            try {
                model.addAttribute("table", reports.read(store, asked(store, choice)));
            } catch (InvalidParameter nonsense) {
                response.setStatus(HttpStatus.BAD_REQUEST.value());
                model.addAttribute("refusal", "invalid-value");
            }
        }
        return "reports";
    }

    @GetMapping(PATH + "/export")
    ResponseEntity<String> export(Choice chosen) {
        StoreView store = store(chosen, stores.byName(1));
        Choice choice = chosen.inStore(store, today(store));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("%s-%s.csv".formatted(choice.report(), choice.from()))
                                .build()
                                .toString())
                .body(reports.csv(store, asked(store, choice)));
    }

    private LocalDate today(StoreView store) {
        return LocalDate.ofInstant(clock.instant(), store.timeZone().zone());
    }

    private StoreView store(Choice chosen, List<StoreView> all) {
        StoreId store = chosen.store();
        Optional<StoreView> found =
                store == null ? all.stream().findFirst() : stores.find(store).map(StoreTable.Found::store);
        return found.orElseThrow(StoreFailure.StoreUnknown::new);
    }

    /** Whichever is chosen can be seen to be, however many there are. */
    private static List<StoreView> with(StoreView chosen, List<StoreView> all) {
        return all.stream().anyMatch(store -> store.storeId().equals(chosen.storeId()))
                ? all
                : Stream.concat(Stream.of(chosen), all.stream()).toList();
    }

    private static ReportTables.Choice asked(StoreView store, Choice choice) {
        return new ReportTables.Choice(
                String.valueOf(choice.report()),
                String.valueOf(choice.from()),
                dayAfter(choice.until()),
                String.valueOf(choice.granularity()),
                "previous".equals(choice.compare()),
                moment(choice.asOf(), store));
    }

    private static String dayAfter(@Nullable String day) {
        try {
            return LocalDate.parse(String.valueOf(day)).plusDays(1).toString();
        } catch (DateTimeException unreadable) {
            throw new InvalidParameter("until", "This must be a day such as 2026-01-31.");
        }
    }

    private static @Nullable String moment(@Nullable String byTheClock, StoreView store) {
        try {
            return byTheClock == null
                    ? null
                    : LocalDateTime.parse(byTheClock)
                            .atZone(store.timeZone().zone())
                            .toInstant()
                            .toString();
        } catch (DateTimeException unreadable) {
            throw new InvalidParameter("asOf", "This must be a moment such as 2026-01-31T12:00.");
        }
    }
}
