package org.bluemarble.sample.game.economy;

import org.bluemarble.sample.game.EnabledIfMariaDbIsInstalled;
import org.bluemarble.sample.game.TestDatabases;

@EnabledIfMariaDbIsInstalled
final class MariaDbCorrectBossesTest extends CorrectBossesContract {
    @Override
    String emptyDatabase() {
        return TestDatabases.mariaDb();
    }
}
