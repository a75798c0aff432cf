package org.bluemarble.chaos;

/** Two calls at the same time, each of which gets what there is or does not; jcstress wants the actors themselves in each class. */
abstract class TwoCalls {

    /** {@return whether the call got it} */
    abstract boolean take(int call);

    /** {@return 1 if the call got it, 0 if not} */
    final int taken(int call) {
        return take(call) ? 1 : 0;
    }
}
