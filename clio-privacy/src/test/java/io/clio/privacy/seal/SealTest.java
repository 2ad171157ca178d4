package io.clio.privacy.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] PLAIN = "what nobody may read".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HERE = Seal.context(1, 2);

    private final Seal seal = Seal.of(new SecretKeySpec(new byte[32], "AES"));

    @Test
    void what_was_sealed_opens_with_the_same_key_and_context() throws BrokenSealException {
        byte[] sealed = seal.seal(PLAIN, HERE);

        assertThat(sealed).hasSize(PLAIN.length + Seal.OVERHEAD);
        assertThat(Seal.of(new SecretKeySpec(new byte[32], "AES")).open(sealed, HERE))
                .isEqualTo(PLAIN);
    }

    @Test
    void sealing_twice_gives_other_bytes() {
        assertThat(seal.seal(PLAIN, HERE)).isNotEqualTo(seal.seal(PLAIN, HERE));
    }

    @Test
    void sealed_bytes_do_not_hold_the_plain_ones() {
        assertThat(new String(seal.seal(PLAIN, HERE), StandardCharsets.ISO_8859_1))
                .doesNotContain("nobody");
    }

    @Test
    void another_key_another_context_and_a_derived_key_do_not_open_it() {
        byte[] sealed = seal.seal(PLAIN, HERE);

        assertBroken(Seal.ephemeral(), sealed, HERE);
        assertBroken(seal, sealed, Seal.context(2, 1));
        assertBroken(seal.derive("answers"), sealed, HERE);
    }

    @Test
    void no_bit_can_be_changed_unnoticed() {
        byte[] sealed = seal.seal(PLAIN, HERE);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBroken(seal, changed, HERE);
        }
    }

    @Test
    void nothing_can_be_cut_off_unnoticed() {
        byte[] sealed = seal.seal(PLAIN, HERE);
        for (int length = 0; length < sealed.length; length++) {
            assertBroken(seal, Arrays.copyOf(sealed, length), HERE);
        }
    }

    @Test
    void a_derived_key_is_the_same_for_the_same_purpose() throws BrokenSealException {
        byte[] sealed = seal.derive("answers").seal(PLAIN, HERE);

        assertThat(seal.derive("answers").open(sealed, HERE)).isEqualTo(PLAIN);
        assertBroken(seal.derive("facets"), sealed, HERE);
    }

    @Test
    void fingerprints_depend_on_the_bytes_and_the_key() {
        assertThat(seal.fingerprint(PLAIN)).isEqualTo(seal.fingerprint(PLAIN.clone()));
        assertThat(seal.fingerprint(PLAIN)).isNotEqualTo(seal.fingerprint(HERE));
        assertThat(seal.fingerprint(PLAIN)).isNotEqualTo(Seal.ephemeral().fingerprint(PLAIN));
    }

    @Test
    void a_key_of_another_length_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Seal.of(new SecretKeySpec(new byte[16], "AES")))
                .withMessage("the key must have 32 bytes, got 16");
    }

    @Test
    void nothing_of_the_key_prints() {
        assertThat(seal).hasToString("Seal");
    }

    private static void assertBroken(Seal seal, byte[] sealed, byte[] context) {
        assertThatExceptionOfType(BrokenSealException.class)
                .isThrownBy(() -> seal.open(sealed, context))
                .withNoCause();
    }
}
