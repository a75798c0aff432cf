package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bluemarble.chaos.ArmedIncident;
import org.bluemarble.chaos.ArmedRule;
import org.bluemarble.chaos.Ceiling;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.Incident;
import org.bluemarble.chaos.RuleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in incidents where every module that the agent brings is there. */
class IncidentLibraryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db-failover",
                "db-read-only",
                "db-slow",
                "db-contention",
                "db-full",
                "lost-commits",
                "pool-exhausted",
                "slow-disk",
                "disk-full",
                "dns-outage",
                "service-outage",
                "mobile player=p1",
                "bad-mobile cohort=10%/player/bad-mobile",
                "bad-wifi",
                "satellite",
                "mobile-train tunnel=3s",
                "connection-storm",
                "ghost-sessions player=p1",
                "partition network=10.1.0.0/16",
                "partition-group group=shard-b"
            })
    void incidentWhoseModulesAreThere_isArmedUnderTheDefaultCeiling(String name) {
        try (Chaos chaos = Chaos.create("library");
                ArmedIncident armed = chaos.incidents().arm(name)) {
            assertThat(armed.rules()).isNotEmpty().allMatch(ArmedRule::isEnabled);
            assertThat(armed.rules()).extracting(ArmedRule::id).allMatch(id -> id.startsWith(name.split(" ")[0] + "-"));
        }
    }

    @Test
    void tableGiven_onlyItsCommitsAreSelected() {
        try (Chaos chaos = Chaos.create("library")) {
            ArmedIncident any = chaos.incidents().arm("lost-commits");
            assertThat(any.rules().get(0).rule().selector().conditions()).isEmpty();
            any.disarm();

            ArmedIncident trades = chaos.incidents().arm("incident:lost-commits table=trades share=5% limit=2");

            assertThat(trades.rules().get(0).rule().line())
                    .isEqualTo("lost-commits-acks: jdbc.commit[table=trades] lost-ack probability=5% limit=2 ttl=5m");
        }
    }

    @Test
    void gcPause_needsTheCeilingsPermissionForThePause() {
        try (Chaos chaos = Chaos.create("library");
                Chaos permitted = Chaos.builder("permitted")
                        .ceiling(Ceiling.DEFAULT.allowing("pause"))
                        .build()) {
            assertThat(chaos.incidents().check("gc-pause"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text())
                            .startsWith("incidents.gc-pause.rules.stop.fault was pause, which is destructive"));
            assertThat(permitted.incidents().check("gc-pause")).isEmpty();
        }
    }

    @Test
    void severalTablesGiven_commitsOfEitherAreSelected() {
        try (Chaos chaos = Chaos.create("library");
                ArmedIncident armed = chaos.incidents().arm("lost-commits table=\"trades|wallets\"")) {
            assertThat(armed.rules().get(0).rule().line())
                    .startsWith("lost-commits-acks: jdbc.commit[table=trades|wallets] lost-ack");
        }
    }

    /** An incident whose module has come must be spelled as that module spells it: this is where that shows. */
    @Test
    void everyIncident_isAvailableOrSaysWhatIsMissing() {
        // Makes the modules of the class path known.
        assertThat(new RuleReader()).isNotNull();
        try (Chaos chaos = Chaos.create("library")) {
            List<Incident> all = chaos.incidents().all();

            assertThat(all)
                    .extracting(Incident::name)
                    .contains("redis-failover", "bad-wifi", "mobile-train", "slow-disk", "login-outage");
            assertThat(all).allSatisfy(incident -> {
                Optional<String> unavailable = chaos.incidents().unavailable(incident);
                boolean complete = FaultCatalogue.process().modules().containsAll(incident.needs());
                assertThat(unavailable.isPresent())
                        .as("%s: %s", incident.name(), unavailable)
                        .isEqualTo(!complete);
            });
        }
    }
}
