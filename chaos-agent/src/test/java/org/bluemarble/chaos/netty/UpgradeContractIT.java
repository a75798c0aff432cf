package org.bluemarble.chaos.netty;

/** The contract about connections that are encrypted from their middle on in a woven Netty: the server under test puts no handler of ours in. */
class UpgradeContractIT extends UpgradeTest {

    UpgradeContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
