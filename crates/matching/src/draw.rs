//! Numbers drawn from a seed and a text, the same on every machine.

/// FNV-1a over the text, mixed with the seed by the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
pub(crate) fn number(seed: u64, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &byte in text.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(hash ^ mix(seed.wrapping_add(0x9e37_79b9_7f4a_7c15)))
}

/// SplitMix64's finaliser.
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
