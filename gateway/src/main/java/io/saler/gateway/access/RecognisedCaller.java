package io.saler.gateway.access;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A caller whose token holds; subject and roles were checked when the token was. */
final class RecognisedCaller extends JwtAuthenticationToken {

    static final String ROLES = "roles";

    private static final long serialVersionUID = 1L;

    private final transient CurrentUser user;

    private RecognisedCaller(Jwt token, CurrentUser user, Collection<? extends GrantedAuthority> authorities) {
        super(token, authorities, user.id().toString());
        this.user = user;
    }

    static RecognisedCaller from(Jwt token) {
        var user = new CurrentUser(UserId.of(String.valueOf(token.getSubject())), roles(token), token.getExpiresAt());
        List<SimpleGrantedAuthority> authorities = user.roles().stream()
                .map(RuleBook::authority)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return new RecognisedCaller(token, user, authorities);
    }

    /** Roles this process does not know give no rights here; a newer one may have issued the token. */
    private static Set<Role> roles(Jwt token) {
        List<String> named = token.getClaimAsStringList(ROLES);
        var roles = EnumSet.noneOf(Role.class);
        if (named != null) {
            Arrays.stream(Role.values())
                    .filter(role -> named.contains(role.name()))
                    .forEach(roles::add);
        }
        return roles;
    }

    CurrentUser user() {
        return user;
    }
}
