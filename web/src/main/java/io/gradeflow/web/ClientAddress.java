package io.gradeflow.web;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a call comes from, as far as somebody says it who can be believed: the connection, or where proxies stand before the door,
 * what they have written into {@code X-Forwarded-For}. Each of them appends whom it was called by, so that of all that stands there the
 * last is the word of the last proxy, and what the client itself wrote stands before.
 */
@ApplicationScoped
class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** What one household or site is given of IPv6 (RFC 6177), in bytes. */
    private static final int SITE = 8;

    private static final int IPV6 = 16;

    /** An address of IPv4 in the form of one of IPv6 has ten zeros and two of these before it. */
    private static final byte MAPPED = (byte) 0xff;

    private static final int MAPPED_AT = 10;

    private final int trustedProxies;

    /** @param trustedProxies how many proxies stand before the door, each of which appends to {@code X-Forwarded-For} */
    ClientAddress(@ConfigProperty(name = "gradeflow.limits.trusted-proxies", defaultValue = "0") int trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /** What is counted together. */
    String siteOf(HttpServerRequest request) {
        // The connection's: into the request's a header may have been taken over.
        String peer = request.connection().remoteAddress().hostAddress();
        return siteOf(peer == null ? "" : peer, request.headers().getAll(FORWARDED_FOR), trustedProxies);
    }

    /** @param lines all headers of that name, in their order */
    static String siteOf(String peer, List<String> lines, int trustedProxies) {
        List<String> passed = lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        if (trustedProxies > 0 && passed.size() >= trustedProxies) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(passed.get(passed.size() - trustedProxies));
            if (bytes != null) {
                return site(bytes);
            }
        }
        return site(peer);
    }

    /** An address of IPv4 as it is; of IPv6 what it shares with all of its site, for each of them has any number of addresses. */
    static String site(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? address : site(bytes);
    }

    private static String site(byte[] bytes) {
        if (bytes.length < IPV6) {
            return NetUtil.bytesToIpAddress(bytes);
        }
        return isMapped(bytes)
                ? NetUtil.bytesToIpAddress(Arrays.copyOfRange(bytes, MAPPED_AT + 2, IPV6))
                : Arrays.toString(Arrays.copyOf(bytes, SITE));
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_AT; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[MAPPED_AT] == MAPPED && bytes[MAPPED_AT + 1] == MAPPED;
    }
}
