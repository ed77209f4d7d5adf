package io.gradeflow.web;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.oidc.runtime.DefaultTokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.GeneralSecurityException;

/**
 * Tokens stand in the session's cookie and nowhere else, sealed by the newest secret. What an older one has sealed is opened as long as that is
 * named, and sealed anew when its tokens are refreshed, which is every few minutes: so a secret can take the place of another, and
 * nobody is signed out.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class SessionTokens implements TokenStateManager {

    private final DefaultTokenStateManager plain;
    private final SessionCipher cipher;

    SessionTokens(DefaultTokenStateManager plain, SessionSecret secret) {
        this.plain = plain;
        this.cipher = SessionCipher.of(SessionSecret.parts(secret));
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext call,
            OidcTenantConfig config,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> context) {
        return plain.createTokenState(call, config, tokens, context).map(this::sealed);
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext call,
            OidcTenantConfig config,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        String opened;
        try {
            opened = cipher.open(state);
        } catch (GeneralSecurityException e) {
            return Uni.createFrom().failure(new AuthenticationFailedException(e));
        }
        return plain.getTokens(call, config, opened, context);
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext call, OidcTenantConfig config, String state, OidcRequestContext<Void> context) {
        return plain.deleteTokens(call, config, state, context);
    }

    private String sealed(String state) {
        try {
            return cipher.seal(state);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A session can't be sealed", e);
        }
    }
}
