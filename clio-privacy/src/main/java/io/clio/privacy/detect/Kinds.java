package io.clio.privacy.detect;

import java.util.Set;

/** The names of the identifier kinds that the standard detectors report. Constants only. */
public final class Kinds {
    /** An e-mail address, plain or spelled out. */
    public static final String EMAIL = "email";
    /** A telephone or fax number. */
    public static final String PHONE = "phone";
    /** A payment card number. */
    public static final String CARD = "card";
    /** An international bank account number. */
    public static final String IBAN = "iban";
    /** An IPv4 or IPv6 address. */
    public static final String IP = "ip";
    /** A hardware address of a network interface. */
    public static final String MAC = "mac";
    /** A web address with a user, path, query or fragment part. */
    public static final String URL = "url";
    /** A geographic position. */
    public static final String COORDINATES = "coordinates";
    /** A national, document, medical or customer number. */
    public static final String ID = "id";
    /** An API key or another high-entropy token. */
    public static final String KEY = "key";
    /** An account name introduced by an at sign. */
    public static final String HANDLE = "handle";
    /** A universally unique identifier. */
    public static final String UUID = "uuid";
    /** A file path that contains a user name. */
    public static final String PATH = "path";
    /** The address of a cryptocurrency wallet. */
    public static final String WALLET = "wallet";
    /** A long digit string of no known scheme. */
    public static final String NUMBER = "number";

    /** All of the above. */
    public static final Set<String> STANDARD =
            Set.of(EMAIL, PHONE, CARD, IBAN, IP, MAC, URL, COORDINATES, ID, KEY, HANDLE, UUID, PATH, WALLET, NUMBER);

    private Kinds() {}
}
