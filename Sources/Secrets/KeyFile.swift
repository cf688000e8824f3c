internal import Foundation
internal import Storage
internal import Wire

/// The key-encryption keys: one a line, 64 hexadecimal digits. The first wraps; all unwrap.
///
/// ```
/// # salesrl: key-encryption keys, the one in use first. Whoever has this file and the database
/// # has the secrets.
/// 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
/// ```
package struct KeyFile: Sendable {
    /// What it is called in a data directory, and as a credential of systemd.
    package static let name = "secrets.key"

    struct Key: Sendable {
        /// 16 hexadecimal digits that follow from the key and tell nothing of it.
        let id: String
        let bytes: HiddenBytes

        init(_ bytes: HiddenBytes) {
            self.bytes = bytes
            let name = Digest.authenticate(Array("salesrl key id".utf8), key: bytes)
            id = AuditAnchor.hexadecimal(Array(name.prefix(8)))
        }
    }

    /// The one in use first.
    let keys: [Key]

    /// The id of the key that wraps.
    package var current: String { keys[0].id }

    func key(_ id: String) -> HiddenBytes? { keys.first { $0.id == id }?.bytes }

    init(keys: [HiddenBytes]) { self.keys = keys.map(Key.init) }

    /// Reads the file, and refuses it where anybody but its owner may read it, or anybody may write
    /// to it. A credential of systemd may be read by its group: that is how systemd hands it to a
    /// service's user.
    package init(contentsOf path: String) throws(SecretError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            throw SecretError(
                .unreadable,
                "\(path): \(String(cString: strerror(errno))); `salesrl init` makes a key file, "
                    + "`salesrl secret new-key` another key")
        }
        defer { close(file) }
        var about = stat()
        guard fstat(file, &about) == 0, about.st_mode & S_IFMT == S_IFREG else {
            throw SecretError(.unreadable, "\(path): is not a regular file")
        }
        let credentials = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
        let isCredential = credentials.map { path.hasPrefix($0 + "/") } ?? false
        let forbidden: mode_t = isCredential ? 0o337 : 0o377
        guard about.st_mode & forbidden == 0 else {
            throw SecretError(
                .permissions,
                "\(path): has mode 0\(String(about.st_mode & 0o777, radix: 8)); a key file must be "
                    + "readable by its owner and by nobody else: chmod 0400 \(path)")
        }
        guard about.st_uid == geteuid() || about.st_uid == 0 else {
            throw SecretError(
                .permissions,
                "\(path): belongs to user \(about.st_uid); it must belong to user \(geteuid()), who "
                    + "runs this, or to root")
        }
        guard about.st_size <= SecretLimits.fileBytes else {
            throw SecretError(
                .malformed,
                "\(path): \(about.st_size) bytes; at most \(SecretLimits.fileBytes) are read")
        }
        var count = 0
        let text = HiddenBytes(count: Int(about.st_size)) {
            count = read(file, $0.baseAddress, $0.count)
        }
        guard count == text.count else {
            throw SecretError(.unreadable, "\(path): could not be read whole")
        }
        keys = try Self.keys(text, path)
    }

    private static func keys(
        _ text: HiddenBytes, _ path: String
    ) throws(SecretError) -> [Key] {
        var keys: [Key] = []
        var badLine: Int?
        text.withUnsafeBytes { text in
            for (index, line) in text.split(separator: 0x0a).enumerated() {
                guard line.first != UInt8(ascii: "#") else { continue }
                if let key = hexadecimal(line) {
                    keys.append(Key(key))
                } else {
                    badLine = badLine ?? index + 1
                }
            }
        }
        if let badLine {
            throw SecretError(
                .malformed,
                "\(path): line \(badLine) that is not empty is not a key of "
                    + "\(2 * Sealing.keyCount) hexadecimal digits")
        }
        guard (1...SecretLimits.keys).contains(keys.count) else {
            throw SecretError(
                .malformed, "\(path): holds \(keys.count) keys; 1 to \(SecretLimits.keys) will do")
        }
        return keys
    }

    private static func hexadecimal(_ line: Slice<UnsafeRawBufferPointer>) -> HiddenBytes? {
        guard line.count == 2 * Sealing.keyCount else { return nil }
        var isGood = true
        let key = HiddenBytes(count: Sealing.keyCount) { bytes in
            for (index, digit) in line.enumerated() {
                let value: UInt8
                switch digit {
                case 0x30...0x39: value = digit - 0x30
                case 0x61...0x66: value = digit - 0x61 + 10
                case 0x41...0x46: value = digit - 0x41 + 10
                default: (isGood, value) = (false, 0)
                }
                bytes[index / 2] |= index.isMultiple(of: 2) ? value << 4 : value
            }
        }
        return isGood ? key : nil
    }
}

// MARK: Writing

extension KeyFile {
    /// Makes a key file with one new key; refuses where there is one.
    package static func create(at path: String) throws(SecretError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw SecretError(.unreadable, "\(path) exists already; nothing was changed")
        }
        try write([HiddenBytes.random(count: Sealing.keyCount)], to: path)
    }

    /// Puts a new key in front of those that are there, for the daemon to wrap with from its next
    /// `salesrl secret rotate` on. Returns the new key's id.
    @discardableResult
    package static func addKey(to path: String) throws(SecretError) -> String {
        let before = try KeyFile(contentsOf: path)
        guard before.keys.count < SecretLimits.keys else {
            throw SecretError(
                .malformed,
                "\(path): holds \(before.keys.count) keys already; drop the old ones first: "
                    + "`salesrl secret drop-keys`")
        }
        let fresh = Key(HiddenBytes.random(count: Sealing.keyCount))
        try write([fresh.bytes] + before.keys.map(\.bytes), to: path)
        return fresh.id
    }

    /// Leaves the key in use alone. Returns how many went.
    @discardableResult
    package static func dropOldKeys(of path: String) throws(SecretError) -> Int {
        let before = try KeyFile(contentsOf: path)
        if before.keys.count > 1 { try write([before.keys[0].bytes], to: path) }
        return before.keys.count - 1
    }

    /// Beside, synced, renamed: the old file or the new, never a mixture.
    private static func write(_ keys: [HiddenBytes], to path: String) throws(SecretError) {
        let head = Array(
            """
            # salesrl: key-encryption keys, the one in use first. Whoever has this file and the \
            database has the secrets.

            """.utf8)
        let line = 2 * Sealing.keyCount + 1
        let text = HiddenBytes(count: head.count + keys.count * line) { text in
            text.copyBytes(from: head)
            let digits = Array("0123456789abcdef".utf8)
            for (index, key) in keys.enumerated() {
                var place = head.count + index * line
                key.withUnsafeBytes { bytes in
                    for byte in bytes {
                        text[place] = digits[Int(byte >> 4)]
                        text[place + 1] = digits[Int(byte & 15)]
                        place += 2
                    }
                }
                text[place] = 0x0a
            }
        }
        let beside = path + ".new"
        unlink(beside)
        let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
        guard file >= 0 else {
            throw SecretError(.unreadable, "\(beside): \(String(cString: strerror(errno)))")
        }
        let isWritten = text.withUnsafeBytes { text in
            Glibc.write(file, text.baseAddress, text.count) == text.count && fsync(file) == 0
        }
        close(file)
        guard isWritten, rename(beside, path) == 0 else {
            throw SecretError(
                .unreadable, "\(path) could not be written: \(String(cString: strerror(errno)))")
        }
    }
}
