package io.saler.gateway.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a request came from, as it is written on the messages it causes: the caller's network, which is the address
 * without what would tell one household from another (IPv4: the last 8 of 32 bits; IPv6: the last 80 of 128), and the
 * name of the program that sent it.
 *
 * @param network for example {@code 203.0.113.0/24}, or null when the address is none
 * @param program the first product in {@code User-Agent}, without its version; null when it says none
 */
public record RequestOrigin(
        @Nullable String network, @Nullable String program) {

    /** The names of both in the metadata of messages. */
    public static final String NETWORK = "network";

    public static final String VIA = "via";

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;
    private static final Pattern PRODUCT = Pattern.compile("([A-Za-z0-9._-]{1,40})(?:[/ ].*)?");

    /** Of the request that this thread works for; null outside of requests. */
    public static @Nullable RequestOrigin onThisThread() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : null;
    }

    public static RequestOrigin of(HttpServletRequest request) {
        return new RequestOrigin(network(request.getRemoteAddr()), program(request.getHeader("User-Agent")));
    }

    static @Nullable String network(@Nullable String address) {
        try {
            // Of a literal, so nobody is asked for a name.
            InetAddress whole = address == null ? null : InetAddress.ofLiteral(address);
            if (whole == null) {
                return null;
            }
            int kept = whole instanceof Inet6Address ? IPV6_BYTES : IPV4_BYTES;
            byte[] bytes = whole.getAddress();
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
        } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
            return null;
        }
    }

    /** Text that is no product's name is left out: it may be anything. */
    static @Nullable String program(@Nullable String userAgent) {
        Matcher product = PRODUCT.matcher(userAgent == null ? "" : userAgent);
        return product.matches() ? product.group(1) : null;
    }
}
