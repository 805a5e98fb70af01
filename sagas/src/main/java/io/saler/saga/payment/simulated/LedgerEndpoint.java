package io.saler.saga.payment.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The simulated gateway's bank statement. */
@RestController
@ConditionalOnProperty(name = "saler.payment.gateway", havingValue = "simulated", matchIfMissing = true)
class LedgerEndpoint {

    private final Ledger ledger;

    LedgerEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    record Statement(List<LedgerEntry> items) {}

    @GetMapping("/dev/gateway/ledger")
    Statement statement(
            @RequestParam(defaultValue = "2147483647") int limit,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1 || (after != null && after.indexOf('\0') >= 0)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return new Statement(ledger.entries(after, limit));
    }
}
