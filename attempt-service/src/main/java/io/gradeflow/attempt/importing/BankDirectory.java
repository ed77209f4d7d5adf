package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.BankCatalog;
import io.gradeflow.platform.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The banks that one stream names, each at the revision that it had when the stream named it first. */
final class BankDirectory {

    private static final int MOST = 1000;

    /** A revision of a bank. */
    record At(UUID bankId, int revision) {}

    private final BankCatalog catalog;

    /** The least used go first, so that a stream of nothing but unknown banks takes no more memory than another. */
    private final Map<String, Optional<At>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<At>> eldest) {
            return size() > MOST;
        }
    };

    BankDirectory(BankCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @return empty if there is no such bank
     * @throws ProblemException with 503 if it isn't here whole yet
     */
    Optional<At> find(String slug) {
        Optional<At> found = known.get(slug);
        if (found == null) {
            found = look(slug);
            known.put(slug, found);
        }
        return found;
    }

    private Optional<At> look(String slug) {
        try {
            Bank bank = catalog.whole(slug);
            return Optional.of(new At(bank.id(), bank.revision()));
        } catch (ProblemException e) {
            if (e.code() == AttemptError.BANK_UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
