package org.bluemarble.chaos;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Outcome;

/** What is to come of two calls of which one alone may get what there is. */
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = ACCEPTABLE,
        desc = "Exactly one.")
final class ExactlyOne {

    private ExactlyOne() {}
}
