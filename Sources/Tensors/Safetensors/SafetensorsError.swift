/// What is wrong with a safetensors file. Equality looks at the code only.
package struct SafetensorsError: Error, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Equatable {
        private let name: String

        /// No file, or no permission.
        package static let unreadable = Code(name: "unreadable")
        /// The header or a tensor's place does not fit the file.
        package static let malformed = Code(name: "malformed")
        package static let missingTensor = Code(name: "missingTensor")
        package static let wrongShape = Code(name: "wrongShape")
    }

    package let code: Code
    /// Names the file, the tensor and the numbers.
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
