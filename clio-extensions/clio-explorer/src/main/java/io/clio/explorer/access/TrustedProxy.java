package io.clio.explorer.access;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises readers by a header that a reverse proxy sets after it has recognised them itself.
 *
 * <p>The header counts only from the addresses that are named here. From anybody else it is refused, and the log says
 * so. The proxy has to remove what a client sends under the same name; a header that comes twice is refused. Immutable
 * and thread-safe, if the roles are.
 */
public final class TrustedProxy implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxy.class);

    private final String header;
    private final Function<String, Optional<Role>> roles;
    private final Set<InetAddress> proxies;

    private TrustedProxy(String header, Function<String, Optional<Role>> roles, Set<InetAddress> proxies) {
        this.header = header;
        this.roles = roles;
        this.proxies = proxies;
    }

    /**
     * Trusts one header of the proxies at these addresses.
     *
     * @param header the header that holds the reader's name, such as {@code X-Forwarded-User}
     * @param roles the role of a name; nothing for somebody who may see nothing
     * @param proxies where the proxies' connections come from; at least one
     * @return the authenticator
     * @throws IllegalArgumentException if no proxy is named
     */
    public static TrustedProxy of(String header, Function<String, Optional<Role>> roles, InetAddress... proxies) {
        if (proxies.length == 0) {
            throw new IllegalArgumentException("expected the address of at least one proxy");
        }
        return new TrustedProxy(header, roles, Set.of(proxies));
    }

    @Override
    public Optional<Reader> authenticate(RequestFacts request) {
        Optional<String> name = request.only(header).filter(value -> !value.isBlank() && value.length() <= 200);
        if (!proxies.contains(request.peer())) {
            if (name.isPresent()) {
                LOG.warn("{} from {}, which is none of the trusted proxies: refused", header, request.peer());
            }
            return Optional.empty();
        }
        return name.flatMap(who -> roles.apply(who).map(role -> new Reader(who, role)));
    }
}
