package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefaultSeedTest {

    private static final String WRONG =
            "system property bluemarble.chaos.seed was '1e3' but must be 'random' or a whole"
                    + " number from -9223372036854775808 to 9223372036854775807";

    private final String before = System.getProperty(ChaosBuilder.SEED_PROPERTY, "");

    @BeforeEach
    void tell() {
        System.setProperty(ChaosBuilder.SEED_PROPERTY, "-7");
    }

    @AfterEach
    void tellAsBefore() {
        System.setProperty(ChaosBuilder.SEED_PROPERTY, before);
    }

    @Test
    void engineWithoutASeed_hasTheOneOfTheJvm() {
        try (Chaos chaos = Chaos.create("seedless")) {
            assertThat(chaos.seed()).isEqualTo(-7);
        }
    }

    @Test
    void engineWithASeed_keepsIt() {
        try (Chaos chaos = Chaos.builder("seeded").seed(3).build()) {
            assertThat(chaos.seed()).isEqualTo(3);
        }
    }

    @Test
    void jvmWithoutASeed_givesEachEngineAnother() {
        for (String random : new String[] {"random", ""}) {
            System.setProperty(ChaosBuilder.SEED_PROPERTY, random);
            try (Chaos one = Chaos.create("one");
                    Chaos two = Chaos.create("two")) {
                assertThat(one.seed()).isNotEqualTo(two.seed());
            }
        }
    }

    @Test
    void seedOfTheJvmIsNone_isToldToWhoMakesAnEngine() {
        System.setProperty(ChaosBuilder.SEED_PROPERTY, "1e3");

        assertThatThrownBy(() -> Chaos.create("seedless"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(WRONG);
    }

    @Test
    void seedOfTheJvmIsNone_theGlobalEngineArmsNothingAndTheServerGoesOn() {
        System.setProperty(ChaosBuilder.SEED_PROPERTY, "1e3");

        Chaos global = new Chaos(Chaos.builder("as-the-global-one").forGlobal());

        assertThatThrownBy(() -> global.arm("x: test.commit latency 1ms")).hasMessageContaining(WRONG);
        global.close();
    }
}
