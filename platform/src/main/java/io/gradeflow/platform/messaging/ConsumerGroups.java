package io.gradeflow.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Who reads topics together, as the broker says. */
@ApplicationScoped
public class ConsumerGroups {

    /**
     * @param host as the broker sees it
     * @param partitions that are its own
     */
    public record Member(String id, String host, Set<TopicPartition> partitions) {

        static Member of(MemberDescription told) {
            return new Member(told.consumerId(), told.host(), told.assignment().topicPartitions());
        }
    }

    private final BrokerAdmin broker;

    ConsumerGroups(BrokerAdmin broker) {
        this.broker = broker;
    }

    /** None where there is no such group yet, or the broker doesn't say in time. */
    public List<Member> members(String group) {
        return broker.ask(
                        admin -> Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group)),
                        described ->
                                described.members().stream().map(Member::of).toList())
                .orElse(List.of());
    }
}
