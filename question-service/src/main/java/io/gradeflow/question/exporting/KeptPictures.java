package io.gradeflow.question.exporting;

import io.gradeflow.question.asset.AssetTables;
import io.gradeflow.question.exporting.writers.Pictures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The pictures of one bank. The last few stay in memory: an exhibit is often shown by several questions in a row. */
final class KeptPictures implements Pictures {

    private static final int FEW = 8;

    private final Handle handle;
    private final UUID bankId;
    private final Set<String> names;
    private final Map<String, byte[]> last = new LinkedHashMap<>();

    /** @param names of all that the bank has */
    KeptPictures(Handle handle, UUID bankId, Set<String> names) {
        this.handle = handle;
        this.bankId = bankId;
        this.names = names;
    }

    @Override
    public boolean has(String name) {
        return names.contains(name);
    }

    @Override
    public Optional<byte[]> of(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        byte[] known = last.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> found = AssetTables.find(handle, bankId, name).map(AssetTables.Stored::content);
        found.ifPresent(content -> keep(name, content));
        return found;
    }

    private void keep(String name, byte[] content) {
        if (last.size() == FEW) {
            last.remove(last.keySet().iterator().next());
        }
        last.put(name, content);
    }
}
