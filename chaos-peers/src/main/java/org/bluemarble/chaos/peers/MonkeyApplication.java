package org.bluemarble.chaos.peers;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring application with one service, under Chaos Monkey: enabled, watching services, no assault active. */
@SpringBootApplication
public class MonkeyApplication {

    /** Starts it. */
    static ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(MonkeyApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles("chaos-monkey");
        application.setDefaultProperties(Map.of(
                "chaos.monkey.enabled", "true",
                "chaos.monkey.watcher.service", "true",
                "chaos.monkey.assaults.level", "1",
                "chaos.monkey.assaults.latency-active", "false",
                "chaos.monkey.assaults.exceptions-active", "false",
                "logging.level.root", "warn",
                "spring.main.banner-mode", "off"));
        return application.run();
    }
}
