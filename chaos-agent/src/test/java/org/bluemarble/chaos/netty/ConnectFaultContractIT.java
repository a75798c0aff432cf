package org.bluemarble.chaos.netty;

/** The contract about connecting in a woven Netty: the server under test puts no handler of ours in. */
class ConnectFaultContractIT extends ConnectFaultTest {

    ConnectFaultContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
