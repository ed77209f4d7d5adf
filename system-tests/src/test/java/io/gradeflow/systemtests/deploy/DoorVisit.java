package io.gradeflow.systemtests.deploy;

import static io.restassured.RestAssured.given;

import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser's cookies at a door that listens elsewhere than it believes, and at the issuer's page for signing in. */
final class DoorVisit {

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final RestAssuredConfig STAYING =
            RestAssuredConfig.config().redirect(RedirectConfig.redirectConfig().followRedirects(false));

    private final URI door;
    private final String called;
    private final Map<String, String> atDoor = new HashMap<>();
    private final Map<String, String> atIssuer = new HashMap<>();

    /** @param called how browsers call the door, with its port */
    DoorVisit(URI door, String called) {
        this.door = door;
        this.called = called;
    }

    /** Through the issuer's page and back; the last answer of the door. */
    Response signIn(String user, String password) {
        String page = location(door("/session/sign-in?to=/"));
        Response form = keep(atIssuer, issuer().get(page));
        Matcher action = FORM.matcher(form.asString());
        if (!action.find()) {
            throw new AssertionError(form.statusLine() + " " + page + "\n" + form.asString());
        }
        String back = location(keep(
                atIssuer,
                issuer().formParam("username", user)
                        .formParam("password", password)
                        .formParam("credentialId", "")
                        .post(action.group(1).replace("&amp;", "&"))));
        return door(back.substring(back.indexOf('/', back.indexOf("//") + 2)));
    }

    /** Where the issuer leads after the session was ended there. */
    String signOut() {
        return location(issuer().get(location(door("/session/sign-out"))));
    }

    Response door(String path) {
        return keep(
                atDoor,
                given().config(STAYING)
                        .urlEncodingEnabled(false)
                        .cookies(atDoor)
                        .header("Host", called)
                        .header("Sec-Fetch-Site", "same-origin")
                        .get(door + path));
    }

    private RequestSpecification issuer() {
        return given().config(STAYING).urlEncodingEnabled(false).cookies(atIssuer);
    }

    private static Response keep(Map<String, String> cookies, Response response) {
        response.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return response;
    }

    private static String location(Response response) {
        String location = response.getHeader("Location");
        if (location == null) {
            throw new AssertionError("leads nowhere: " + response.statusLine() + "\n" + response.asString());
        }
        return location;
    }
}
