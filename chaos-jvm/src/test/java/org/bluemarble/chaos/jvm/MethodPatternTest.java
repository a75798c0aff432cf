package org.bluemarble.chaos.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodPatternTest {

    private static final String STRING_INT = "(Ljava/lang/String;I)V";
    private static final int PUBLIC = 1;

    @Test
    void singleAsterisk_staysInsideOnePackage() {
        MethodPattern pattern = MethodPattern.of("method:com.game.*Service#log*");

        assertThat(pattern.meansClass("com.game.AuthService")).isTrue();
        assertThat(pattern.meansClass("com.game.login.AuthService")).isFalse();
        assertThat(pattern.meansClass("com.game.AuthServices")).isFalse();
        assertThat(pattern.meansClass("com_game.AuthService")).isFalse();
        assertThat(pattern.means("login", STRING_INT, PUBLIC)).isTrue();
        assertThat(pattern.means("relogin", STRING_INT, PUBLIC)).isFalse();
    }

    @Test
    void twoAsterisks_crossPackages() {
        MethodPattern pattern = MethodPattern.of("method:com.game.**#tick");

        assertThat(pattern.meansClass("com.game.World")).isTrue();
        assertThat(pattern.meansClass("com.game.a.b.World$Zone")).isTrue();
        assertThat(pattern.meansClass("com.gamer.World")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    (String, int)           | true
                    (java.lang.String,int)  | true
                    (String)                | false
                    (String, long)          | false
                    (game.String, int)      | false
                    ()                      | false
                    """)
    void parameterTypes_areThoseOfTheSource(String types, boolean means) {
        assertThat(MethodPattern.of("method:com.game.Auth#login" + types).means("login", STRING_INT, PUBLIC))
                .isEqualTo(means);
    }

    @Test
    void nestedAndArrayTypes_readAsInTheSource() {
        MethodPattern pattern = MethodPattern.of("method:com.game.Auth#put(Map.Entry, byte[][], long...)");

        assertThat(pattern.means("put", "(Ljava/util/Map$Entry;[[B[J)V", PUBLIC))
                .isTrue();
    }

    @Test
    void whatHasNoCodeOrWasMadeByTheCompiler_isNotMeant() {
        MethodPattern all = MethodPattern.of("method:com.game.Auth#*");

        assertThat(all.means("login", STRING_INT, PUBLIC)).isTrue();
        assertThat(all.means("abstracted", STRING_INT, 0x0400)).isFalse();
        assertThat(all.means("nativeCode", STRING_INT, 0x0100)).isFalse();
        assertThat(all.means("bridge", STRING_INT, 0x1040)).isFalse();
        assertThat(all.means("lambda$login$0", STRING_INT, 0x1008)).isFalse();
        assertThat(all.means("<init>", STRING_INT, PUBLIC)).isFalse();
        assertThat(MethodPattern.of("method:com.game.Auth#lambda$*").means("lambda$login$0", STRING_INT, 0x1008))
                .isTrue();
    }

    @Test
    void kotlinsNames_areNames() {
        assertThat(MethodPattern.of("method:com.game.AuthKt#login-abc12").means("login-abc12", STRING_INT, PUBLIC))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method:",
                "method:login",
                "method:#login",
                "method:com.game.Auth#",
                "method:com.game.Auth#log in",
                "method:com..Auth#login",
                "method:com.game.Auth#a.b",
                "method:com.game.Auth#login(",
                "method:com.game.Auth#login(String",
                "method:com.game.Auth#login(,)",
                "method:com.game.Auth#login)String(",
                "method:com.game.Auth#a#b",
                "method:com.game.***#login",
                "method:com.game.Auth#**",
                "method:com.game.Auth#<clinit>",
                "method:com.*.*.*.*#*",
                "method:*Service#login",
                "method:**#login",
                "method:java.lang.String#length",
                "method:org.bluemarble.chaos.Chaos#arm"
            })
    void nonsense_isRefused(String point) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MethodPattern.of(point))
                .withMessageStartingWith("point was '" + point + "' ");
    }

    @Test
    void rule_readsAndWritesThePoint() {
        FaultRule plain = FaultRule.parse("slow: method:com.game.*Service#login latency 250ms");
        FaultRule typed = FaultRule.parse("slow: method:com.game.Auth#login(String,int[])[arg0=bob] latency 250ms");

        assertThat(plain.point()).isEqualTo("method:com.game.*Service#login");
        assertThat(plain.line()).isEqualTo("slow: method:com.game.*Service#login latency 250ms");
        assertThat(typed.point()).isEqualTo("method:com.game.Auth#login(String,int[])");
        assertThat(FaultRule.parse(typed.line())).isEqualTo(typed);
        assertThat(FaultRule.parse("slow: 'method:com.game.Auth#login(String,int[])'[arg0=bob] latency 250ms"))
                .isEqualTo(typed);
    }

    @Test
    void pointOfNoPattern_isRefusedWithItsPlace() {
        assertThatExceptionOfType(ChaosConfigurationException.class)
                .isThrownBy(() -> FaultRule.parse("slow: method:com.game.Auth latency 250ms"))
                .withMessageContaining("column 7")
                .withMessageContaining("point was 'method:com.game.Auth' but must read method:package.Class#method");
    }

    @Test
    void withoutTheAgent_noRuleIsArmed() {
        try (Chaos chaos = Chaos.builder("method-pattern").build()) {
            assertThatExceptionOfType(ChaosConfigurationException.class)
                    .isThrownBy(() -> chaos.arm("slow: method:com.game.Auth#login latency 250ms"))
                    .withMessageContaining("point was 'method:com.game.Auth#login', whose code only the agent can put"
                            + " in place; start the JVM with -javaagent:chaos-agent.jar");
        }
    }
}
