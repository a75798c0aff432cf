package org.bluemarble.chaos.netty;

/** The contract about connections on which nothing passes in a woven Netty: the server under test puts no handler of ours in. */
class SilenceContractIT extends SilenceTest {

    SilenceContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
