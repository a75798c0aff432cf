package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A name that stands for nothing hides no other mistake: whoever corrects the rule should have to do so once. */
class SeveralMistakesTest {

    private final Chaos chaos =
            Chaos.builder("mistakes").ceiling(Ceiling.DEFAULT.allowing("crash")).build();

    @BeforeAll
    static void knowThePoints() {
        Catalogues.load();
        Chaos.point("mistakes.after-credit");
    }

    @Test
    void pointIsMistyped_theRestIsHeldAgainstWhatWasMeant() {
        told(
                "x: test.comit[tabel=trades,place=0,kind=atuo] lost-ack mode=erly phase=before probability=0 limt=3",
                "column 4  point was 'test.comit', which no module provides; did you mean 'test.commit'?",
                "column 15  tabel is no attribute of calls at test.commit; did you mean 'table'?",
                "column 34  place was 0 but must lie between 1 and 9223372036854775807",
                "column 41  kind was 'atuo' but must be explicit, auto or xa; did you mean 'auto'?",
                "column 61  mode was 'erly' but must be reply or early; did you mean 'early'?",
                "column 72  phase was before but must be after; lost-ack acts in no other phase",
                "column 91  probability was '0' but needs a percent sign, for example 1%",
                "column 93  limt is unknown; did you mean 'limit'?");
    }

    @Test
    void nobodyKnowsWhichPointIsMeant_whatNoPointHasIsStillRefused() {
        told(
                "x: guild.deposit[tabel=trades,table=trades,player=p1] latency 5 jiter=1ms nth=0",
                "column 4  point was 'guild.deposit', which no module provides; a point in server code exists once its"
                        + " class is initialised, or once it is declared: by declare-point PID guild.deposit, or under"
                        + " points: in the rule file",
                "column 18  tabel is no attribute of calls at any point; did you mean 'table'?",
                "column 63  latency was '5' but needs a unit, for example 5ms",
                "column 65  jiter is unknown; did you mean 'jitter'?",
                "column 79  nth was 0 but must lie between 1 and 1000000000000");
    }

    @Test
    void nearestPointIsOneOfServerCode_itsAttributesAreNotTakenForTheRules() {
        told(
                "x: mistakes.after-debit[table=trades] latency 1ms",
                "column 4  point was 'mistakes.after-debit', which no module provides; did you mean"
                        + " 'mistakes.after-credit'? If its class is not loaded yet: declare-point PID"
                        + " mistakes.after-debit");
    }

    @Test
    void faultIsMistyped_theRestIsHeldAgainstWhatWasMeant() {
        told(
                "x: test.commit[tabel=trades] latncy 5 jiter=1ms limit=0",
                "column 16  tabel is no attribute of calls at test.commit; did you mean 'table'?",
                "column 30  fault was 'latncy', which no module provides; did you mean 'latency'?",
                "column 37  latncy was '5' but needs a unit, for example 5ms",
                "column 39  jiter is unknown; did you mean 'jitter'?",
                "column 55  limit was 0 but must lie between 1 and 1000000000000");
    }

    @Test
    void nobodyKnowsWhichFaultIsMeant_whatNoFaultTakesIsStillRefused() {
        assertThat(chaos.check("x: test.commit explode jiter=1ms jitter=1ms blast=big limt=3 phase=durin"))
                .extracting(Problem::toString)
                .hasSize(5)
                .contains(
                        "column 24  jiter is unknown; did you mean 'jitter'?",
                        "column 45  blast is unknown; no fault takes it",
                        "column 55  limt is unknown; did you mean 'limit'?",
                        "column 68  phase was 'durin' but must be before, during or after; did you mean 'during'?");
    }

    @Test
    void faultMakesNoSenseAtThePoint_itsOwnKeysAreStillChecked() {
        told(
                "x: test.acquire lost-ack mode=erly limt=3",
                "column 17  fault was 'lost-ack', which makes no sense at test.acquire; it acts at test.commit",
                "column 31  mode was 'erly' but must be reply or early; did you mean 'early'?",
                "column 36  limt is unknown; did you mean 'limit'?");
    }

    @Test
    void wordsTooMany_doNotEndTheReading() {
        String line = "x: test.commit lost-ack 1s 2s phase=after phase=after ttl=5";

        told(
                line,
                "column 28  '2s' stands alone but must read key=value",
                "column 49  phase was given twice; leave one of them out",
                "column 59  ttl was '5' but needs a unit, for example 5ms");
        assertThatThrownBy(() -> FaultRule.parse(line)).isInstanceOf(ChaosConfigurationException.class);
        assertThatThrownBy(() -> FaultRule.parse("x: test.commit lost-ack 1s 2s"))
                .hasMessage("rule 'x': column 28  '2s' stands alone but must read key=value");
    }

    @Test
    void shareWithoutPercentSign_theExampleIsAShareThatCanBeGiven() {
        told("x: test.commit lost-ack probability=0", share("0", "1%"));
        told("x: test.commit lost-ack probability=30", share("30", "30%"));
        told("x: test.commit lost-ack probability=100", share("100", "100%"));
        told("x: test.commit lost-ack probability=500", share("500", "1%"));
        told("x: test.commit lost-ack probability=-5", share("-5", "1%"));
    }

    private static String share(String given, String example) {
        return "column 37  probability was '" + given + "' but needs a percent sign, for example " + example;
    }

    private void told(String line, String... problems) {
        assertThat(chaos.check(line)).extracting(Problem::toString).containsExactly(problems);
    }
}
