package io.gradeflow.question.asset;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The pictures of a locked bank while a file goes into it, which may bring some along. */
public final class BankPictures {

    private final Handle handle;
    private final UUID bankId;
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    /** Names of those that are to be kept when their bytes come, by their digests. */
    private final Map<String, String> awaited = new HashMap<>();
    /** What the bank called those that files brought before, by what they are and what their file calls them. */
    private final Map<BroughtNames.Brought, String> given = new HashMap<>();

    private final Map<BroughtNames.Brought, String> fresh = new HashMap<>();

    private long bytes;
    private boolean read;

    public BankPictures(Handle handle, UUID bankId) {
        this.handle = handle;
        this.bankId = bankId;
    }

    /** Most files show no pictures, and ask nothing of this. */
    private void readOnce() {
        if (read) {
            return;
        }
        read = true;
        given.putAll(BroughtNames.of(handle, bankId));
        AssetTables.after(handle, bankId, "", Integer.MAX_VALUE).forEach(found -> {
            digests.put(found.name(), found.digest());
            names.putIfAbsent(found.digest(), found.name());
            bytes += found.size();
        });
    }

    /** Of all that it has, or is about to have. */
    public Set<String> names() {
        readOnce();
        return digests.keySet();
    }

    /**
     * The name by which the bank has the picture or is about to have it; empty where it has room for no more. The same picture of a file
     * that comes again has the name that it got first, whatever the bank's authors have put there since.
     */
    public Optional<String> take(BroughtPicture picture) {
        readOnce();
        BroughtNames.Brought brought = new BroughtNames.Brought(picture.digest(), picture.name());
        String before = given.get(brought);
        Optional<String> name = before != null && digests.containsKey(before)
                ? Optional.of(before)
                : named(picture, before == null ? picture.name() : before);
        name.filter(found -> !found.equals(before)).ifPresent(found -> fresh.put(brought, found));
        return name;
    }

    /** @param wanted what it is called where nothing else has that name */
    private Optional<String> named(BroughtPicture picture, String wanted) {
        if (picture.digest().equals(digests.get(picture.name()))) {
            return Optional.of(picture.name());
        }
        String known = names.get(picture.digest());
        if (known != null) {
            return Optional.of(known);
        }
        if (digests.containsKey(picture.name()) && picture.isNamedByDigest()) {
            return Optional.of(picture.name());
        }
        String name = digests.containsKey(wanted) ? unlike(picture) : wanted;
        if (digests.containsKey(name)) {
            // Of just these bytes once: whoever put others in their place wants to have those shown.
            return Optional.of(name);
        }
        if (digests.size() >= PictureLimits.MOST_IN_A_BANK
                || bytes + picture.size() > PictureLimits.MOST_BYTES_IN_A_BANK) {
            return Optional.empty();
        }
        digests.put(name, picture.digest());
        names.put(picture.digest(), name);
        awaited.put(picture.digest(), name);
        bytes += picture.size();
        return Optional.of(name);
    }

    /**
     * With another picture's name, which a text must not show in its place. What the bank has by this one was put there since, and stays.
     */
    private static String unlike(BroughtPicture picture) {
        String name = picture.name();
        int point = name.lastIndexOf('.');
        return picture.digest() + (point < 0 || name.length() - point > 10 ? "" : name.substring(point));
    }

    /** For the next file, what those of this one are called. */
    public void remember() {
        BroughtNames.add(handle, bankId, fresh);
        fresh.clear();
    }

    /** Keeps a picture that was taken; any other is passed over. */
    public void keep(String digest, byte[] content, String author, Instant now) {
        String name = awaited.remove(digest);
        if (name != null) {
            Picture picture = Picture.of(content).orElseThrow();
            AssetTables.put(handle, bankId, name, picture, digest, content, now, author);
        }
    }
}
