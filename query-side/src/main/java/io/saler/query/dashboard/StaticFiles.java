package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.webjars.WebJarVersionLocator;

/**
 * Styles, scripts and icons. Their addresses have a hash of what is in them, so browsers keep them for a year and still
 * never show an old one.
 */
@Component
class StaticFiles implements WebMvcConfigurer {

    static final String PATH = BrowserPaths.HOME + "/static";

    private static final String OWN = "classpath:/io/saler/query/dashboard/static/";
    private static final Duration KEPT_FOR = Duration.ofDays(365);

    private final ObjectProvider<ResourceUrlProvider> addresses;

    StaticFiles(ObjectProvider<ResourceUrlProvider> addresses) {
        this.addresses = addresses;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PATH + "/**")
                .addResourceLocations(
                        OWN, webJar("htmx.org", "dist/"), webJar("htmx-ext-sse", ""), webJar("echarts", "dist/"))
                .setCacheControl(CacheControl.maxAge(KEPT_FOR).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    private static String webJar(String name, String folder) {
        String version = Objects.requireNonNull(new WebJarVersionLocator().version(name), name);
        return "classpath:/META-INF/resources/webjars/%s/%s/%s".formatted(name, version, folder);
    }

    /** The address of a file, such as {@code dashboard.css}. */
    public String address(String file) {
        String address = addresses.getObject().getForLookupPath(PATH + "/" + file);
        return address == null ? PATH + "/" + file : address;
    }
}
