package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Log lines in the form that machines read. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "logging.structured.format.console=ecs")
class LogLinesTest extends GatewayTest {

    @Test
    void areJsonAndNameTheirRequest(CapturedOutput output) {
        get("/throws/internal", "X-Request-Id", "walk-2");
        var line = output.getOut()
                .lines()
                .filter(each -> each.contains("a reason nobody foresaw"))
                .findFirst()
                .map(JSON::readTree)
                .orElseThrow();
        assertThat(line.path("requestId").asString()).isEqualTo("walk-2");
        assertThat(line.path("log").path("level").asString()).isEqualTo("ERROR");
        assertThat(line.path("error").path("stack_trace").asString()).contains("IllegalStateException");
    }
}
