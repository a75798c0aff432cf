package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bluemarble.chaos.jmx.JournalPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as a management tool reads it, page by page. */
class JournalPageTest extends EngineTest {

    private final ChaosControl control = new ChaosControl(chaos);

    @TempDir
    Path folder;

    @Test
    void pagesOneAfterTheOther_areTheWholeJournal() throws IOException {
        chaos.arm(rule("boom").build());
        for (int i = 0; i < 2500; i++) {
            disturbed().done();
        }

        List<String> lines = new ArrayList<>();
        JournalPage page = control.readJournal(0, 0);
        while (page.getLines().length > 0) {
            assertThat(page.getLines().length).isLessThanOrEqualTo(1002);
            lines.addAll(List.of(page.getLines()));
            page = control.readJournal(page.getInjection(), page.getChange());
        }

        Recording recording = Recording.read(Files.write(folder.resolve("read.jsonl"), lines));
        assertThat(recording.entries()).isEqualTo(chaos.journal().entries());
        assertThat(recording.changes()).isEqualTo(chaos.events());
    }

    @Test
    void entriesThatAreGone_areALineOfTheirOwn() {
        chaos.arm(rule("boom").build());
        for (int i = 0; i < Journal.CAPACITY + 10; i++) {
            disturbed().done();
        }

        JournalPage page = control.readJournal(3, 1);

        assertThat(page.getLines()[0]).isEqualTo("{\"type\":\"lost\",\"what\":\"injections\",\"first\":4,\"count\":7}");
        assertThat(page.getLines()[1]).startsWith("{\"type\":\"injection\",\"sequence\":11,");
        assertThat(page.getInjection()).isEqualTo(1010);
    }

    @Test
    void replay_tellsItsDifferences() {
        chaos.arm(rule("boom").when(Trigger.nth(1)).build());
        disturbed().done();
        assertThat(control.isReplaying()).isFalse();
        assertThat(control.getReplayDifferences()).isEmpty();

        try (Chaos again = Chaos.builder("again").replay(Recording.of(chaos)).build()) {
            ChaosControl replaying = new ChaosControl(again);

            assertThat(replaying.isReplaying()).isTrue();
            assertThat(replaying.getReplayDifferences())
                    .containsExactly("rule 'boom' was not armed, which was to disturb 1 call");
        }
    }
}
