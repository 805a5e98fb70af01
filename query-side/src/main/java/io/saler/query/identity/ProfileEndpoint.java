package io.saler.query.identity;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.openapi.Refuses;
import io.saler.identity.IdentityFailure;
import io.saler.identity.Role;
import io.saler.query.Freshness;
import io.saler.query.store.StoreTable;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reading one's own profile. */
@RestController
class ProfileEndpoint {

    private final PersonTable people;
    private final StoreTable stores;
    private final Freshness freshness;

    ProfileEndpoint(PersonTable people, StoreTable stores, Freshness freshness) {
        this.people = people;
        this.stores = stores;
        this.freshness = freshness;
    }

    @GetMapping("/users/me")
    @Refuses(HttpStatus.NOT_FOUND)
    Profile me(CurrentUser reader) {
        return freshness
                .await(() -> people.find(reader.id()))
                .map(person -> new Profile(
                        reader.id(), person.email(), person.name(), roles(reader, person.role()), person.verified()))
                .orElseThrow(IdentityFailure.UserUnknown::new);
    }

    /** Whoever opened a store is a merchant, also while their token does not say so yet. */
    private Set<Role> roles(CurrentUser reader, Role role) {
        var roles = EnumSet.of(role);
        if (stores.isMerchant(reader.id())) {
            roles.add(Role.MERCHANT);
        }
        return roles;
    }
}
