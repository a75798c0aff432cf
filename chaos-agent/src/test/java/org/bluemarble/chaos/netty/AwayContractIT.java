package org.bluemarble.chaos.netty;

/** The contract about connections that break and come back in a woven Netty: the server under test puts no handler of ours in. */
class AwayContractIT extends AwayTest {

    AwayContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
