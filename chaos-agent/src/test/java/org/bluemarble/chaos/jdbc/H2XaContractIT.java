package org.bluemarble.chaos.jdbc;

/** The contract on woven drivers. */
class H2XaContractIT extends H2XaCallTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
