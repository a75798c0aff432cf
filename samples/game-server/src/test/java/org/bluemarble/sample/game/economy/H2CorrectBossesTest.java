package org.bluemarble.sample.game.economy;

import org.bluemarble.sample.game.TestDatabases;

final class H2CorrectBossesTest extends CorrectBossesContract {
    @Override
    String emptyDatabase() {
        return TestDatabases.h2();
    }
}
