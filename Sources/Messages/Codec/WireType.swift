internal import CMessages

/// One generated message type: its C struct and the descriptor that protobuf-c reads it by.
struct WireType<Struct>: @unchecked Sendable {
    /// Points to a constant of CMessages.
    let descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    let initialise: @Sendable (UnsafeMutablePointer<Struct>?) -> Void

    /// A C constant has no address in Swift, so the generated initialiser is asked for it.
    init(_ initialise: @escaping @Sendable (UnsafeMutablePointer<Struct>?) -> Void) {
        self.initialise = initialise
        descriptor = withUnsafeTemporaryAllocation(of: Struct.self, capacity: 1) { space in
            initialise(space.baseAddress)
            guard let start = space.baseAddress else { preconditionFailure("no memory for one") }
            // Every generated struct begins with its ProtobufCMessage.
            return UnsafeRawPointer(start).load(as: ProtobufCMessage.self).descriptor
        }
    }

    /// "salesrl.v1.Turn".
    var name: String { String(cString: descriptor.pointee.name) }
}
