package org.bluemarble.sample.game.economy;

import org.bluemarble.sample.game.TestDatabases;

final class H2CorrectEconomyTest extends CorrectEconomyContract {
    @Override
    String emptyDatabase() {
        return TestDatabases.h2();
    }
}
