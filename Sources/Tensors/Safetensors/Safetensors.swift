internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads the safetensors container: named tensors behind a JSON header.
///
///     offset  size  what (little-endian)
///          0     8  N, bytes of the header
///          8     N  JSON: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
///            ...}
///        8+N   ...  the data; offsets count from here
///
/// The file is mapped, not read: only what is asked for is copied out. Every place is checked
/// against the file's length before it is touched. Only F32 is read.
package final class Safetensors {
    /// A header longer than this is refused: 16 MiB.
    static let headerBytesMax = 16 << 20

    private struct Place: Decodable {
        var dtype: String?
        var shape: [Int]?
        var dataOffsets: [Int]?

        enum CodingKeys: String, CodingKey {
            case dtype
            case shape
            case dataOffsets = "data_offsets"
        }
    }

    private let path: String
    private let bytes: UnsafeRawBufferPointer
    private let dataStart: Int
    private let places: [String: Place]

    package init(contentsOf path: String) throws(SafetensorsError) {
        self.path = path
        bytes = try Self.map(path)
        do throws(SafetensorsError) {
            (places, dataStart) = try Self.header(of: bytes, path: path)
        } catch {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
            throw error
        }
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    /// A copy of the tensor's numbers, row-major.
    package func floats(_ name: String, shape: [Int]) throws(SafetensorsError) -> [Float] {
        guard let place = places[name], let offsets = place.dataOffsets else {
            throw SafetensorsError(.missingTensor, "\(path) holds no tensor \"\(name)\"")
        }
        guard place.dtype == "F32", place.shape == shape else {
            throw SafetensorsError(
                .wrongShape,
                "\(path): tensor \"\(name)\" is \(place.dtype ?? "of no type") "
                    + "\(place.shape ?? []) where F32 \(shape) is needed")
        }
        let count = shape.reduce(1, *)
        let room = bytes.count - dataStart
        guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= room,
            offsets[1] - offsets[0] == count * 4
        else {
            throw SafetensorsError(
                .malformed,
                "\(path): tensor \"\(name)\" lies at \(offsets) of \(room) bytes; "
                    + "\(count * 4) bytes are needed. Fetch the file again")
        }
        let start = dataStart + offsets[0]
        return [Float](unsafeUninitializedCapacity: count) { floats, initialized in
            UnsafeMutableRawBufferPointer(floats)
                .copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + count * 4]))
            initialized = count
        }
    }

    private static func map(_ path: String) throws(SafetensorsError) -> UnsafeRawBufferPointer {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw SafetensorsError(
                .unreadable, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var information = stat()
        guard fstat(file, &information) == 0, information.st_size >= 8 else {
            throw SafetensorsError(
                .malformed, "\(path) has \(information.st_size) bytes; at least 8 are needed")
        }
        let size = Int(information.st_size)
        let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0)
        guard let base, base != MAP_FAILED else {
            throw SafetensorsError(
                .unreadable, "\(path) cannot be mapped: \(String(cString: strerror(errno)))")
        }
        return UnsafeRawBufferPointer(start: base, count: size)
    }

    private static func header(
        of bytes: UnsafeRawBufferPointer, path: String
    ) throws(SafetensorsError) -> (places: [String: Place], dataStart: Int) {
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(min(headerBytesMax, bytes.count - 8)) else {
            throw SafetensorsError(
                .malformed,
                "\(path): a header of \(length) bytes in a file of \(bytes.count); "
                    + "the limit is \(headerBytesMax)")
        }
        let end = 8 + Int(length)
        do {
            let places = try JSONDecoder().decode(
                [String: Place].self, from: Data(bytes[8..<end]))
            return (places, end)
        } catch {
            throw SafetensorsError(.malformed, "\(path): the header cannot be read: \(error)")
        }
    }
}
