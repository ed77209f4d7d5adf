package io.gradeflow.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcIssuerTest {

    @TempDir
    Path directory;

    @Test
    void shouldSignWhatItsPublishedKeysVerify() throws Exception {
        try (OidcIssuer issuer = OidcIssuer.start(directory, 0)) {
            JWTClaimsSet claims = verified(issuer.token("ada", "learner", "author"), issuer);

            assertThat(claims.getIssuer()).isEqualTo(issuer.url());
            assertThat(claims.getSubject()).isEqualTo(LocalUser.of("ada").id().toString());
            assertThat(claims.getAudience()).containsExactly("gradeflow");
            assertThat(claims.getStringClaim("preferred_username")).isEqualTo("ada");
            assertThat(claims.getStringListClaim("groups")).containsExactly("learner", "author");
            assertThat(claims.getExpirationTime().toInstant())
                    .isBetween(
                            Instant.now().plus(Duration.ofMinutes(700)),
                            Instant.now().plus(Duration.ofMinutes(721)));
        }
    }

    @Test
    void shouldGiveOverHttpWhatTheFormAsksFor() throws Exception {
        LocalUser grace = new LocalUser("grace", List.of("instructor", "admin"), List.of("spring"));

        try (OidcIssuer issuer = OidcIssuer.start(directory, 0)) {
            JWTClaimsSet claims = verified(new TokenEndpoint(URI.create(issuer.url())).token(grace), issuer);

            assertThat(claims.getIssuer()).isEqualTo(issuer.url());
            assertThat(claims.getSubject()).isEqualTo(grace.id().toString());
            assertThat(claims.getAudience()).containsExactly("gradeflow");
            assertThat(claims.getStringListClaim("groups")).containsExactly("instructor", "admin");
            assertThat(claims.getStringListClaim("cohorts")).containsExactly("spring");
        }
    }

    @Test
    void shouldHonourTokensOfBeforeItsRestart() throws Exception {
        String token;
        int port;
        try (OidcIssuer issuer = OidcIssuer.start(directory, 0)) {
            token = issuer.token("ada", "learner");
            port = URI.create(issuer.url()).getPort();
        }

        try (OidcIssuer issuer = OidcIssuer.start(directory, port)) {
            assertThat(verified(token, issuer).getIssuer()).isEqualTo(issuer.url());
        }
    }

    private static JWTClaimsSet verified(String token, OidcIssuer issuer) throws Exception {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        URI.create(issuer.url() + "/jwks").toURL())
                .build();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        return processor.process(token, null);
    }
}
