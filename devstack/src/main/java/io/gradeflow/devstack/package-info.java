/**
 * What a laptop has instead of infrastructure: a real Kafka broker, a real PostgreSQL and a local OIDC issuer, in this
 * JVM or each as a process of its own. All three listen on the loopback interface only.
 */
@NullMarked
package io.gradeflow.devstack;

import org.jspecify.annotations.NullMarked;
