package org.bluemarble.chaos.netty;

/** The contract about connections that a server opens itself in a woven Netty, without a handler of ours put in. */
class ClientFaultContractIT extends ClientFaultTest {

    ClientFaultContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
