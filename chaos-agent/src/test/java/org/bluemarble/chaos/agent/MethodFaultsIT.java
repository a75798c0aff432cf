package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules at methods of a class that nobody prepared, in a server that was started with the agent. */
class MethodFaultsIT {

    private static final String ALL_JDKS = "org.bluemarble.chaos.agent.Jdk#all";
    private static final String AUTH = "com.game.AuthService";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void latencyIsArmed_callIsLateAndTheBytecodeIsOriginalAgainAfterwards(Jdk jdk) throws Exception {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.showBytes(folder);
            assertThat(game.call("login")).startsWith("welcome alice after ");
            String original = game.bytes(AUTH);

            game.arm("slow: method:com.game.AuthService#login latency 250ms");
            String woven = game.bytes(AUTH);
            String late = game.call("login");
            game.disarm("slow");

            assertThat(woven).isNotEqualTo(original);
            assertThat(GameServer.millis(late)).isGreaterThanOrEqualTo(250);
            await("the original class")
                    .atMost(ChildJvm.PATIENCE)
                    .until(() -> game.bytes(AUTH).equals(original));
            assertThat(game.call("login")).startsWith("welcome alice after ");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void exceptionBeforeAndAfter_bodyRunsOnlyInTheLatter(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("fail: method:com.game.AuthService#login(String) exception java.io.IOException message=down"
                    + " limit=1");

            assertThat(game.call("login"))
                    .isEqualTo(
                            "threw java.io.IOException: down marked [org.bluemarble.chaos.InjectedFault:"
                                    + " injected by rule 'fail' at method:com.game.AuthService#login(String), selected call 1]");
            assertThat(game.call("logins")).startsWith("0 after ");
            game.disarm("fail");
            game.arm("fail-late: method:com.game.AuthService#login(String) exception phase=after limit=1");
            assertThat(game.call("login")).startsWith("threw java.lang.IllegalStateException: injected by BlueMarble");
            assertThat(game.call("logins")).startsWith("1 after ");
            assertThat(game.call("login")).startsWith("welcome alice");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void everyKindOfMethod_isReached(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "allow=hang")) {
            assertThat(game.call("login")).startsWith("welcome alice");
            game.arm("static: method:com.game.AuthService#isOpen exception message=static");
            game.arm("synchronized: method:com.game.Auth*#logins exception message=synchronized");
            game.arm("void: method:com.game.Auth*#logo*() exception message=void limit=1");
            game.arm("bridge: method:com.game.Handler$Text#handle latency 1ms");
            game.arm("default: method:com.game.Handler#describe exception message=default");
            game.arm("recursive: method:com.game.AuthService#depth latency 1ms");
            game.arm("body: method:com.game.AuthService#lambda$* exception message=lambda");

            assertThat(game.call("open")).startsWith("threw java.lang.IllegalStateException: static");
            assertThat(game.call("logins")).startsWith("threw java.lang.IllegalStateException: synchronized");
            assertThat(game.call("logout")).startsWith("threw java.lang.IllegalStateException: void");
            assertThat(game.call("bridge")).startsWith("HI after ");
            assertThat(game.ask("jmx explain bridge")).contains("1 passed");
            assertThat(game.call("default")).startsWith("threw java.lang.IllegalStateException: default");
            assertThat(game.call("depth")).startsWith("3 after ");
            assertThat(game.ask("jmx explain recursive")).contains("4 passed");
            assertThat(game.call("lambda")).startsWith("threw java.lang.IllegalStateException: lambda");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void returnIsOverridden_bodyRunsOnlyInPhaseAfter(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("text: method:com.game.AuthService#login(String) return-override denied");
            game.arm("flag: method:com.game.AuthService#isOpen return-override false");

            assertThat(game.call("login")).startsWith("denied after ");
            assertThat(game.call("open")).startsWith("false after ");
            assertThat(game.call("logins")).startsWith("0 after ");
            game.disarm("text");
            game.arm("late: method:com.game.AuthService#login(String) return-override null phase=after");
            assertThat(game.call("login")).startsWith("null after ");
            assertThat(game.call("logins")).startsWith("1 after ");
            game.arm("skip: method:com.game.AuthService#logout return-override");
            assertThat(game.call("logout")).startsWith("gone after ");
            game.arm("count: method:com.game.AuthService#logins return-override 77");
            assertThat(game.call("logins")).startsWith("77 after ");
            game.disarm("count");
            assertThat(game.call("logins")).startsWith("1 after ");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void attributes_selectCalls(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("bob: method:com.game.AuthService#login(String)[arg0=bob,method=login,thread=main] exception");
            game.arm("shard: method:com.game.AuthService#login(String,int)[arg1=8] exception");

            assertThat(game.call("login")).startsWith("welcome alice after ");
            assertThat(game.call("login-bob")).startsWith("threw ");
            assertThat(game.call("login-shard")).startsWith("welcome alice to shard 7 after ");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void classesThatComeLater_areWovenAsTheyAreLoaded(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("late: method:com.game.LateService#trade exception message=late");
            game.arm("auth: method:com.game.AuthService#login exception message=auth");
            assertThat(game.ask("jmx explain late")).contains("none of the classes that would pass it has been loaded");

            assertThat(game.call("late")).startsWith("threw java.lang.IllegalStateException: late");
            assertThat(game.call("plugin")).startsWith("threw java.lang.IllegalStateException: auth");
            assertThat(game.ask("jmx explain auth"))
                    .contains("com.game.AuthService.login(String), login(String, int) in plugin loader");
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void virtualThread_waitsAsOthersDo(Jdk jdk) {
        assumeTrue(jdk.version() >= 21, "virtual threads came with JDK 21; the other run has them");
        try (GameServer game = GameServer.start(jdk, "")) {
            game.arm("slow: method:com.game.AuthService#login latency 250ms");

            String late = game.call("virtual");

            assertThat(late).startsWith("welcome virtual true after ");
            assertThat(GameServer.millis(late)).isGreaterThanOrEqualTo(250);
            game.assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL_JDKS)
    void patternsThatCanMeanNothingOrTooMuch_areRefused(Jdk jdk) {
        try (GameServer game = GameServer.start(jdk, "")) {
            game.call("login");

            assertThat(refusal(game, "method:com.game.AuthServise#login"))
                    .contains("point was 'method:com.game.AuthServise#login', whose class no class loader here knows;"
                            + " did you mean 'com.game.AuthService'?");
            assertThat(refusal(game, "method:com.game.AuthService#logni"))
                    .contains(", which no such class declares; did you mean 'login'?");
            assertThat(refusal(game, "method:com.game.AuthService#login(long)"))
                    .contains(", but the parameters are others; leave them out");
            assertThat(refusal(game, "method:com.game.Handler#handle"))
                    .contains(", which has no code of its own: it is abstract, native or made by the compiler;");
            assertThat(refusal(game, "method:com.game.**Cache#get")).contains(", which means no class that is loaded");
            assertThat(refusal(game, "method:com.game.AuthService#<init>"))
                    .contains("but must not mean constructors and initialisers");
            assertThat(refusal(game, "method:java.util.ArrayList#add")).contains(", which is part of the JDK;");
            assertThat(refusal(game, "method:com.sun.jmx.**#*")).contains(", which is part of the JDK;");
            assertThat(refusal(game, "method:org.bluemarble.chaos.Chaos#arm")).contains(", which is part of the fault");
            assertThat(refusal(game, "method:**#login")).contains("all classes of a JVM are too many");
            game.assertSound();
        }
    }

    private static String refusal(GameServer game, String point) {
        String answer = game.ask("jmx arm refused: " + point + " latency 1ms");
        assertThat(answer).startsWith("refused ");
        return answer;
    }
}
