package org.bluemarble.chaos.netty;

/** The contract about datagrams in a woven Netty: the server under test puts no handler of ours in. */
class DatagramFaultContractIT extends DatagramFaultTest {

    DatagramFaultContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
