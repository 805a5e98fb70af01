package io.saler.gateway.browser;

import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Spring Security's filter, which writes headers right before the answer; here also when the container answers. */
final class SecurityHeadersFilter extends HeaderWriterFilter {

    SecurityHeadersFilter(HeaderWriter headers) {
        super(List.of(headers));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
