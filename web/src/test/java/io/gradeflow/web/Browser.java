package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps cookies and follows redirects, as far as these tests need one. */
final class Browser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    /** Signs in at the issuer, and ends where the door leads to. */
    HttpResponse<String> signIn(String user, String role, String to) throws IOException, InterruptedException {
        HttpResponse<String> page = get("/session/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).endsWith("/authorize");
        return send(HttpRequest.newBuilder(page.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&role-" + role + "=on")));
    }

    /** Goes to the issuer, and is led back with another answer than a code that is good, such as an error (RFC 6749, 4.1.2.1). */
    HttpResponse<String> comeBackWith(String answer) throws IOException, InterruptedException {
        HttpResponse<String> page = get("/session/sign-in");
        String state = page.uri().getQuery().replaceFirst(".*state=([^&]*).*", "$1");
        return get("/session/callback?" + answer + "&state=" + state);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(with(HttpRequest.newBuilder(address(path)), headers));
    }

    HttpResponse<String> post(String path, String... headers) throws IOException, InterruptedException {
        return send(with(HttpRequest.newBuilder(address(path)).POST(HttpRequest.BodyPublishers.noBody()), headers));
    }

    HttpResponse<String> put(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(with(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)),
                headers));
    }

    List<HttpCookie> sessionCookies() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_session"))
                .toList();
    }

    /** As they go over the wire. */
    String cookieHeader() {
        return sessionCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    static URI address(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
