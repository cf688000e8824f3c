/// What this build calls itself, on every door and on the command line.
package enum Product {
    package static let version = "0.1.0"
}
