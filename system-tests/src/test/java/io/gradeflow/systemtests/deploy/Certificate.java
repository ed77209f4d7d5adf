package io.gradeflow.systemtests.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate of this machine, drawn anew: in a store, as brokers want it, and its parts in PEM. */
record Certificate(Path store, Path certificate, Path key) {

    static final String PASSWORD = "only-for-a-test";

    private static final String NAME = "test";

    static Certificate draw(Path directory) {
        Path store = directory.resolve("store.p12");
        keytool(
                "-genkeypair",
                "-alias",
                NAME,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        try (InputStream stream = Files.newInputStream(store)) {
            KeyStore opened = KeyStore.getInstance("PKCS12");
            opened.load(stream, PASSWORD.toCharArray());
            Path certificate = pem(
                    directory.resolve("ca.crt"),
                    "CERTIFICATE",
                    opened.getCertificate(NAME).getEncoded());
            Path key = pem(
                    directory.resolve("tls.key"),
                    "PRIVATE KEY",
                    opened.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
            return new Certificate(store, certificate, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static void keytool(String... arguments) {
        try {
            Process process = new ProcessBuilder()
                    .command(command(arguments))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("keytool: " + printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
