package io.saler.saga.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.saler.gateway.trace.TraceContext;
import java.util.HashMap;
import java.util.Map;

/** The library's own connections, whose requests say which trace they are part of, if they are. */
final class TracedConnections extends HttpURLConnectionClient {

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        var headers = new HashMap<String, String>();
        TraceContext.write(headers);
        StripeRequest traced = request;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            traced = traced.withAdditionalHeader(header.getKey(), header.getValue());
        }
        return super.request(traced);
    }
}
