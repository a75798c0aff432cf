package org.bluemarble.chaos.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One injection in a flight recording, from its decision to its end. */
@Name("org.bluemarble.chaos.Injection")
@Label("Injection")
@Category("BlueMarble Chaos")
@Description("One rule's part in disturbing one call, from the decision to its end")
final class InjectionEvent extends Event {

    @Label("Engine")
    @Nullable
    String engine;

    @Label("Rule")
    @Nullable
    String rule;

    @Label("Arming")
    @Description("Which arming of the rule's id it was")
    long arming;

    @Label("Call")
    @Description("The number of the selected call, as the rule counts")
    long call;

    @Label("Point")
    @Nullable
    String point;

    @Label("Phase")
    @Nullable
    String phase;

    @Label("Fault")
    @Nullable
    String fault;

    @Label("Decision")
    @Nullable
    String decision;

    @Label("Cohort")
    @Nullable
    String cohort;

    @Label("Player")
    @Nullable
    String player;

    @Label("Delay")
    @Description("How long the call was to wait")
    @Timespan
    long delay;

    @Label("Call Thread")
    @Description("The thread of the disturbed call; the event's own may be another")
    @Nullable
    String callThread;

    @Label("Outcome")
    @Description("done, cancelled, refused or failed; none for a crash, whose end never comes")
    @Nullable
    String outcome;

    @Label("Added Latency")
    @Description("How long the call really waited")
    @Timespan
    long added;

    @Label("Reason")
    @Nullable
    String reason;
}
