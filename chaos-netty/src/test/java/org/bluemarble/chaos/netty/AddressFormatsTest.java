package org.bluemarble.chaos.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Selector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that no call could ever have are refused when a rule is armed. */
class AddressFormatsTest {

    private final Chaos chaos = Chaos.create("formats");

    @BeforeAll
    static void load() {
        FaultCatalogue.process().add(new NettyModule());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            network=10.1.2.3/16       | column 23  network was '10.1.2.3/16' but must have no bits behind its first 16; write 10.1.0.0/16
            network=300.1.1.1/8       | column 23  network was '300.1.1.1/8' but must be an address in digits or a network, for example 10.1.0.0/16
            network=10.0.0.0/33       | column 23  network was '10.0.0.0/33' but must have 0 to 32 bits behind the slash
            network=10.1.2.3          | column 23  network was '10.1.2.3' but must be written as addresses of calls are, with which it is compared; write 10.1.2.3/32
            network="2001:db8::/32"   | column 23  network was '2001:db8::/32' but must be written as addresses of calls are, with which it is compared; write 2001:db8:0:0:0:0:0:0/32
            `network=10.0.0.0/8|ten`  | column 34  network was 'ten' but must be an address in digits or a network, for example 10.1.0.0/16
            remote=10.1.2.3           | column 22  remote was '10.1.2.3' but must be an address and a port, for example 10.1.2.3:7000 or [0:0:0:0:0:0:0:1]:7000
            remote=10.1.2.3:70000     | column 22  remote was '10.1.2.3:70000' but must have a port from 0 to 65535 behind the colon
            remote=10.1.2.300:70      | column 22  remote was '10.1.2.300:70' but must be one address in digits, for example 10.1.2.3; its port, and networks, have attributes of their own
            remote="[::1]:70"         | column 22  remote was '[::1]:70' but must be written as addresses of calls are, with which it is compared; write [0:0:0:0:0:0:0:1]:70
            remote-host=10.1.2        | column 27  remote-host was '10.1.2' but must be one address in digits, for example 10.1.2.3; its port, and networks, have attributes of their own
            remote-host=10.1.0.0/16   | column 27  remote-host was '10.1.0.0/16' but must be one address, for example 10.1.2.3; its port, and networks, have attributes of their own
            remote-host="::1"         | column 27  remote-host was '::1' but must be written as addresses of calls are, with which it is compared; write 0:0:0:0:0:0:0:1
            remote-port=65536         | column 27  remote-port was 65536 but must lie between 0 and 65535
            local-port=70000..        | column 26  local-port was 70000.. but must not begin above 65535; no local-port is larger
            group=Shard_B             | column 21  group was 'Shard_B' but must be lower-case letters, digits and hyphens, as groups are named
            """)
    void addressThatNoCallHas_isRefusedWithItsPlaceAndWhatIsRight(String where, String problem) {
        assertThat(chaos.check("x: netty.read[" + where + "] latency 1ms"))
                .singleElement()
                .hasToString(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network=10.1.0.0/16",
                "network=10.1.2.3/32|0.0.0.0/0",
                "network=\"2001:db8:0:0:0:0:0:0/32\"",
                "network~10.1.*",
                "remote=10.1.2.3:7000",
                "remote=\"[0:0:0:0:0:0:0:1]:7000\"",
                "remote=db.internal:5432",
                "remote-host=10.1.2.3",
                "remote-host=db.internal",
                "remote-host=\"fe80:0:0:0:0:0:0:1%eth0\"",
                "remote-port=0..65535",
                "local-port=7000..",
                "group=shard-b"
            })
    void addressThatACallCanHave_isTaken(String where) {
        assertThat(chaos.check("x: netty.read[" + where + "] latency 1ms")).isEmpty();
    }

    @Test
    void ruleInCode_isCheckedAsWell() {
        FaultRule rule = FaultRule.named("x")
                .at("netty.read")
                .where(new Selector.Condition(AttributeKey.text("network"), false, "10.1.2.3/16"))
                .inject(NettyFaults.blackHole())
                .build();

        assertThatThrownBy(() -> chaos.arm(rule))
                .isInstanceOf(ChaosConfigurationException.class)
                .hasMessageContaining(
                        "network was '10.1.2.3/16' but must have no bits behind its first 16; write 10.1.0.0/16");
    }
}
