package org.bluemarble.chaos.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bluemarble.chaos.ChaosConfigurationException;
import org.bluemarble.chaos.FaultRule;
import org.bluemarble.chaos.Problem;
import org.bluemarble.chaos.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Names of methods and of classes whose clocks are read, in lines: a point, or a refusal; and soon asked of any class. */
class PatternFuzzTest {

    private static final List<String> LINES = List.of(
            "a: \"method:com.game.AuthService#login(String, int[])\" latency 1ms",
            "b: method:com.game.**.*Service#log*n exception",
            "c: \"method:com.game.Trade$Step#commit(java.util.List, Object...)\" return-override 7",
            "d: clock:com.game.Auction* skew 1h",
            "e: clock:com.game.**.Auction$Clock skew -5m");

    private static final List<String> NAMES = List.of(
            "com.game.AuthService", "com.game." + "a".repeat(400) + ".b", "com.game." + "Service".repeat(60), "x", "");

    @Test
    void anyLine_isARuleOrARefusal() {
        Fuzz.reading("method and clock patterns", LINES, 20_000, line -> {
            FaultRule rule = FaultRule.parse(line);
            String point = rule.point();
            if (point.startsWith(MethodPattern.PREFIX)) {
                MethodPattern pattern = MethodPattern.of(point);
                NAMES.forEach(pattern::meansClass);
                NAMES.forEach(name -> pattern.means(name, "(Ljava/lang/String;[I)V", 0));
            } else if (point.startsWith(ClockPattern.PREFIX)) {
                NAMES.forEach(ClockPattern.of(point).classes()::meansClass);
            }
        });
    }

    @Test
    void anyNameAlone_isAPatternOrARefusal() {
        List<String> points = LINES.stream()
                .map(line -> line.replace("\"", "")
                        .split(": ", 2)[1]
                        .replaceAll("\\) .*", ")")
                        .replaceAll(" (lat|exc|skew).*", ""))
                .toList();
        Fuzz.reading("names of points", points, 20_000, text -> {
            try {
                if (text.contains("clock")) {
                    ClockPattern.of(text);
                } else {
                    MethodPattern.of(text);
                }
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
                throw new ChaosConfigurationException(
                        "point", List.of(new Problem(null, String.valueOf(refused.getMessage()))));
            }
        });
    }
}
