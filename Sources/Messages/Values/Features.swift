/// Names the features of a turn, in order, so that a model can refuse numbers it was not trained
/// on.
package struct FeatureSchema: Sendable, Equatable {
    package struct Feature: Sendable, Equatable {
        /// Stable and unique: "objection.price".
        package let name: String
        /// How a person would say it: "the customer objected to the price".
        package let phrase: String

        package init(name: String, phrase: String) {
            self.name = name
            self.phrase = phrase
        }
    }

    package let features: [Feature]
    /// FNV-1a (64 bits) over the names, joined by newlines: equal schemas, equal hash.
    package let hash: UInt64

    package init(_ features: [Feature]) {
        self.features = features
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in features.map(\.name).joined(separator: "\n").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        self.hash = hash
    }

    package var count: Int { features.count }
}

/// What is measured of a conversation when one more turn is in: one number a feature of the schema.
package struct Features: Sendable, Equatable {
    /// In the order of the schema, each about -4...4.
    package var values: [Float]
    /// Hash of the schema that gives them their names.
    package let schema: UInt64
    /// Keys of 48 bits of the words and pairs of words of this turn; empty after closing.
    package var words: [UInt64]

    package init(values: [Float], schema: UInt64, words: [UInt64] = []) {
        self.values = values
        self.schema = schema
        self.words = words
    }
}
