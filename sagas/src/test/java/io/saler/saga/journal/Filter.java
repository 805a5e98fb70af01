package io.saler.saga.journal;

import io.saler.identity.EmailAddress;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaFilter.Association;
import io.saler.journal.SagaStatus;
import java.time.Instant;

/** Builds a filter, for those who want little of it. */
final class Filter {

    private SagaFilter filter = SagaFilter.NONE;

    Filter status(SagaStatus status) {
        return with(status, filter.type(), filter.step(), filter.startedAfter(), filter.startedBefore());
    }

    Filter type(String type) {
        return with(filter.status(), type, filter.step(), filter.startedAfter(), filter.startedBefore());
    }

    Filter step(String step) {
        return with(filter.status(), filter.type(), step, filter.startedAfter(), filter.startedBefore());
    }

    Filter startedAfter(Instant time) {
        return with(filter.status(), filter.type(), filter.step(), time, filter.startedBefore());
    }

    Filter startedBefore(Instant time) {
        return with(filter.status(), filter.type(), filter.step(), filter.startedAfter(), time);
    }

    Filter reason(String reason) {
        return why(reason, filter.failure());
    }

    Filter failure(String failure) {
        return why(filter.reason(), failure);
    }

    Filter association(Association association) {
        return about(association, filter.customer());
    }

    Filter customer(EmailAddress customer) {
        return about(filter.association(), customer);
    }

    private Filter with(SagaStatus status, String type, String step, Instant startedAfter, Instant startedBefore) {
        filter = new SagaFilter(
                status,
                type,
                step,
                startedAfter,
                startedBefore,
                filter.stuckSince(),
                filter.reason(),
                filter.failure(),
                filter.association(),
                filter.customer());
        return this;
    }

    private Filter why(String reason, String failure) {
        filter = new SagaFilter(
                filter.status(),
                filter.type(),
                filter.step(),
                filter.startedAfter(),
                filter.startedBefore(),
                filter.stuckSince(),
                reason,
                failure,
                filter.association(),
                filter.customer());
        return this;
    }

    private Filter about(Association association, EmailAddress customer) {
        filter = new SagaFilter(
                filter.status(),
                filter.type(),
                filter.step(),
                filter.startedAfter(),
                filter.startedBefore(),
                filter.stuckSince(),
                filter.reason(),
                filter.failure(),
                association,
                customer);
        return this;
    }

    SagaFilter build() {
        return filter;
    }
}
