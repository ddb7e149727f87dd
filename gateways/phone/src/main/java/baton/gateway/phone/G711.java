package baton.gateway.phone;

/** G.711 at 8000 Hz (ITU-T): the two laws by their RTP payload types (RFC 3551). Samples have 16 bits. */
enum G711 {
    MU_LAW(0, "PCMU") {
        @Override
        byte encode(int sample) {
            var sign = sample < 0 ? 0x80 : 0;
            var magnitude = Math.min(Math.abs(sample), 32635) + 132;
            var exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
            return (byte) ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0F));
        }

        @Override
        short expand(int code) {
            var bits = ~code & 0xFF;
            var magnitude = ((((bits & 0x0F) << 3) + 132) << ((bits >> 4) & 7)) - 132;
            return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
        }
    },

    A_LAW(8, "PCMA") {
        @Override
        byte encode(int sample) {
            var sign = sample >= 0 ? 0xD5 : 0x55;
            var magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32767) >> 3;
            if (magnitude < 32) {
                return (byte) ((magnitude >> 1) ^ sign);
            }
            var exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 4;
            return (byte) (((exponent << 4) | ((magnitude >> exponent) & 0x0F)) ^ sign);
        }

        @Override
        short expand(int code) {
            var bits = code ^ 0x55;
            var exponent = (bits >> 4) & 7;
            var magnitude = ((bits & 0x0F) << 4) + 8;
            if (exponent > 0) {
                magnitude = (magnitude + 256) << (exponent - 1);
            }
            return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
        }
    };

    /** In a packet of 20 ms. */
    static final int SAMPLES = 160;

    private final int payloadType;
    private final String encoding;

    @SuppressWarnings("ImmutableEnumChecker") // written once, below
    private final short[] expanded = new short[256];

    G711(int payloadType, String encoding) {
        this.payloadType = payloadType;
        this.encoding = encoding;
        for (var code = 0; code < expanded.length; code++) {
            expanded[code] = expand(code);
        }
    }

    int payloadType() {
        return payloadType;
    }

    /** As in {@code a=rtpmap}. */
    String encoding() {
        return encoding;
    }

    abstract byte encode(int sample);

    abstract short expand(int code);

    short decode(byte code) {
        return expanded[code & 0xFF];
    }
}
