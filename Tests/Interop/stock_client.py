#!/usr/bin/env python3
"""Talks to a salesrld as a stranger would: grpcio, health, reflection, and nothing of ours.

    stock_client.py HOST:PORT CA.pem TOKEN

Learns the services' messages by reflection alone, calls ScoreConversation, Observe and Live, prints
what comes back, and exits 1 with a sentence when anything is not as it should be."""
import sys
import uuid

import grpc
from google.protobuf import descriptor_pool, json_format, message_factory
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

TURNS = [
    ("SPEAKER_REPRESENTATIVE", "Hi, thanks for taking the time. How do you handle follow-ups today?"),
    ("SPEAKER_CUSTOMER", "By hand, and we lose track. But your price looks too high for us."),
    ("SPEAKER_REPRESENTATIVE", "It pays back within three months. Shall we set up a trial next week?"),
    ("SPEAKER_CUSTOMER", "Yes, send me the contract, let's do it."),
]


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


class WithToken(grpc.StreamStreamClientInterceptor):
    """Reflection is for callers with a token, and its client library has no place for one."""

    def __init__(self, metadata):
        self.metadata = metadata

    def intercept_stream_stream(self, proceed, details, requests):
        return proceed(details._replace(metadata=self.metadata), requests)


class Stranger:
    def __init__(self, channel, token):
        self.channel = channel
        self.metadata = [("authorization", f"Bearer {token}")]
        self.database = ProtoReflectionDescriptorDatabase(
            grpc.intercept_channel(channel, WithToken(self.metadata)))
        self.pool = descriptor_pool.DescriptorPool(self.database)

    def method(self, service, name):
        return self.pool.FindServiceByName(service).FindMethodByName(name)

    def request(self, method, **fields):
        message = message_factory.GetMessageClass(method.input_type)()
        return json_format.ParseDict(fields, message)

    def answer(self, method):
        return message_factory.GetMessageClass(method.output_type).FromString

    def unary(self, service, name, **fields):
        method = self.method(service, name)
        call = self.channel.unary_unary(
            f"/{service}/{name}", lambda message: message.SerializeToString(), self.answer(method))
        # A connection that breaks before a call is on it is the channel's to mend.
        return call(
            self.request(method, **fields), metadata=self.metadata, timeout=30, wait_for_ready=True)

    def stream(self, service, name, requests):
        method = self.method(service, name)
        call = self.channel.stream_stream(
            f"/{service}/{name}", lambda message: message.SerializeToString(), self.answer(method))
        return call((self.request(method, **fields) for fields in requests), metadata=self.metadata, timeout=30)


def show(what, forecast):
    print(f"{what:22} turn {forecast.turn}  probability {forecast.probability:.3f}"
          f"  change {forecast.change:+.3f}  model {forecast.model_id}")
    check(0 <= forecast.probability <= 1, f"{what}: a probability of {forecast.probability}")
    check(forecast.model_id, f"{what}: no model id")


def turn(number):
    speaker, text = TURNS[number - 1]
    return {"number": number, "speaker": speaker, "text": text}


def health(channel):
    answer = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=10)
    check(answer.status == health_pb2.HealthCheckResponse.SERVING, f"health says {answer.status}")
    print("health                 SERVING")
    try:
        health_pb2_grpc.HealthStub(channel).Check(
            health_pb2.HealthCheckRequest(service="no.such.Service"), timeout=10)
    except grpc.RpcError as error:
        check(error.code() == grpc.StatusCode.NOT_FOUND, f"health of an unknown service: {error.code()}")
    else:
        sys.exit("FAILED: health knows a service that does not exist")


def refused_without_token(channel, stranger):
    try:
        ProtoReflectionDescriptorDatabase(channel).get_services()
    except grpc.RpcError as error:
        check(error.code() == grpc.StatusCode.UNAUTHENTICATED, f"reflection without a token: {error.code()}")
    else:
        sys.exit("FAILED: reflection answered without a token")
    method = stranger.method("salesrl.v1.Scoring", "Observe")
    call = channel.unary_unary(
        "/salesrl.v1.Scoring/Observe", lambda message: message.SerializeToString(), stranger.answer(method))
    for metadata in ((), (("authorization", "Bearer not-a-token"),)):
        try:
            call(stranger.request(method), metadata=metadata, timeout=10)
        except grpc.RpcError as error:
            check(error.code() == grpc.StatusCode.UNAUTHENTICATED, f"without a token: {error.code()}")
        else:
            sys.exit("FAILED: a call without a token was answered")
    print("without a token        UNAUTHENTICATED")


def score(stranger):
    answer = stranger.unary("salesrl.v1.Scoring", "ScoreConversation", conversationId="stock",
                            turns=[turn(number) for number in range(1, len(TURNS) + 1)])
    check(len(answer.forecasts) == len(TURNS), f"{len(answer.forecasts)} forecasts for {len(TURNS)} turns")
    for forecast in answer.forecasts:
        show("ScoreConversation", forecast)
    show("ScoreConversation end", answer.closing)


def observe(stranger):
    conversation, event = f"stock-{uuid.uuid4()}", str(uuid.uuid4())
    first = stranger.unary("salesrl.v1.Scoring", "Observe", conversationId=conversation, eventId=event, turn=turn(1))
    show("Observe", first.forecast)
    check(not first.replayed, "a first event was called a replay")
    again = stranger.unary("salesrl.v1.Scoring", "Observe", conversationId=conversation, eventId=event, turn=turn(1))
    check(again.replayed, "a second delivery was not recognised")
    check(again.forecast == first.forecast, "a second delivery was answered differently")


def live(stranger):
    conversation = f"stock-{uuid.uuid4()}"
    requests = [{"conversationId": conversation, "eventId": str(uuid.uuid4()), "turn": turn(number)}
                for number in range(1, len(TURNS) + 1)]
    answers = list(stranger.stream("salesrl.v1.Scoring", "Live", requests))
    check([a.forecast.turn for a in answers] == list(range(1, len(TURNS) + 1)), "Live: turns out of order")
    for answer in answers:
        show("Live", answer.forecast)


def main():
    if len(sys.argv) != 4:
        sys.exit("usage: stock_client.py HOST:PORT CA.pem TOKEN")
    target, authority, token = sys.argv[1:]
    with open(authority, "rb") as file:
        credentials = grpc.ssl_channel_credentials(file.read())
    with grpc.secure_channel(target, credentials) as channel:
        health(channel)
        stranger = Stranger(channel, token)
        services = stranger.database.get_services()
        print("reflection             " + ", ".join(sorted(services)))
        for service in "salesrl.v1.Scoring", "salesrl.v1.Info", "grpc.health.v1.Health":
            check(service in services, f"reflection does not list {service}")
        refused_without_token(channel, stranger)
        score(stranger)
        observe(stranger)
        live(stranger)
    print("ok")


if __name__ == "__main__":
    main()
