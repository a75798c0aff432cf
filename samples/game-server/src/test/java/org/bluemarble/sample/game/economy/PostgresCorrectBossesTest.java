package org.bluemarble.sample.game.economy;

import org.bluemarble.sample.game.TestDatabases;

final class PostgresCorrectBossesTest extends CorrectBossesContract {
    @Override
    String emptyDatabase() {
        return TestDatabases.postgres();
    }
}
