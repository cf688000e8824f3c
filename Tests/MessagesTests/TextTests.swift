import Testing

@testable import Messages

@Suite struct TextTests {
    private func firstFault(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { Text.firstFault($0) }
    }

    @Test func `every sequence of up to two bytes is judged as the standard library does`() {
        for first in UInt8.min...UInt8.max {
            #expect((firstFault([first]) == nil) == isText([first]))
            for second in UInt8.min...UInt8.max {
                #expect((firstFault([first, second]) == nil) == isText([first, second]))
            }
        }
    }

    @Test func `every scalar is text, whole, and no part of one is`() {
        for number in stride(from: UInt32(1), through: 0x10ffff, by: 7) {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            #expect(firstFault(bytes) == nil)
            if bytes.count > 1 { #expect(firstFault(Array(bytes.dropLast())) == 0) }
        }
    }

    @Test(
        arguments: [
            [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x80, 0x80, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func `overlong forms, surrogates and what is above the last plane are not text`(
        bytes: [UInt8]
    ) {
        #expect(firstFault(bytes) == 0)
        #expect(firstFault(Array("twelve bytes".utf8) + bytes) == 12)
    }

    @Test func `a fault is found at every place and alignment`() {
        for length in 0...40 {
            let bytes = Array(repeating: UInt8(ascii: "x"), count: length)
            #expect(firstFault(bytes) == nil)
            for place in 0..<length {
                for bad in [0x00, 0x80, 0xff] as [UInt8] {
                    var broken = bytes
                    broken[place] = bad
                    #expect(firstFault(broken) == place)
                }
            }
        }
    }

    private func isText(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    }
}
