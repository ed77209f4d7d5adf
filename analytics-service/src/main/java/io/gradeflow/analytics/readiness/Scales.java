package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.AbilityScale;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.PassCurve;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps what follows from difficulties until they are estimated anew. */
@ApplicationScoped
class Scales {

    private static final int MOST = 100;

    /**
     * @param abilities null where there are no difficulties
     * @param exams by the name of the blueprint
     */
    record Scale(BankCalibration calibration, @Nullable AbilityScale abilities, Map<String, ScaledExam> exams) {

        private static Scale of(BankCalibration calibration) {
            Calibrated calibrated = calibration.result().calibrated();
            if (calibrated == null) {
                return new Scale(calibration, null, Map.of());
            }
            AbilityScale abilities = new AbilityScale(calibrated);
            Map<String, ScaledExam> exams = new HashMap<>();
            for (BankCalibration.Exam exam : calibration.result().exams()) {
                exams.put(exam.blueprint(), new ScaledExam(exam, PassCurve.of(abilities, exam.curve())));
            }
            return new Scale(calibration, abilities, exams);
        }
    }

    record ScaledExam(BankCalibration.Exam exam, PassCurve curve) {}

    /** The one asked for last at the end. */
    private final Map<UUID, Scale> scales = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Scale> eldest) {
            return size() > MOST;
        }
    });

    /** Empty while nothing was estimated of the bank. */
    Optional<Scale> of(Handle handle, UUID bank) {
        Scale known = scales.get(bank);
        if (known != null && isNewest(handle, bank, known.calibration())) {
            return Optional.of(known);
        }
        Optional<Scale> read = CalibrationTable.find(handle, bank).map(Scale::of);
        read.ifPresent(scale -> scales.put(bank, scale));
        return read;
    }

    private static boolean isNewest(Handle handle, UUID bank, BankCalibration known) {
        return handle.createQuery("SELECT true FROM calibration WHERE bank_id = :bank AND computed_at = :computed")
                .bind("bank", bank)
                .bind("computed", Timestamp.from(known.computedAt()))
                .mapTo(boolean.class)
                .findFirst()
                .isPresent();
    }
}
