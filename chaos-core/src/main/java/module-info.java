/** The engine of BlueMarble Chaos: injection points, fault rules, triggers, bounds, safety and the journal. */
module org.bluemarble.chaos {
    requires static transitive org.jspecify;
    requires transitive java.management;
    // Some images lack it; then there are no events.
    requires static jdk.jfr;

    exports org.bluemarble.chaos;
    exports org.bluemarble.chaos.jmx;
    exports org.bluemarble.chaos.pressure;
    exports org.bluemarble.chaos.spi;

    uses org.bluemarble.chaos.spi.ChaosModule;
    uses org.bluemarble.chaos.spi.IncidentSource;
}
