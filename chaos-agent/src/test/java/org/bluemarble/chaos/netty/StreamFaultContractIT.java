package org.bluemarble.chaos.netty;

/** The contract about connections in a woven Netty: the server under test puts no handler of ours in. */
class StreamFaultContractIT extends StreamFaultTest {

    StreamFaultContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
