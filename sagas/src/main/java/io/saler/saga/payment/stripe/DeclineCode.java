package io.saler.saga.payment.stripe;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses which of Stripe's two codes says why: the issuer's reason where there is one that may be told. */
final class DeclineCode {

    private static final String DECLINED = "card_declined";

    /** Stripe asks that whoever pays with such a card does not learn that it is known for what it is. */
    private static final Set<String> NOT_TO_BE_TOLD =
            Set.of("fraudulent", "lost_card", "stolen_card", "merchant_blacklist", "generic_decline");

    private DeclineCode() {}

    static String of(@Nullable String code, @Nullable String declineCode) {
        if (declineCode != null && !NOT_TO_BE_TOLD.contains(declineCode)) {
            return declineCode;
        }
        return code == null ? DECLINED : code;
    }
}
