package io.gradeflow.platform.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * What a message names as {@code key=value}, under one of the fixed keys, is a field of its line where lines are JSON: below
 * {@code mdc}, beside the trace. So the same text serves people and machines.
 */
@LoggingFilter(name = "keys")
public final class LogKeys implements Filter {

    static final Set<String> KEYS = Set.of(
            "attemptId",
            "questionId",
            "revision",
            "eventId",
            "errorId",
            "reason",
            "topic",
            "partition",
            "offset",
            "key");

    private static final Pattern NAMED = Pattern.compile("\\b([a-zA-Z]+)=([^\\s:;,]+)");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord line
                && line.getMessage() != null
                && line.getMessage().indexOf('=') > 0) {
            Matcher named = NAMED.matcher(line.getFormattedMessage());
            while (named.find()) {
                if (KEYS.contains(named.group(1)) && line.getMdc(named.group(1)) == null) {
                    line.putMdc(named.group(1), named.group(2));
                }
            }
        }
        return true;
    }
}
