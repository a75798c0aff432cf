package org.bluemarble.chaos.netty;

/** The contract about messages in a woven Netty: the server under test puts no handler of ours in. */
class MessageFaultContractIT extends MessageFaultTest {

    MessageFaultContractIT(Stack stack) {
        super(stack);
    }

    @Override
    Way newWay() {
        return Way.agent();
    }
}
