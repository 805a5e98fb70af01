package io.saler.saga.payment.simulated;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The simulated gateway's bank statement, for callers on the same machine only. */
@RestController
class LedgerEndpoint {

    private final Ledger ledger;

    LedgerEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    record Statement(List<LedgerEntry> items) {}

    @GetMapping("/dev/gateway/ledger")
    Statement statement(
            @RequestParam(defaultValue = "2147483647") int limit,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request)
            throws UnknownHostException {
        // A proxy on this machine would make every caller look local.
        boolean forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        if (forwarded || !InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (limit < 1) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return new Statement(ledger.entries(after, limit));
    }
}
