package io.saler.store;

/** Where a key may be kept, and so what it may do. */
public enum ApiKeyKind {
    /** On a merchant's servers, where nobody else can read it; it may do what its scopes say. */
    SECRET("sk_"),
    /** On a page that everybody can read; it may say what happens there, and nothing else. */
    PUBLISHABLE("pk_");

    private final String prefix;

    ApiKeyKind(String prefix) {
        this.prefix = prefix;
    }

    /** What the keys of this kind begin with. */
    public String prefix() {
        return prefix;
    }
}
