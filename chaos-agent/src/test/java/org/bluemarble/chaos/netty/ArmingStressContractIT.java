package org.bluemarble.chaos.netty;

/** Rules come and go in a woven Netty while its connections do: the agent finds each of them when it registers. */
class ArmingStressContractIT extends ArmingStressTest {

    @Override
    Way newWay() {
        return Way.agent();
    }
}
