#!/usr/bin/env python3
"""gRPC's interoperability cases, from a stock grpcio client against a server that speaks TLS.

    interop.py HOST:PORT CA.pem GENERATED [CASE...]

GENERATED is the folder with the Python modules made from protos/ (Tests/Interop/run makes it).
Prints a line a case and exits 1 if one fails."""
import socket
import ssl
import sys
import threading
import time

target, authority, generated = sys.argv[1:4]
sys.path.insert(0, generated)

import grpc  # noqa: E402
import h2.connection  # noqa: E402
import h2.events  # noqa: E402
import empty_pb2  # noqa: E402
import messages_pb2 as m  # noqa: E402
import test_pb2_grpc  # noqa: E402

LARGE_REQUEST, LARGE_RESPONSE = 271828, 314159
SIZES_UP = [27182, 8, 1828, 45904]
SIZES_DOWN = [31415, 9, 2653, 58979]
INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def payload(size):
    return m.Payload(body=bytes(size))


def down(size, **more):
    return m.StreamingOutputCallRequest(
        response_parameters=[m.ResponseParameters(size=size)], **more)


def fails(call, code):
    try:
        call()
    except grpc.RpcError as error:
        check(error.code() == code, f"ended with {error.code()} ({error.details()}), not {code}")
        return error
    raise AssertionError(f"ended well instead of with {code}")


class Feed:
    """Requests of a stream, handed out one by one."""

    def __init__(self):
        self.items, self.more = [], threading.Condition()

    def put(self, item):
        with self.more:
            self.items.append(item)
            self.more.notify()

    def __iter__(self):
        return self

    def __next__(self):
        with self.more:
            while not self.items:
                self.more.wait()
            item = self.items.pop(0)
        if item is None:
            raise StopIteration
        return item


def empty_unary(stub):
    check(stub.EmptyCall(empty_pb2.Empty()) == empty_pb2.Empty(), "the answer is not empty")


def large_unary(stub):
    answer = stub.UnaryCall(m.SimpleRequest(response_size=LARGE_RESPONSE, payload=payload(LARGE_REQUEST)))
    check(answer.payload.body == bytes(LARGE_RESPONSE), "the answer's payload is wrong")


def client_streaming(stub):
    answer = stub.StreamingInputCall(
        m.StreamingInputCallRequest(payload=payload(size)) for size in SIZES_UP)
    check(answer.aggregated_payload_size == sum(SIZES_UP), f"the sum is {answer}")


def server_streaming(stub):
    parameters = [m.ResponseParameters(size=size) for size in SIZES_DOWN]
    answers = list(stub.StreamingOutputCall(m.StreamingOutputCallRequest(response_parameters=parameters)))
    check([len(a.payload.body) for a in answers] == SIZES_DOWN, "the sizes are wrong")


def ping_pong(stub):
    feed = Feed()
    answers = stub.FullDuplexCall(feed)
    for up, size in zip(SIZES_UP, SIZES_DOWN):
        feed.put(down(size, payload=payload(up)))
        check(len(next(answers).payload.body) == size, f"the answer to {up} bytes is not {size} long")
    feed.put(None)
    check(list(answers) == [], "there is one answer too many")


def empty_stream(stub):
    check(list(stub.FullDuplexCall(iter(()))) == [], "an empty stream was answered")


def cancel_after_begin(stub):
    feed = Feed()
    call = stub.StreamingInputCall.future(feed)
    call.cancel()
    feed.put(None)
    check(call.cancelled() and call.code() == grpc.StatusCode.CANCELLED, f"ended with {call.code()}")


def cancel_after_first_response(stub):
    feed = Feed()
    call = stub.FullDuplexCall(feed)
    feed.put(down(SIZES_DOWN[0], payload=payload(SIZES_UP[0])))
    next(call)
    call.cancel()
    fails(lambda: next(call), grpc.StatusCode.CANCELLED)
    feed.put(None)


def timeout_on_sleeping_server(stub):
    feed = Feed()
    feed.put(m.StreamingOutputCallRequest(
        payload=payload(27182), response_parameters=[m.ResponseParameters(size=1, interval_us=10_000_000)]))
    call = stub.FullDuplexCall(feed, timeout=0.2)
    fails(lambda: next(call), grpc.StatusCode.DEADLINE_EXCEEDED)
    feed.put(None)


def deadline_of_the_server(stub):
    """The server itself ends a call whose client only announces a deadline."""
    call = stub.FullDuplexCall(
        iter([m.StreamingOutputCallRequest(
            response_parameters=[m.ResponseParameters(size=1, interval_us=10_000_000)])]), timeout=1.0)
    began = time.monotonic()
    fails(lambda: next(call), grpc.StatusCode.DEADLINE_EXCEEDED)
    check(time.monotonic() - began < 5, "the deadline passed unnoticed")


def status_code_and_message(stub):
    wanted = m.EchoStatus(code=2, message="test status message")
    error = fails(lambda: stub.UnaryCall(m.SimpleRequest(response_status=wanted)), grpc.StatusCode.UNKNOWN)
    check(error.details() == wanted.message, f"unary: {error.details()!r}")
    call = stub.FullDuplexCall(iter([m.StreamingOutputCallRequest(response_status=wanted)]))
    error = fails(lambda: next(call), grpc.StatusCode.UNKNOWN)
    check(error.details() == wanted.message, f"streaming: {error.details()!r}")


def special_status_message(stub):
    wanted = m.EchoStatus(
        code=2, message="\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n")
    error = fails(lambda: stub.UnaryCall(m.SimpleRequest(response_status=wanted)), grpc.StatusCode.UNKNOWN)
    check(error.details() == wanted.message, f"{error.details()!r}")


def unimplemented_method(stub):
    fails(lambda: stub.UnimplementedCall(empty_pb2.Empty()), grpc.StatusCode.UNIMPLEMENTED)


def unimplemented_service(stub):
    other = test_pb2_grpc.UnimplementedServiceStub(stub.channel)
    fails(lambda: other.UnimplementedCall(empty_pb2.Empty()), grpc.StatusCode.UNIMPLEMENTED)


def custom_metadata(stub):
    sent = [(INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab")]

    def check_echo(call):
        initial, trailing = dict(call.initial_metadata()), dict(call.trailing_metadata())
        check(initial.get(INITIAL) == sent[0][1], f"initial metadata is {initial}")
        check(trailing.get(TRAILING) == sent[1][1], f"trailing metadata is {trailing}")

    request = m.SimpleRequest(response_size=LARGE_RESPONSE, payload=payload(LARGE_REQUEST))
    _, call = stub.UnaryCall.with_call(request, metadata=sent)
    check_echo(call)
    stream = stub.FullDuplexCall(iter([down(LARGE_RESPONSE, payload=payload(LARGE_REQUEST))]), metadata=sent)
    list(stream)
    check_echo(stream)


def client_compressed_unary(stub):
    def request(compressed):
        return m.SimpleRequest(
            expect_compressed=m.BoolValue(value=compressed), response_size=LARGE_RESPONSE,
            payload=payload(LARGE_REQUEST))

    fails(lambda: stub.UnaryCall(request(True), compression=grpc.Compression.NoCompression),
          grpc.StatusCode.INVALID_ARGUMENT)
    answer = stub.UnaryCall(request(True), compression=grpc.Compression.Gzip)
    check(answer.payload.body == bytes(LARGE_RESPONSE), "compressed request: wrong answer")
    answer = stub.UnaryCall(request(False), compression=grpc.Compression.NoCompression)
    check(answer.payload.body == bytes(LARGE_RESPONSE), "plain request: wrong answer")


def server_compressed_unary(stub):
    for compressed in (True, False):
        request = m.SimpleRequest(
            response_compressed=m.BoolValue(value=compressed), response_size=LARGE_RESPONSE,
            payload=payload(LARGE_REQUEST))
        answer = stub.UnaryCall(request)
        check(answer.payload.body == bytes(LARGE_RESPONSE), f"compressed={compressed}: wrong answer")


def too_large(stub):
    error = fails(lambda: stub.UnaryCall(m.SimpleRequest(payload=payload(5 * 1024 * 1024))),
                  grpc.StatusCode.RESOURCE_EXHAUSTED)
    for part in ("5242", "4194304", "limits.messageBytes"):
        check(part in error.details(), f"{part} is not named in {error.details()!r}")


def concurrent_large(stub):
    """More bytes at once than the connection's window, in messages larger than a stream's."""
    calls = [stub.UnaryCall.future(m.SimpleRequest(response_size=1 << 20, payload=payload(1 << 20)))
             for _ in range(24)]
    for call in calls:
        check(len(call.result(timeout=60).payload.body) == 1 << 20, "wrong size")


def http_refusals(_):
    """What is no gRPC hears so in HTTP's words: 405 for a GET, 415 for another content type."""
    for method, content_type, wanted in (("GET", "application/grpc", "405"), ("POST", "text/plain", "415"),
                                         ("POST", "application/grpc-web", "415")):
        status = http_status([(":method", method), (":scheme", "https"), (":path", "/grpc.testing.TestService/EmptyCall"),
                              (":authority", "localhost"), ("content-type", content_type)])
        check(status == wanted, f"{method} {content_type}: {status} instead of {wanted}")


def http_status(headers):
    host, port = target.rsplit(":", 1)
    tls = ssl.create_default_context(cafile=authority)
    tls.set_alpn_protocols(["h2"])
    with socket.create_connection((host, int(port)), timeout=10) as plain:
        with tls.wrap_socket(plain, server_hostname=host) as connection:
            http = h2.connection.H2Connection()
            http.initiate_connection()
            http.send_headers(1, headers, end_stream=True)
            connection.sendall(http.data_to_send())
            while True:
                data = connection.recv(65536)
                check(data, "the connection was closed")
                for event in http.receive_data(data):
                    if isinstance(event, h2.events.ResponseReceived):
                        return dict(event.headers)[b":status"].decode()


CASES = [
    empty_unary, large_unary, client_streaming, server_streaming, ping_pong, empty_stream,
    cancel_after_begin, cancel_after_first_response, timeout_on_sleeping_server,
    deadline_of_the_server, status_code_and_message, special_status_message,
    unimplemented_method, unimplemented_service, custom_metadata, client_compressed_unary,
    server_compressed_unary, too_large, concurrent_large, http_refusals,
]


def main():
    with open(authority, "rb") as file:
        credentials = grpc.ssl_channel_credentials(file.read())
    options = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
    wanted, failed = sys.argv[4:], []
    with grpc.secure_channel(target, credentials, options) as channel:
        stub = test_pb2_grpc.TestServiceStub(channel)
        stub.channel = channel
        for case in CASES:
            if wanted and case.__name__ not in wanted:
                continue
            try:
                case(stub)
                print(f"ok      {case.__name__}", flush=True)
            except Exception as error:  # a case may fail in any way; the others still run
                failed.append(case.__name__)
                print(f"FAILED  {case.__name__}: {type(error).__name__}: {error}", flush=True)
    sys.exit(1 if failed else 0)


main()
