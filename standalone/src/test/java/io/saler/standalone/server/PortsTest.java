package io.saler.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_taken_port_is_passed_over() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
            assertThat(new Ports().take(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void a_port_taken_on_all_addresses_is_passed_over() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(new Ports().take(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void a_port_is_given_out_once() {
        Ports ports = new Ports();

        int first = ports.take(20_000);

        assertThat(ports.take(first)).isGreaterThan(first);
    }
}
