package io.gradeflow.attempt.sittings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets in who knows a sitting's code, and nobody who guesses: ten wrong ones, and a learner waits for a minute. */
@ApplicationScoped
public class AccessCodes {

    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Of this process; so several replicas allow several times as many, which guesses no code either. */
    private final Cache<Admission.Wanted, AtomicInteger> wrong =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(PAUSE).build();

    /** @throws ProblemException with 403 if the code is missing or wrong, with 429 if it was so too often */
    public void require(Sitting sitting, String learnerId, @Nullable String code) {
        String expected = sitting.accessCode();
        if (expected == null) {
            return;
        }
        AtomicInteger tries = wrong.get(new Admission.Wanted(sitting.id(), learnerId), key -> new AtomicInteger());
        if (tries.get() >= TRIES) {
            throw new ProblemException(
                            AttemptError.TOO_MANY_TRIES, "Ask your instructor for the code, and try in a minute.")
                    .retryAfter((int) PAUSE.toSeconds());
        }
        if (code == null || !MessageDigest.isEqual(bytes(code.strip()), bytes(expected))) {
            tries.incrementAndGet();
            throw new ProblemException(
                            AttemptError.ACCESS_CODE_WRONG, "Send the code that your instructor gave as accessCode.")
                    .field("accessCode");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
