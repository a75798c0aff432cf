package org.bluemarble.chaos.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One change to what may be injected, in a flight recording: arming, ending, refusal, kill switch. */
@Name("org.bluemarble.chaos.Change")
@Label("Change")
@Category("BlueMarble Chaos")
@Description("A change to what may be injected: arming, ending, refusal, kill switch")
@StackTrace(false)
final class ChangeEvent extends Event {

    @Label("Engine")
    @Nullable
    String engine;

    @Label("Kind")
    @Nullable
    String kind;

    @Label("Rule")
    @Nullable
    String rule;

    @Label("Actor")
    @Nullable
    String actor;

    @Label("Text")
    @Nullable
    String text;
}
