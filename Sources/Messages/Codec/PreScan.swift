internal import CMessages

/// Reads a message's wire bytes against its descriptor before libprotobuf-c may touch them.
///
/// libprotobuf-c recurses without limit, takes NUL and broken UTF-8 in strings, and multiplies
/// small messages into much heap. The scan walks the same bytes with a stack of fixed size, takes
/// no memory, and refuses all of that. What it lets through, protobuf-c reads the same way: tags
/// and lengths of more than five bytes are refused here, so that no bit is lost there.
enum PreScan {
    typealias Descriptor = UnsafePointer<ProtobufCMessageDescriptor>
    typealias Field = UnsafePointer<ProtobufCFieldDescriptor>

    /// One message within a message.
    struct Frame {
        var descriptor: Descriptor
        /// The field of the message around it; nil for the outermost.
        var field: Field?
        var start: Int
        var end: Int
    }

    /// - Returns: sub-messages, entries of repeated fields and unknown fields, counted together.
    static func check(
        _ bytes: UnsafeRawBufferPointer, as descriptor: Descriptor, limits: DecodeLimits
    ) throws(MessageError) -> Int {
        guard bytes.count <= limits.bytes else {
            throw MessageError(
                .tooLarge, message: String(cString: descriptor.pointee.name),
                reason: "\(bytes.count) bytes; the limit is \(limits.bytes)")
        }
        // On the stack: the capacity is a constant.
        let outcome = withUnsafeTemporaryAllocation(
            of: Frame.self, capacity: DecodeLimits.depthMax
        ) { frames -> Result<Int, MessageError> in
            var scan = Scan(bytes: bytes, root: descriptor, limits: limits, frames: frames)
            if scan.run() { return .success(scan.elements) }
            return .failure(scan.error())
        }
        return try outcome.get()
    }

    /// What is wrong. The words are found later: only refused messages pay for them.
    enum Fault {
        case truncated
        case longNumber(bytesMax: Int)
        case badTag(UInt64)
        case unusedWireType(UInt8)
        case wireType(UInt8, expected: UInt8)
        case tooDeep
        case tooManyElements
        case tooManyUnknownBytes
        /// The string begins at the scan's position.
        case invalidText(length: Int)
    }

    /// The walk. Its steps return whether all is well; where not, ``fault`` and ``faultField`` say
    /// what is wrong and the position where.
    struct Scan {
        let bytes: UnsafeRawBufferPointer
        var fault: Fault?
        var faultField: Field?
        let limits: DecodeLimits
        let frames: UnsafeMutableBufferPointer<Frame>
        var level = 0
        var position = 0
        var end: Int
        var descriptor: Descriptor
        var elements = 0
        var unknownBytes = 0

        init(
            bytes: UnsafeRawBufferPointer, root: Descriptor, limits: DecodeLimits,
            frames: UnsafeMutableBufferPointer<Frame>
        ) {
            self.bytes = bytes
            self.limits = limits
            self.frames = frames
            descriptor = root
            end = bytes.count
            frames[0] = Frame(descriptor: root, field: nil, start: 0, end: end)
        }
    }
}

extension PreScan.Scan {
    typealias Field = PreScan.Field

    mutating func run() -> Bool {
        while true {
            while position == end {
                if level == 0 { return true }
                level -= 1
                end = frames[level].end
                descriptor = frames[level].descriptor
            }
            guard readField() else { return false }
        }
    }

    @inline(__always)
    private mutating func readField() -> Bool {
        let start = position
        guard let tag = short(nil) else { return false }
        guard tag <= UInt64(UInt32.max), tag >= 8 else { return fail(.badTag(tag), nil) }
        let wire = UInt8(truncatingIfNeeded: tag & 7)
        guard let field = field(UInt32(truncatingIfNeeded: tag >> 3)) else {
            return skipUnknown(wire, from: start)
        }
        if field.pointee.label == PROTOBUF_C_LABEL_REPEATED {
            return readEntries(of: field, wire)
        }
        return readValue(of: field, wire)
    }

    /// The descriptor of a field's number. Nearly every message is one range of numbers.
    @inline(__always)
    private func field(_ number: UInt32) -> Field? {
        guard let ranges = descriptor.pointee.field_ranges else { return nil }
        for index in 0..<Int(descriptor.pointee.n_field_ranges) {
            let offset = Int(number) - Int(ranges[index].start_value)
            let first = Int(ranges[index].orig_index)
            if offset >= 0, offset < Int(ranges[index + 1].orig_index) - first {
                return descriptor.pointee.fields + (first + offset)
            }
        }
        return nil
    }

    @inline(__always)
    private mutating func readValue(of field: Field, _ wire: UInt8) -> Bool {
        let type = field.pointee.type
        guard wire == PreScan.wire(of: type) else {
            return fail(.wireType(wire, expected: PreScan.wire(of: type)), field)
        }
        switch wire {
        case 0: return skipVarint(field)
        case 1: return skip(8, field)
        case 5: return skip(4, field)
        default: break
        }
        guard let length = length(field) else { return false }
        switch type {
        case PROTOBUF_C_TYPE_MESSAGE:
            return enter(field, length)
        case PROTOBUF_C_TYPE_STRING:
            let text = UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
            guard Text.firstFault(text) == nil else {
                return fail(.invalidText(length: length), field)
            }
        default: break
        }
        position += length
        return true
    }

    @inline(__always)
    private mutating func enter(_ field: Field, _ length: Int) -> Bool {
        guard count(1, field) else { return false }
        guard level + 1 < limits.depth else { return fail(.tooDeep, field) }
        guard let inner = field.pointee.descriptor else {
            preconditionFailure("a message field without a descriptor")
        }
        level += 1
        end = position + length
        descriptor = inner.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
        frames[level] = PreScan.Frame(
            descriptor: descriptor, field: field, start: position, end: end)
        return true
    }

    /// A repeated field: one entry, or a packed run of numbers.
    private mutating func readEntries(of field: Field, _ wire: UInt8) -> Bool {
        let natural = PreScan.wire(of: field.pointee.type)
        guard wire == 2, natural != 2 else {
            // A message counts itself when it is entered.
            if field.pointee.type != PROTOBUF_C_TYPE_MESSAGE, !count(1, field) { return false }
            return readValue(of: field, wire)
        }
        guard let length = length(field) else { return false }
        let run = bytes[position..<position + length]
        let entries: Int
        let isWhole: Bool
        switch natural {
        case 1: (entries, isWhole) = (length / 8, length % 8 == 0)
        case 5: (entries, isWhole) = (length / 4, length % 4 == 0)
        default:
            entries = run.count { $0 < 0x80 }
            isWhole = run.last.map { $0 < 0x80 } ?? true
        }
        guard isWhole else { return fail(.truncated, field) }
        position += length
        return count(entries, field)
    }

    private mutating func skipUnknown(_ wire: UInt8, from start: Int) -> Bool {
        let isWhole: Bool
        switch wire {
        case 0: isWhole = skipVarint(nil)
        case 1: isWhole = skip(8, nil)
        case 5: isWhole = skip(4, nil)
        case 2: isWhole = length(nil).map { skip($0, nil) } ?? false
        default: return fail(.unusedWireType(wire), nil)
        }
        guard isWhole else { return false }
        unknownBytes += position - start
        guard unknownBytes <= limits.unknownBytes else { return fail(.tooManyUnknownBytes, nil) }
        return count(1, nil)
    }

    @inline(__always)
    private mutating func count(_ more: Int, _ field: Field?) -> Bool {
        elements += more
        return elements <= limits.elements ? true : fail(.tooManyElements, field)
    }

    @inline(never)
    mutating func fail(_ fault: PreScan.Fault, _ field: Field?) -> Bool {
        self.fault = fault
        faultField = field
        return false
    }
}
