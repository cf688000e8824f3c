internal import Embeddings
internal import Foundation
internal import Messages
internal import Testing

@Suite("all-MiniLM-L6-v2 on this machine", .enabled(if: Weights.areHere))
struct MiniLMTests {
    @Test("Every sentence becomes the tokens that the original tokenizer makes of it")
    func tokens() throws {
        let encoder = try Weights.fastest.get()
        for one in try Case.all.get() {
            let tokens = encoder.tokenizer.tokens(of: one.text)
            #expect(tokens.ids == one.ids, "\(one.text.prefix(60))")
            #expect(tokens.isTruncated == (one.text.count > 2_000))
        }
    }

    @Test(
        "Vectors agree with the original model's: cosine 0.999 in floats and 16 bits, 0.99 in 8",
        arguments: KernelChoice.names)
    func vectors(kernels: String) throws {
        let encoder = try MiniLM(directory: Weights.directory, kernels: .named(kernels))
        #expect(encoder.kernelName == kernels)
        var worst = (cosine: 1.0, text: "")
        for one in try Case.all.get() {
            let values = encoder.embedNow(one.text).values
            #expect(abs(cosine(values, values) - 1) < 1e-5)
            let cosine = cosine(values, one.floats)
            if cosine < worst.cosine { worst = (cosine, one.text) }
        }
        print("\(kernels): worst cosine \(worst.cosine) on \"\(worst.text.prefix(40))\"")
        #expect(worst.cosine >= (kernels.hasSuffix("int8") ? 0.99 : 0.999), "\(worst.text)")
    }

    @Test("The scalar reference agrees with the original, and the fast path with the reference")
    func reference() throws {
        let reference = try MiniLM(directory: Weights.directory, kernels: .reference)
        let fast = try Weights.fastest.get()
        var largest: Float = 0
        // The reference takes seconds a text when it is built without optimisation.
        for one in try Case.all.get().filter({ 3...9 ~= $0.ids.count }).prefix(4) {
            let truth = reference.embedNow(one.text).values
            #expect(cosine(truth, one.floats) >= 0.9999, "\(one.text)")
            let values = fast.embedNow(one.text).values
            largest = zip(truth, values).reduce(largest) { max($0, abs($1.0 - $1.1)) }
        }
        print("\(fast.kernelName): largest difference to the reference \(largest)")
        #expect(largest < 0.03)
    }

    @Test("A text alone and the same text among others give the same bits", arguments: [1, 7, 40])
    func batching(together: Int) async throws {
        let encoder = try Weights.fastest.get()
        let texts = try Case.all.get().map(\.text)
        let alone = texts.map { encoder.embedNow($0) }
        for start in stride(from: 0, to: texts.count, by: together) {
            let end = min(start + together, texts.count)
            #expect(try await encoder.embed(Array(texts[start..<end])) == Array(alone[start..<end]))
        }
    }

    @Test("Many callers at once get what each alone would get")
    func concurrency() async throws {
        let encoder = try Weights.fastest.get()
        let texts = try Case.all.get().map(\.text)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<60 {
                let text = texts[index % texts.count]
                group.addTask {
                    try await encoder.embed([text]) == [encoder.embedNow(text)]
                }
            }
            for try await same in group { #expect(same) }
        }
    }

    @Test("A caller that gives up is told so, and the encoder goes on")
    func cancellation() async throws {
        let encoder = try Weights.fastest.get()
        let long = String(repeating: "what about the price ", count: 100)
        let task = Task { try await encoder.embed([String](repeating: long, count: 300)) }
        task.cancel()
        await #expect(throws: EmbeddingError(.cancelled, "")) { try await task.value }
        #expect(try await encoder.embed(["still here"]) == [encoder.embedNow("still here")])
    }

    @Test("More texts than may wait are refused at once, with the limit in the error")
    func overload() async throws {
        let encoder = try Weights.fastest.get()
        let texts = [String](repeating: "hello", count: EmbeddingLimits.waitingTextsMax + 1)
        let error = await #expect(throws: EmbeddingError.self) { try await encoder.embed(texts) }
        #expect(error?.code == .overloaded)
        #expect(error?.reason.contains("\(EmbeddingLimits.waitingTextsMax)") == true)
    }

    @Test("Through the cache and past it, every answer is the same to the byte")
    func cacheLaw() async throws {
        let encoder = try Weights.fastest.get()
        let cache = CachedEmbedder(encoder, byteBudget: 60_000)
        for _ in 0..<2 {
            for one in try Case.all.get() {
                let wanted = encoder.embedNow(one.text)
                #expect(try await cache.embed([one.text]) == [wanted])
                #expect(cache.cached(one.text).map { $0 == wanted } ?? true)
            }
        }
    }

    @Test("No texts, no embeddings; the empty text has one")
    func empty() async throws {
        let encoder = try Weights.fastest.get()
        #expect(try await encoder.embed([]).isEmpty)
        #expect(try await encoder.embed([""])[0].values.count == encoder.dimensions)
        #expect(encoder.id == "minilm-l6-v2/384")
    }
}

@Suite("Weights that are not what they should be")
struct MissingWeightsTests {
    private static func directory(_ files: [String: String]) throws -> String {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, content) in files {
            try Data(content.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        }
        return path
    }

    @Test("Missing files are an error that says how to get them")
    func missing() {
        let error = #expect(throws: EmbeddingError.self) { _ = try MiniLM(directory: "/nowhere") }
        #expect(error?.code == .weightsMissing)
        #expect(error?.reason.contains("make models") == true)
    }

    @Test("A vocabulary without the model's marks, or of another size, is refused with the numbers")
    func vocabulary() throws {
        for (content, part) in [("hello\nworld\n", "[UNK]"), ("[UNK]\n[CLS]\n[SEP]\n", "30522")] {
            let directory = try Self.directory(["vocab.txt": content, "model.safetensors": "x"])
            defer { try? FileManager.default.removeItem(atPath: directory) }
            let error = #expect(throws: EmbeddingError.self) {
                _ = try MiniLM(directory: directory)
            }
            #expect(error?.code == .weightsDamaged)
            #expect(error?.reason.contains(part) == true, "\(error?.reason ?? "")")
        }
    }

    @Test("A truncated weights file is refused and names itself", .enabled(if: Weights.areHere))
    func truncated() throws {
        let directory = try Self.directory([:])
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try FileManager.default.copyItem(
            atPath: "\(Weights.directory)/vocab.txt", toPath: "\(directory)/vocab.txt")
        let whole = try FileHandle(
            forReadingFrom: URL(filePath: "\(Weights.directory)/model.safetensors"))
        let part = try whole.read(upToCount: 1_000_000) ?? Data()
        try part.write(to: URL(filePath: "\(directory)/model.safetensors"))
        let error = #expect(throws: EmbeddingError.self) { _ = try MiniLM(directory: directory) }
        #expect(error?.code == .weightsDamaged)
        #expect(error?.reason.contains("word_embeddings") == true, "\(error?.reason ?? "")")
    }

    @Test(
        "Kernels that this machine does not have are refused by name", .enabled(if: Weights.areHere)
    )
    func kernels() {
        let error = #expect(throws: EmbeddingError.self) {
            _ = try MiniLM(directory: Weights.directory, kernels: .named("abacus int3"))
        }
        #expect(error?.code == .unknownKernels)
        #expect(error?.reason.contains("portable float") == true)
    }
}
