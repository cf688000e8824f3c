/// FNV-1a, 64 bits: tells a row that the disk changed from the one that was written.
struct Checksum {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    /// As SQLite keeps it, signed.
    var value: Int { Int(truncatingIfNeeded: hash) }

    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // Where one column ends matters as much as what is in it.
        hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }

    mutating func take(_ number: Int) {
        withUnsafeBytes(of: number.littleEndian) { take($0) }
    }
}
