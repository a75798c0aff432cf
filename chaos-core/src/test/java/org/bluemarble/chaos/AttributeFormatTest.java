package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.junit.jupiter.api.Test;

/** Text that an attribute never has is refused where a rule or a ceiling compares with it. */
class AttributeFormatTest extends EngineTest {

    private static final String POINT = "engine-test.with-format";

    private static final AttributeDescriptor SHARD = AttributeDescriptor.of(
                    "test-shard", AttributeKey.Type.TEXT, "a shard")
            .written(AttributeFormat.of("eu-1", AttributeFormatTest::problem));

    private static final AttributeDescriptor PORT = AttributeDescriptor.of(
                    "test-port", AttributeKey.Type.NUMBER, "a port")
            .from(0)
            .upTo(65_535);

    private static String problem(String text) {
        return text.matches("[a-z]+-[0-9]+") ? null : "but must be a region and a number, for example eu-1";
    }

    AttributeFormatTest() {
        Chaos.point(POINT, SHARD, PORT);
    }

    @Test
    void textOfAnotherForm_isRefusedEachOnItsOwn() {
        assertThat(chaos.check("x: " + POINT + "[test-shard=eu1|us-2|EU-3] latency 1ms"))
                .extracting(Problem::text)
                .containsExactly(
                        "test-shard was 'eu1' but must be a region and a number, for example eu-1",
                        "test-shard was 'EU-3' but must be a region and a number, for example eu-1");
        assertThat(chaos.check("x: " + POINT + "[test-shard!=eu1] latency 1ms")).hasSize(1);
        assertThat(chaos.check("x: " + POINT + "[test-shard=eu-1|us-2] latency 1ms"))
                .isEmpty();
    }

    @Test
    void pattern_isNotLookedAt() {
        assertThat(chaos.check("x: " + POINT + "[test-shard~eu*] latency 1ms")).isEmpty();
        assertThat(chaos.check("x: " + POINT + "[test-shard~/eu./] latency 1ms"))
                .isEmpty();
    }

    @Test
    void numberBeyondTheLargest_isRefused() {
        assertThat(chaos.check("x: " + POINT + "[test-port=65536] latency 1ms"))
                .extracting(Problem::text)
                .containsExactly("test-port was 65536 but must lie between 0 and 65535");
        assertThat(chaos.check("x: " + POINT + "[test-port=65536..] latency 1ms"))
                .extracting(Problem::text)
                .containsExactly("test-port was 65536.. but must not begin above 65535; no test-port is larger");
        assertThat(chaos.check("x: " + POINT + "[test-port=65535..] latency 1ms"))
                .isEmpty();
    }

    @Test
    void ceilingThatWouldProtectNothing_isRefused() {
        Findings findings = new Findings();

        Ceiling.protectedScopes(new Word("test-shard=eu1", "protect", null), findings);

        assertThat(findings.problems())
                .extracting(Problem::text)
                .containsExactly("test-shard was 'eu1' but must be a region and a number, for example eu-1");
    }

    @Test
    void copiesOfAFormat_areEqual() {
        AttributeFormat one = AttributeFormat.of("eu-1", AttributeFormatTest::problem);
        AttributeFormat copy = AttributeFormat.of("eu-1", text -> problem(text));

        assertThat(one).isEqualTo(copy).hasSameHashCodeAs(copy).hasToString("as eu-1");
        assertThat(one).isNotEqualTo(AttributeFormat.of("us-1", AttributeFormatTest::problem));
        assertThat(SHARD).isEqualTo(SHARD.written(copy));
    }

    @Test
    void exampleThatIsNone_isRefused() {
        assertThatThrownBy(() -> AttributeFormat.of("eu1", AttributeFormatTest::problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("example was 'eu1' but must be a region and a number, for example eu-1");
    }

    @Test
    void catalogue_showsTheForm() {
        FaultCatalogue catalogue = new FaultCatalogue();
        catalogue.addNamedPoint(POINT, List.of(SHARD, PORT));

        assertThat(CatalogueTables.markdown(catalogue))
                .contains("| `test-shard` | text, as `eu-1`, several at once | a shard |")
                .contains("| `test-port` | whole number from 0 to 65535 | a port |");
    }
}
