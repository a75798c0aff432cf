package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses a member of a group stands for. */
class AddressGroupTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.1.2.3,       10.1.2.3, 7000, true
            10.1.2.3,       10.1.2.4, 7000, false
            10.1.0.0/16,    10.1.255.255, 1, true
            10.1.0.0/16,    10.2.0.0, 1, false
            0.0.0.0/0,      192.168.7.7, 1, true
            0.0.0.0/0,      ::1, 1, false
            10.1.2.3:7000,  10.1.2.3, 7000, true
            10.1.2.3:7000,  10.1.2.3, 7001, false
            10.1.0.0/16:80, 10.1.7.7, 80, true
            *:7000,         10.9.9.9, 7000, true
            *:7000,         ::1, 7000, true
            :7000,          10.9.9.9, 7001, false
            ::1,            ::1, 9, true
            [::1]:9,        ::1, 9, true
            [::1]:9,        ::1, 8, false
            2001:db8::/32,  2001:db8:1::7, 1, true
            2001:db8::/32,  2001:db9::7, 1, false
            """)
    void member_hasItsAddressesAlone(String member, String address, int port, boolean has) throws UnknownHostException {
        Endpoint endpoint = Endpoint.of(new InetSocketAddress(InetAddress.getByName(address), port));

        assertThat(AddressGroup.of("g", List.of(member)).has(endpoint)).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.1.2.3, 10.1.2.3/32, 10.1.0.0/16, 0.0.0.0/0, 33
            2001:db8::7, 2001:db8:0:0:0:0:0:7/128, 2001:db8:0:0:0:0:0:0/32, 0:0:0:0:0:0:0:0/0, 129
            """)
    void endpoint_isInEveryNetworkOfItsAddress(String address, String own, String some, String all, int count)
            throws UnknownHostException {
        Endpoint endpoint = Endpoint.of(new InetSocketAddress(InetAddress.getByName(address), 1));

        assertThat(endpoint.networks()).hasSize(count).contains(own, some, all);
    }
}
