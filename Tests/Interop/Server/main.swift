// The server of the interoperability tests and of the gRPC benchmark.
//
//     interop-server FOLDER [LOOPS]
//
// Writes ca.pem, server.pem and server.key into FOLDER, listens on a free loopback port, prints the
// port, and serves until its standard input ends.
internal import Glibc
internal import Logging
internal import Messages
internal import Wire

guard CommandLine.arguments.count >= 2 else {
    print("usage: interop-server FOLDER [LOOPS]")
    exit(2)
}
let folder = CommandLine.arguments[1]
let loops = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 1 : 1

func write(_ text: String, to name: String) throws {
    guard let file = fopen("\(folder)/\(name)", "w") else {
        throw Status(.internal, "cannot write \(folder)/\(name)")
    }
    defer { fclose(file) }
    fputs(text, file)
}

let issuer = try Issuer.authority(named: "interoperability tests")
let certificate = try issuer.server()
try write(issuer.authority.certificatePEM, to: "ca.pem")
try write(certificate.certificatePEM, to: "server.pem")
try write(certificate.keyPEM, to: "server.key")

let server = try WireServer(
    WireServerConfiguration(
        port: 0,
        tls: ServerTLS(
            certificateFile: "\(folder)/server.pem", keyFile: "\(folder)/server.key"),
        loops: loops),
    services: [TestService.service, TestService.echo], logger: Logger(label: "interop-server"))
print(try await server.start())
fflush(nil)

await StandardInput.ended()
await server.drain()
