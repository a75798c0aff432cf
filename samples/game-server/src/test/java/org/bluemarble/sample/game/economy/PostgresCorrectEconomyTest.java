package org.bluemarble.sample.game.economy;

import org.bluemarble.sample.game.TestDatabases;

final class PostgresCorrectEconomyTest extends CorrectEconomyContract {
    @Override
    String emptyDatabase() {
        return TestDatabases.postgres();
    }
}
