internal import Tensors

/// One small network over the summary of a turn: what a member of the move head is.
///
///     hidden = tanh(input.weight [H, W] s + input.bias [H])
///     output = output.weight [O, H] hidden + output.bias [O]
package struct MoveNet: Sendable, Equatable {
    package struct Layout: Sendable, Equatable {
        /// W, H and O.
        package let inputs, hidden, outputs: Int

        package init(inputs: Int, hidden: Int, outputs: Int) {
            self.inputs = inputs
            self.hidden = hidden
            self.outputs = outputs
        }

        /// Where each tensor begins in the flat array of parameters.
        package var inputBias: Int { hidden * inputs }
        package var output: Int { inputBias + hidden }
        package var outputBias: Int { output + outputs * hidden }
        package var count: Int { outputBias + outputs }
    }

    package let layout: Layout
    package var parameters: [Float]

    package init(layout: Layout, parameters: [Float]) {
        precondition(parameters.count == layout.count, "a network of another shape")
        self.layout = layout
        self.parameters = parameters
    }

    /// - Parameters:
    ///   - summary: [W], standardised.
    ///   - hidden: [H] and `outputs`: [O], to be filled.
    package func run(
        _ summary: UnsafePointer<Float>, hidden: UnsafeMutablePointer<Float>,
        outputs: UnsafeMutablePointer<Float>
    ) {
        parameters.withUnsafeBufferPointer { buffer in
            guard let p = buffer.baseAddress else { return }
            Self.run(layout, p, summary, hidden: hidden, outputs: outputs)
        }
    }

    /// What training and running share.
    package static func run(
        _ layout: Layout, _ p: UnsafePointer<Float>, _ summary: UnsafePointer<Float>,
        hidden: UnsafeMutablePointer<Float>, outputs: UnsafeMutablePointer<Float>
    ) {
        Matrix.multiply(
            p, rows: layout.hidden, columns: layout.inputs, summary, bias: p + layout.inputBias,
            into: hidden)
        for unit in 0..<layout.hidden { hidden[unit] = Squash.tanh(hidden[unit]) }
        Matrix.multiply(
            p + layout.output, rows: layout.outputs, columns: layout.hidden, hidden,
            bias: p + layout.outputBias, into: outputs)
    }
}

// MARK: - As a file

extension MoveNet {
    func add(_ name: String, to file: inout ModelFile) {
        let l = layout
        file.add(
            "\(name).input.weight", Array(parameters[..<l.inputBias]), shape: [l.hidden, l.inputs])
        file.add(
            "\(name).input.bias", Array(parameters[l.inputBias..<l.output]), shape: [l.hidden])
        file.add(
            "\(name).output.weight", Array(parameters[l.output..<l.outputBias]),
            shape: [l.outputs, l.hidden])
        file.add("\(name).output.bias", Array(parameters[l.outputBias...]), shape: [l.outputs])
    }

    init(_ name: String, of file: ModelFile, _ layout: Layout) throws {
        self.init(
            layout: layout,
            parameters: try file.floats(
                "\(name).input.weight", shape: [layout.hidden, layout.inputs])
                + file.floats("\(name).input.bias", shape: [layout.hidden])
                + file.floats("\(name).output.weight", shape: [layout.outputs, layout.hidden])
                + file.floats("\(name).output.bias", shape: [layout.outputs]))
    }
}
