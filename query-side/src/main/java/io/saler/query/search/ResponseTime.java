package io.saler.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import java.time.Duration;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;

/** How long an answer of Elasticsearch is waited for. */
public final class ResponseTime {

    private ResponseTime() {}

    /** The same client, giving up after {@code time}, be it for an answer or for a free connection. */
    public static ElasticsearchClient within(Duration time, ElasticsearchClient elasticsearch) {
        RequestConfig limits = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(time))
                .setResponseTimeout(Timeout.of(time))
                .build();
        RequestOptions.Builder options =
                Rest5ClientOptions.of(elasticsearch._transport().options()).restClientRequestOptions().toBuilder();
        options.setRequestConfig(limits);
        return elasticsearch.withTransportOptions(new Rest5ClientOptions(options.build(), false));
    }
}
