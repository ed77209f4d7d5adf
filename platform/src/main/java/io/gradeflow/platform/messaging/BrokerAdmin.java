package io.gradeflow.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.jboss.logging.Logger;

/** Asks the broker what it knows. Never waits long for an answer. */
@ApplicationScoped
class BrokerAdmin {

    private static final Logger LOG = Logger.getLogger(BrokerAdmin.class);
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Admin admin;

    BrokerAdmin(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put("client.id", "broker-admin");
        configuration.put("request.timeout.ms", "2000");
        configuration.put("default.api.timeout.ms", "2000");
        this.admin = Admin.create(configuration);
    }

    /** Empty if the broker doesn't answer in time. */
    <A, B> Optional<B> ask(Function<Admin, KafkaFuture<A>> question, Function<A, B> form) {
        try {
            return Optional.of(form.apply(question.apply(admin).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("the broker doesn't tell: %s", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
