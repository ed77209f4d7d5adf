package io.gradeflow.platform.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.messaging.BrokerUnavailableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request into a problem. What nobody foresaw is logged once, under the id that the client gets. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return Problems.of(exception);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response notAuthenticated(Throwable exception) {
        return unauthenticated();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response forbidden(Throwable exception) {
        return Problems.of(PlatformError.FORBIDDEN, "Ask an administrator for the role that this call needs.");
    }

    @ServerExceptionMapper({MismatchedInputException.class, ValueInstantiationException.class})
    Response malformedJson(Throwable exception) {
        return malformedJson((JsonProcessingException) exception);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException exception) {
        if (exception.getCause() instanceof JsonProcessingException malformed) {
            return malformedJson(malformed);
        }
        Response response = exception.getResponse();
        if (response.getStatus() < 400) {
            return response;
        }
        return response.getStatus() >= 500 ? internal(exception) : clientError(response.getStatus());
    }

    @ServerExceptionMapper
    Response anything(Throwable exception) {
        return SqlFailure.isAway(exception) ? unavailable(exception) : internal(exception);
    }

    @ServerExceptionMapper
    Response brokerAway(BrokerUnavailableException exception) {
        return unavailable(exception);
    }

    private static Response unavailable(Throwable exception) {
        LOG.warnf("a store or broker can't be reached: %s", exception.toString());
        return Problems.of(new ProblemException(
                        PlatformError.UNAVAILABLE, "A store or broker can't be reached; try again in some seconds.")
                .retryAfter(2));
    }

    private static Response clientError(int status) {
        return switch (status) {
            case 401 -> unauthenticated();
            case 403 -> Problems.of(PlatformError.FORBIDDEN, "The token's roles don't allow this call.");
            case 404 ->
                Problems.of(PlatformError.NOT_FOUND, "No resource has this address; see the API's documentation.");
            case 405 -> Problems.of(PlatformError.METHOD_NOT_ALLOWED, "See the API's documentation for the methods.");
            case 406 -> Problems.of(PlatformError.NOT_ACCEPTABLE, "Accept application/json.");
            case 413 -> Problems.of(PlatformError.BODY_TOO_LARGE, "Send less in one call.");
            case 415 -> Problems.of(PlatformError.UNSUPPORTED_MEDIA_TYPE, "Send the Content-Type that the API names.");
            default -> Problems.of(PlatformError.BAD_REQUEST, "The request was refused with status " + status + ".");
        };
    }

    private static Response unauthenticated() {
        return Problems.of(
                PlatformError.UNAUTHENTICATED,
                "Send an Authorization header with a bearer token that this system's issuer signed and that hasn't expired.",
                Map.of(),
                Map.of("WWW-Authenticate", "Bearer"));
    }

    private static Response malformedJson(JsonProcessingException exception) {
        // Jackson wraps what the body itself ends with, such as being too large.
        if (exception.getCause() instanceof ProblemException problem) {
            return Problems.of(problem);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        String field = fieldOf(exception);
        if (field != null) {
            members.put("field", field);
        }
        JsonLocation location = exception.getLocation();
        if (location != null && location.getLineNr() > 0) {
            members.put("line", location.getLineNr());
            members.put("column", location.getColumnNr());
        }
        return Problems.of(PlatformError.MALFORMED_JSON, detailOf(exception, field), members, Map.of());
    }

    private static @Nullable String fieldOf(JsonProcessingException exception) {
        if (!(exception instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return null;
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String detailOf(JsonProcessingException exception, @Nullable String field) {
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return "The field " + field + " is unknown; this call reads "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return field == null
                ? "The body is not well-formed JSON or not an object of this call's form."
                : "The field " + field + " has a value of the wrong type.";
    }

    private static Response internal(Throwable exception) {
        UUID errorId = UUID.randomUUID();
        LOG.errorf(exception, "request failed errorId=%s", errorId);
        return Problems.of(
                PlatformError.INTERNAL,
                "Try again; if it stays, give the operator this id: " + errorId + ".",
                Map.of("errorId", errorId.toString()),
                Map.of());
    }
}
