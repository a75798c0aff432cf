package org.bluemarble.chaos.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import org.bluemarble.chaos.RuleCounters;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void everyCounterOfARule_isAStage() {
        // But for how many are under way, which goes down again, as no counter does.
        assertThat(Stage.values())
                .extracting(Stage::tag)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RuleCounters.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !name.equals("waiting"))
                        .map(name -> name.replace("Calls", ""))
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .toList());
    }
}
