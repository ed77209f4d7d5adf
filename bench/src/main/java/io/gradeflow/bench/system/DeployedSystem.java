package io.gradeflow.bench.system;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A system that runs somewhere and goes on running. */
public final class DeployedSystem implements MeasuredSystem {

    private final URI web;
    private final @Nullable URI attemptService;
    private final Tokens tokens;

    public DeployedSystem(URI web, @Nullable URI attemptService, Tokens tokens) {
        this.web = web;
        this.attemptService = attemptService;
        this.tokens = tokens;
    }

    @Override
    public String description() {
        return web.toString();
    }

    @Override
    public URI web() {
        return web;
    }

    @Override
    public Optional<URI> attemptService() {
        return Optional.ofNullable(attemptService);
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of();
    }

    @Override
    public Optional<Insides> insides() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // It is somebody else's.
    }
}
