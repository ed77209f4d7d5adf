/** Events to and from Kafka: publishing with acknowledgement, exactly-once effects in a database, relays. */
@NullMarked
package io.gradeflow.platform.messaging;

import org.jspecify.annotations.NullMarked;
