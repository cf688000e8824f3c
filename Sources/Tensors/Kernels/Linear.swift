internal import CKernels

/// A linear layer packed for one table of kernels: `y[rows, outputs] = x[rows, inputs] *
/// transpose(w) + bias`.
///
/// Immutable once made; any number of threads may apply it, each with scratch of its own. A row's
/// result does not depend on the other rows, to the bit.
package final class Linear: Sendable {
    package let inputs: Int
    package let outputs: Int
    package let precision: Precision
    private let kernels: Kernels
    private let weights: AlignedBuffer<UInt8>
    private let scales: AlignedBuffer<Float>
    private let sums: AlignedBuffer<Int32>
    private let bias: AlignedBuffer<Float>

    /// `weights` is row-major [outputs, inputs], `bias` [outputs].
    package init(
        weights: [Float], bias: [Float], inputs: Int, precision: Precision, kernels: Kernels
    ) {
        precondition(weights.count == inputs * bias.count, "weights and bias do not fit")
        let outputs = bias.count
        let table = kernels.table.pointee
        let panel =
            switch precision {
            case .float: table.panel_f32
            case .int16: table.panel_i16
            case .int8: table.panel_i8
            }
        let padded = (outputs + panel - 1) / panel * panel
        self.inputs = inputs
        self.outputs = outputs
        self.precision = precision
        self.kernels = kernels
        self.weights = AlignedBuffer(
            padded * Self.paddedInputs(inputs, precision) * Self.bytes(precision))
        self.scales = AlignedBuffer(padded)
        self.sums = AlignedBuffer(padded)
        self.bias = AlignedBuffer(padded)
        for (index, value) in bias.enumerated() { self.bias.base[index] = value }
        let packed = UnsafeMutableRawPointer(self.weights.base)
        let floats = padded * inputs
        switch precision {
        case .float:
            table.pack_f32(
                weights, outputs, inputs, packed.bindMemory(to: Float.self, capacity: floats))
        case .int16:
            table.pack_i16(
                weights, outputs, inputs, packed.bindMemory(to: Int16.self, capacity: floats),
                scales.base)
        case .int8:
            table.pack_i8(
                weights, outputs, inputs, packed.bindMemory(to: Int8.self, capacity: floats),
                scales.base, sums.base)
        }
    }

    /// Bytes of scratch that `apply` needs for so many rows: the rounded activations and their
    /// scales.
    package func scratchBytes(rows: Int) -> Int {
        precision == .float ? 0 : roundedBytes(rows: rows) + rows * 8
    }

    /// `x` holds rows * inputs floats, `y` takes rows * outputs, `scratch` has `scratchBytes` and
    /// begins at a multiple of 64 bytes. With `gelu`, GELU is applied to what is stored.
    package func apply(
        to x: UnsafePointer<Float>, rows: Int, gelu: Bool = false,
        scratch: UnsafeMutableRawPointer, into y: UnsafeMutablePointer<Float>
    ) {
        let table = kernels.table
        var layer = ck_linear(
            inputs: inputs, outputs: outputs, weights: UnsafeRawPointer(weights.base),
            scales: scales.base, bias: bias.base, sums: sums.base)
        let rowScales = (scratch + roundedBytes(rows: rows)).assumingMemoryBound(to: Float.self)
        switch precision {
        case .float:
            table.pointee.linear_f32(x, rows, &layer, gelu ? 1 : 0, y)
        case .int16:
            let rounded = scratch.assumingMemoryBound(to: Int16.self)
            table.pointee.round_i16(x, rows, inputs, rounded, rowScales)
            table.pointee.linear_i16(rounded, rowScales, rows, &layer, gelu ? 1 : 0, y)
        case .int8:
            let rounded = scratch.assumingMemoryBound(to: UInt8.self)
            let zeros = UnsafeMutableRawPointer(rowScales + rows)
                .assumingMemoryBound(to: Int32.self)
            table.pointee.round_i8(x, rows, inputs, rounded, rowScales, zeros)
            table.pointee.linear_i8(rounded, rowScales, zeros, rows, &layer, gelu ? 1 : 0, y)
        }
    }

    /// The same on arrays, for those who are not in a hurry.
    package func applied(to x: [Float], gelu: Bool = false) -> [Float] {
        let rows = x.count / inputs
        precondition(x.count == rows * inputs, "not a whole number of rows")
        let scratch = AlignedBuffer<UInt8>(scratchBytes(rows: rows))
        return [Float](unsafeUninitializedCapacity: rows * outputs) { y, count in
            if let base = y.baseAddress {
                apply(to: x, rows: rows, gelu: gelu, scratch: scratch.base, into: base)
            }
            count = rows * outputs
        }
    }

    private func roundedBytes(rows: Int) -> Int {
        let bytes = rows * Self.paddedInputs(inputs, precision) * Self.bytes(precision)
        return (bytes + 63) / 64 * 64
    }

    private static func paddedInputs(_ inputs: Int, _ precision: Precision) -> Int {
        switch precision {
        case .float: inputs
        case .int16: (inputs + 1) / 2 * 2
        case .int8: (inputs + 3) / 4 * 4
        }
    }

    private static func bytes(_ precision: Precision) -> Int {
        switch precision {
        case .float: 4
        case .int16: 2
        case .int8: 1
        }
    }
}
