package io.saler.acceptance;

import io.saler.acceptance.ApiDocument.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests of an operation's description: good ones, ones at the edge of what is allowed, and such as only
 * mischief or a defect would send. The same seed gives the same requests.
 */
final class GeneratedRequests {

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\r\nX-Injected: 1",
            "a\nb",
            "\u202Egnp.exe",
            "\u2066x",
            "\u200B",
            "pay\u200Cpal",
            "\uFEFFx",
            "\u00ADx",
            "Zoe\u0308",
            "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
            "\uD83D\uDE00",
            "\uFFFF",
            "\uE000",
            "'; drop table query.product; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "../../etc/passwd",
            "%00",
            "%s%n",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "NaN",
            "0x10",
            "1,5",
            "٣",
            "*",
            "\\",
            "\"",
            "x".repeat(65),
            "x".repeat(201),
            "x".repeat(10_001),
            "\uD83D\uDE00".repeat(101),
            "pat@ex\u0430mple.org",
            "a@b",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "2026-13-45",
            "9999999999999999999999",
            "pm_approve",
            "EUR",
            "XXX",
            "-created",
            "name",
            "created",
            "MERCHANT");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "1.5",
            "1e400",
            "-0.0",
            "2147483647",
            "2147483648",
            "-9223372036854775809",
            "9".repeat(400),
            "1e-400",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\":\"\"}",
            "\"\"",
            "{\"amount\":\"1e9999\",\"currency\":\"EUR\"}",
            "{\"amount\":\"1\",\"currency\":\"XXX\"}",
            "{\"amount\":1,\"currency\":\"EUR\"}",
            "[\"a\",\"a\",\"b\"]",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/json;charset=nonsense",
            "///",
            "application/json, text/html",
            "*/*",
            "");

    private static final List<String> HEADERS = List.of(
            "If-Match: *",
            "If-Match: W/\"0\"",
            "If-Match: \"0\", \"1\"",
            "If-Match: nonsense",
            "If-Match: \"" + "9".repeat(30) + "\"",
            "If-None-Match: *",
            "If-None-Match: \"0\"",
            "If-None-Match: ,",
            "If-Modified-Since: yesterday",
            "Prefer: wait=1",
            "Prefer: wait=-1",
            "Prefer: ;;,=",
            "Prefer: respond-async",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: \u00e9\u202e",
            "Accept: text/csv",
            "Accept: nonsense",
            "Accept: application/json;q=0",
            "Accept: */*;q=x",
            "Accept-Language: xx-\u0001",
            "Range: bytes=0-1",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Origin: https://evil.example.com",
            "X-Request-Id: <script>",
            "X-Request-Id: " + "r".repeat(400),
            "X-Forwarded-For: ${jndi}",
            "Cookie: a=b; \"",
            "Content-Encoding: gzip",
            "Upgrade: websocket",
            "X-HTTP-Method-Override: DELETE",
            "Authorization: Basic YTpi",
            "Authorization: Bearer",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
            "Forwarded: for=\"[::1\"",
            "Injected: a\rb: c",
            "TE: trailers",
            "Connection: keep-alive, X-Request-Id");

    private static final List<String> ODD_SEGMENTS = List.of(
            "%00",
            "%ff%fe",
            "%2e%2e",
            "%2F",
            "%5c",
            "%0d%0aX:%20y",
            "%u0041",
            "%",
            "%zz",
            ";a=b",
            "..",
            ".",
            "%E2%80%AE",
            "%F0%9F%98%80",
            "a%20b",
            "x".repeat(3_000),
            "[]",
            "{id}",
            "%C0%80");

    private static final List<String> METHODS =
            List.of("TRACE", "OPTIONS", "HEAD", "PUT", "DELETE", "PATCH", "POST", "GET", "BREW");

    /** What was done to a request that would have been good. */
    enum Kind {
        /** Nothing, or some other value of a kind that is allowed. */
        FIT,
        /** One or more of its values. */
        VALUES,
        /** Its body is not JSON as the operation wants it: never to be taken. */
        BROKEN_BODY,
        /** How it asks: by headers. */
        HEADERS,
        /** Where it asks: it need not be this operation that answers. */
        ELSEWHERE
    }

    record Generated(Operation operation, Kind kind, RawHttp.Request request) {}

    private final Random random;
    private final ApiDocument document;
    private final Map<String, List<String>> known;

    /** @param known values that exist, by the names of parameters and fields */
    GeneratedRequests(long seed, ApiDocument document, Map<String, List<String>> known) {
        this.random = new Random(seed);
        this.document = document;
        this.known = known;
    }

    Generated next(Operation operation, String token) {
        Kind kind = kind(operation);
        var headers = new ArrayList<String>();
        if (token != null) {
            headers.add("Authorization: Bearer " + token);
        }
        boolean odd = kind == Kind.ELSEWHERE;
        String path = operation.pathWith(name -> encoded(pathValue(name, kind == Kind.VALUES && random.nextBoolean())));
        String method = operation.method();
        if (odd && random.nextBoolean()) {
            path = path.endsWith("/") || random.nextBoolean()
                    ? path + "/" + oneOf(ODD_SEGMENTS)
                    : path.substring(0, path.lastIndexOf('/') + 1) + oneOf(ODD_SEGMENTS);
        } else if (odd) {
            method = oneOf(METHODS);
        }
        String query = query(operation, kind == Kind.VALUES, odd);
        if (kind == Kind.HEADERS) {
            for (int more = random.nextInt(2); more >= 0; more--) {
                headers.add(oneOf(HEADERS));
            }
        }
        return new Generated(
                operation, kind, new RawHttp.Request(method, path + query, headers, body(operation, kind, headers)));
    }

    private Kind kind(Operation operation) {
        int lot = random.nextInt(100);
        if (operation.takesBody() && lot < 25) {
            return Kind.BROKEN_BODY;
        }
        return lot < 45 ? Kind.FIT : lot < 75 ? Kind.VALUES : lot < 88 ? Kind.HEADERS : Kind.ELSEWHERE;
    }

    private String query(Operation operation, boolean bad, boolean odd) {
        var parts = new ArrayList<String>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (!parameter.path("in").asString().equals("query")
                    || (!parameter.path("required").asBoolean() && random.nextInt(3) > 0)) {
                continue;
            }
            String name = parameter.path("name").asString();
            String value = bad && random.nextBoolean()
                    ? oneOf(TEXTS)
                    : text(name, value(name, document.resolved(parameter.path("schema")), 0));
            for (int repeated = bad ? random.nextInt(8) / 7 : 0; repeated >= 0; repeated--) {
                parts.add(name + "=" + encoded(value));
            }
        }
        if (bad && random.nextInt(4) == 0) {
            parts.add(oneOf(
                    List.of("unknown=1", "=", "&", "limit=%31", "a[]=1", "after=bnVsbA", "after=e30", "q", "%20=%20")));
        }
        if (odd && random.nextInt(4) == 0) {
            parts.add(oneOf(List.of("q=%", "q=%zz", "q=%00", "q=%ff", "q=%u0041", "limit=%F0%9F")));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private String pathValue(String name, boolean bad) {
        if (bad) {
            return oneOf(TEXTS);
        }
        List<String> real = known.getOrDefault(name, List.of());
        return real.isEmpty() || random.nextInt(4) == 0
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : oneOf(real);
    }

    private byte[] body(Operation operation, Kind kind, List<String> headers) {
        if (!operation.takesBody()) {
            return new byte[0];
        }
        JsonNode json = operation.jsonBody();
        if (json.isMissingNode()) {
            String type = operation.description().path("requestBody").path("content").propertyNames().stream()
                    .findFirst()
                    .orElse("text/plain");
            headers.add("Content-Type: " + type);
            return "a=b".getBytes(StandardCharsets.UTF_8);
        }
        JsonNode example = document.example(operation);
        JsonNode fit = random.nextBoolean() && example.isObject()
                ? withKnown(example.deepCopy())
                : value("", document.resolved(json.path("schema")), 0);
        if (kind != Kind.BROKEN_BODY) {
            headers.add("Content-Type: application/json");
            return (kind == Kind.VALUES ? spoiled(fit) : JSON.writeValueAsString(fit)).getBytes(StandardCharsets.UTF_8);
        }
        return broken(JSON.writeValueAsString(fit), headers);
    }

    private byte[] broken(String body, List<String> headers) {
        int way = random.nextInt(13);
        headers.add("Content-Type: " + (way == 0 ? oneOf(TYPES) : "application/json"));
        return switch (way) {
            case 0 -> body.getBytes(StandardCharsets.UTF_8);
            case 1 -> new byte[0];
            case 2 ->
                body.substring(0, body.length() - 1 - random.nextInt(Math.min(body.length() - 1, 20)))
                        .getBytes(StandardCharsets.UTF_8);
            case 3 -> (body + oneOf(List.of("x", "{}", "]", ",", " 1", "\u0000"))).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("{\"a\":1,\"a\":2," + body.substring(1)).getBytes(StandardCharsets.UTF_8);
            case 5 -> ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
            case 6 -> ("{\"a\":" + "9".repeat(3_000) + "," + body.substring(1)).getBytes(StandardCharsets.UTF_8);
            case 7 -> ("\uFEFF\uFEFF" + body).getBytes(StandardCharsets.UTF_8);
            case 8 -> withBytes(body, (byte) 0xC0, (byte) 0x80);
            case 9 -> withBytes(body, (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80);
            case 10 ->
                oneOf(List.of("null", "1", "\"x\"", "true", "[]", "undefined", "{a:1}", "{'a':1}", "\u0000", "// x"))
                        .getBytes(StandardCharsets.UTF_8);
            case 11 ->
                ("{\"unknown" + random.nextInt(10) + "\":1," + body.substring(1)).getBytes(StandardCharsets.UTF_8);
            default -> ("{\"x\":\"" + "y".repeat(1_100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Bytes that are no UTF-8, within the first text of the body. */
    private static byte[] withBytes(String body, byte... bad) {
        byte[] good = body.getBytes(StandardCharsets.UTF_8);
        int place = body.indexOf('"') + 1;
        byte[] all = Arrays.copyOf(good, good.length + bad.length);
        System.arraycopy(good, place, all, place + bad.length, good.length - place);
        System.arraycopy(bad, 0, all, place, bad.length);
        return all;
    }

    /** One value of the body becomes another. */
    private String spoiled(JsonNode fit) {
        var places = new ArrayList<String>();
        collect("", fit, places);
        String mark = "@spoiled@";
        String place = oneOf(places);
        JsonNode marked = place.isEmpty() ? JSON.getNodeFactory().stringNode(mark) : fit;
        if (!place.isEmpty()) {
            JsonNode parent = fit.at(place.substring(0, place.lastIndexOf('/')));
            String last = place.substring(place.lastIndexOf('/') + 1)
                    .replace("~1", "/")
                    .replace("~0", "~");
            if (parent instanceof ObjectNode object) {
                if (random.nextInt(8) == 0) {
                    object.remove(last);
                } else {
                    object.put(last, mark);
                }
            } else if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), JSON.getNodeFactory().stringNode(mark));
            }
        }
        String hostile = random.nextBoolean() ? oneOf(VALUES) : JSON.writeValueAsString(oneOf(TEXTS));
        return JSON.writeValueAsString(marked).replace('"' + mark + '"', hostile);
    }

    private static void collect(String place, JsonNode node, List<String> places) {
        places.add(place);
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            place + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                            field.getValue(),
                            places));
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            collect(place + "/" + index, node.get(index), places);
        }
    }

    private JsonNode withKnown(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).forEach(name -> {
                if (known.containsKey(name)) {
                    object.put(name, oneOf(known.get(name)));
                } else {
                    withKnown(object.path(name));
                }
            });
        }
        node.forEach(this::withKnown);
        return node;
    }

    /** A value that a schema allows, often at its edge. */
    private JsonNode value(String name, JsonNode schema, int depth) {
        var nodes = JSON.getNodeFactory();
        if (known.containsKey(name) && random.nextInt(8) > 0) {
            return nodes.stringNode(oneOf(known.get(name)));
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = nodes.arrayNode();
                int items = Math.max(schema.path("minItems").asInt(0), depth > 4 ? 0 : random.nextInt(4));
                for (int item = 0; item < items; item++) {
                    array.add(value("", document.resolved(schema.path("items")), depth + 1));
                }
                yield array;
            }
            case "integer", "number" -> {
                long least = schema.path("minimum").asLong(-3);
                long most = schema.path("maximum").asLong(1_000);
                yield nodes.numberNode(
                        switch (random.nextInt(4)) {
                            case 0 -> least;
                            case 1 -> most;
                            default -> least + (long) (random.nextDouble() * Math.min(most - least, 1_000));
                        });
            }
            case "boolean" -> nodes.booleanNode(random.nextBoolean());
            default -> nodes.stringNode(string(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.getNodeFactory().objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(
                        property.getKey(), value(property.getKey(), document.resolved(property.getValue()), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            object.put(word(1 + random.nextInt(8)), word(random.nextInt(20)));
        }
        return object;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asString() : type.asString(schema.has("properties") ? "object" : "string");
    }

    private String string(JsonNode schema) {
        if (schema.path("format").asString("").equals("uuid")) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        if (schema.path("format").asString("").equals("email")) {
            return "fuzz-" + Long.toHexString(random.nextLong()) + "@example.org";
        }
        if (schema.has("example")) {
            return schema.path("example").asString();
        }
        String pattern = schema.path("pattern").asString("");
        if (pattern.startsWith("^[A-Z]{3}")) {
            return oneOf(List.of("EUR", "USD", "JPY", "ZZZ"));
        }
        int least = schema.path("minLength").asInt(1);
        int most = Math.min(schema.path("maxLength").asInt(64), 64);
        return word(
                switch (random.nextInt(4)) {
                    case 0 -> least;
                    case 1 -> most;
                    default -> least + random.nextInt(Math.max(1, most - least));
                });
    }

    private String word(int length) {
        UnaryOperator<String> letters = alphabet -> {
            var word = new StringBuilder();
            for (int letter = 0; letter < length; letter++) {
                word.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            return word.toString();
        };
        return letters.apply("abcdefghijklmnopqrstuvwxyzABC0123456789-_.");
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String text(String name, JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
