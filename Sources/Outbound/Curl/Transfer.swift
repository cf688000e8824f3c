internal import CCurl
internal import Foundation
internal import Synchronization

/// One request on its way. Everything but `whenDone` and `finish` happens on the loop's thread.
final class Transfer: @unchecked Sendable {
    typealias Answer = Result<ServiceAnswer, OutboundError>

    private enum Ending {
        case awaited(@Sendable (Answer) -> Void)
        case early(Answer)
        case told
    }

    private let request: ServiceRequest
    private let configuration: HTTPClient.Configuration
    private let ending = Mutex<Ending?>(nil)
    private(set) var handle: UnsafeMutableRawPointer?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var status = 0
    private var headers: [(name: String, value: String)] = []
    private var headBytes = 0
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(_ request: ServiceRequest, _ configuration: HTTPClient.Configuration) {
        self.request = request
        self.configuration = configuration
    }

    deinit {
        if let handle { curl_easy_cleanup(handle) }
        curl_slist_free_all(headerList)
    }

    // MARK: Who waits

    func whenDone(_ tell: @escaping @Sendable (Answer) -> Void) {
        let early: Answer? = ending.withLock { ending in
            if case .early(let answer) = ending {
                ending = .told
                return answer
            }
            ending = .awaited(tell)
            return nil
        }
        if let early { tell(early) }
    }

    /// Somebody gave up before the transfer was begun.
    var isOver: Bool {
        ending.withLock { ending in
            switch ending {
            case .early, .told: true
            case .awaited, nil: false
            }
        }
    }

    /// Only the first call counts.
    func finish(_ answer: Answer) {
        let tell: (@Sendable (Answer) -> Void)? = ending.withLock { ending in
            switch ending {
            case .awaited(let tell):
                ending = .told
                return tell
            case nil: ending = .early(answer)
            case .early, .told: break
            }
            return nil
        }
        tell?(answer)
    }

    // MARK: Before

    /// The easy handle, ready to go.
    func prepare() -> UnsafeMutableRawPointer? {
        guard let easy = curl_easy_init() else { return nil }
        handle = easy
        func set(_ option: CURLoption, _ value: Int) { curl_set_long(easy, option, value) }
        func set(_ option: CURLoption, _ value: String) { curl_set_text(easy, option, value) }
        set(CURLOPT_URL, request.address)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = configuration.authorityFile { set(CURLOPT_CAINFO, file) }
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(configuration.connectTimeout))
        set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.timeout ?? configuration.timeout))
        // What this machine serves itself is never asked of a proxy.
        set(CURLOPT_NOPROXY, "localhost,127.0.0.0/8,::1")
        // Every packing that libcurl can undo; the cap counts what comes out.
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_USERAGENT, "salesrl")
        if request.method == .post {
            set(CURLOPT_POST, 1)
            curl_set_large(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            request.body.withUnsafeBytes { bytes in
                _ = curl_set_pointer(
                    easy, CURLOPT_COPYPOSTFIELDS,
                    UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
        }
        // libcurl would wait a second for leave to send a long body.
        add("Expect:")
        for (name, value) in request.headers { add("\(name): \(value)") }
        if let key = request.key {
            let scheme = key.header.lowercased() == "authorization" ? "Bearer " : ""
            add("\(key.header): \(scheme)\(key.secret.value)")
        }
        curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList)
        let context = Unmanaged.passUnretained(self).toOpaque()
        curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        curl_set_taker(easy, CURLOPT_WRITEFUNCTION, Self.takeBody)
        curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        curl_set_taker(easy, CURLOPT_HEADERFUNCTION, Self.takeHeader)
        return easy
    }

    private func add(_ line: String) { headerList = curl_slist_append(headerList, line) }

    private static func milliseconds(_ time: Duration) -> Int {
        max(1, Int((time / .milliseconds(1)).rounded(.up)))
    }

    // MARK: On the way. A count other than what came ends the transfer.

    private static let takeBody: curl_taker = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    private static let takeHeader: curl_taker = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= configuration.responseBytes else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        headBytes += bytes.count
        guard headBytes <= OutboundLimits.headBytesMax else {
            isTooLarge = true
            return 0
        }
        let line = String(decoding: bytes, as: UTF8.self)
        // An interim answer (100) or a proxy's begins another head.
        if line.hasPrefix("HTTP/") { headers = [] }
        if let colon = line.firstIndex(of: ":") {
            headers.append(
                (
                    line[..<colon].lowercased(),
                    line[line.index(after: colon)...].trimmingCharacters(
                        in: .whitespacesAndNewlines)
                ))
        }
        return bytes.count
    }

    // MARK: After

    func end(_ code: CURLcode) {
        if let handle {
            var number = 0
            curl_get_long(handle, CURLINFO_RESPONSE_CODE, &number)
            status = number
        }
        guard code == CURLE_OK else { return finish(.failure(failure(code))) }
        finish(.success(ServiceAnswer(status: status, headers: headers, body: body)))
    }

    private func failure(_ code: CURLcode) -> OutboundError {
        let host = (try? Address(request.address))?.origin ?? "the service"
        let words = String(cString: curl_easy_strerror(code))
        if isTooLarge {
            return OutboundError(
                .tooLarge,
                "\(host): the answer is larger than \(configuration.responseBytes) bytes, or its "
                    + "head than \(OutboundLimits.headBytesMax)", status: status)
        }
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            return OutboundError(
                .timedOut,
                "\(host): no answer within \(request.timeout ?? configuration.timeout), or no "
                    + "connection within \(configuration.connectTimeout)")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            return OutboundError(
                .untrusted,
                "\(host): its certificate is not one to trust: \(words); name the authority's file "
                    + "where it is your own")
        default:
            return OutboundError(
                .unreachable, "\(host): \(words) (libcurl \(code.rawValue))",
                status: status > 0 ? status : nil)
        }
    }
}
