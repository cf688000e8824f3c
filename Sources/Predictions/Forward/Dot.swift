/// The two inner products that everything here is made of, and the one update that training adds.
///
/// Plain loops over SIMD registers, in a fixed order: the same numbers whatever the thread. A
/// product is rounded before it is
/// added: a fused one is a library call on processors that the compiler may not assume.
package enum Dot {
    /// Sum of `left[i] * right[i]`.
    @inline(__always)
    package static func floats(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int
    ) -> Float {
        var first = SIMD8<Float>.zero
        var second = SIMD8<Float>.zero
        var index = 0
        let a = UnsafeRawPointer(left)
        let b = UnsafeRawPointer(right)
        while index + 16 <= count {
            let at = index * 4
            first +=
                a.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
                * b.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
            second +=
                a.loadUnaligned(fromByteOffset: at + 32, as: SIMD8<Float>.self)
                * b.loadUnaligned(fromByteOffset: at + 32, as: SIMD8<Float>.self)
            index += 16
        }
        var sum = (first + second).sum()
        while index < count {
            sum += left[index] * right[index]
            index += 1
        }
        return sum
    }

    /// Sum of `left[i] * right[i]`, exact; at most 4,096 terms of at most 127 * 127 cannot
    /// overflow.
    @inline(__always)
    package static func bytes(
        _ left: UnsafePointer<Int8>, _ right: UnsafePointer<Int8>, _ count: Int
    ) -> Int32 {
        var sums = SIMD16<Int32>.zero
        var index = 0
        let a = UnsafeRawPointer(left)
        let b = UnsafeRawPointer(right)
        while index + 16 <= count {
            let x = SIMD16<Int16>(
                truncatingIfNeeded: a.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self))
            let y = SIMD16<Int16>(
                truncatingIfNeeded: b.loadUnaligned(fromByteOffset: index, as: SIMD16<Int8>.self))
            sums &+= SIMD16<Int32>(truncatingIfNeeded: x &* y)
            index += 16
        }
        var sum = sums.wrappedSum()
        while index < count {
            sum += Int32(left[index]) * Int32(right[index])
            index += 1
        }
        return sum
    }

    /// `target[i] += factor * source[i]`.
    @inline(__always)
    package static func add(
        _ factor: Float, _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
        _ count: Int
    ) {
        let scale = SIMD8<Float>(repeating: factor)
        var index = 0
        let from = UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(target)
        while index + 8 <= count {
            let at = index * 4
            var sum = UnsafeRawPointer(to).loadUnaligned(
                fromByteOffset: at, as: SIMD8<Float>.self)
            sum += scale * from.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
            to.storeBytes(of: sum, toByteOffset: at, as: SIMD8<Float>.self)
            index += 8
        }
        while index < count {
            target[index] += factor * source[index]
            index += 1
        }
    }
}
