package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.AbilityScale;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.ExamOutline;
import io.gradeflow.analytics.ability.PassCurve;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps what follows from difficulties until they are estimated anew: the scale, and the curve of each exam. */
@ApplicationScoped
class Scales {

    private static final int MOST_SCALES = 200;
    private static final int MOST_CURVES = 1000;

    /**
     * @param abilities null where difficulties were refused
     */
    record Scale(
            UUID bank,
            BankCalibration calibration,
            @Nullable AbilityScale abilities) {

        private static Scale of(UUID bank, BankCalibration calibration) {
            Calibrated calibrated = calibration.result().calibrated();
            return new Scale(bank, calibration, calibrated == null ? null : new AbilityScale(calibrated));
        }
    }

    private record CurveKey(UUID bank, Instant calibratedAt, ExamOutline outline) {}

    private final Map<UUID, Scale> scales = recent(MOST_SCALES);
    private final Map<CurveKey, PassCurve> curves = recent(MOST_CURVES);

    /** Empty while nothing was estimated of the bank. */
    Optional<Scale> of(Handle handle, UUID bank) {
        Scale known = scales.get(bank);
        if (known != null
                && handle.createQuery("SELECT true FROM calibration WHERE bank_id = :bank AND computed_at = :computed")
                        .bind("bank", bank)
                        .bind("computed", Timestamp.from(known.calibration().computedAt()))
                        .mapTo(boolean.class)
                        .findFirst()
                        .isPresent()) {
            return Optional.of(known);
        }
        Optional<Scale> read = CalibrationTable.find(handle, bank).map(calibration -> Scale.of(bank, calibration));
        read.ifPresent(scale -> scales.put(bank, scale));
        return read;
    }

    /** Takes some tenths of a second for a large exam, once. */
    PassCurve curve(Scale scale, ExamOutline outline) {
        AbilityScale abilities = scale.abilities();
        if (abilities == null) {
            throw new IllegalArgumentException("no difficulties");
        }
        CurveKey key = new CurveKey(scale.bank(), scale.calibration().computedAt(), outline);
        PassCurve known = curves.get(key);
        if (known != null) {
            return known;
        }
        PassCurve curve = PassCurve.of(abilities, outline);
        curves.put(key, curve);
        return curve;
    }

    private static <K, V> Map<K, V> recent(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }
}
