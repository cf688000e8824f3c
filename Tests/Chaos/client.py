"""Calls of the gRPC door by stock grpcio, with messages made from Protos/ alone."""
import os, subprocess, sys, tempfile

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from house import ROOT


def _messages():
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/set"
        subprocess.run([sys.executable, "-m", "grpc_tools.protoc", "-I", f"{ROOT}/Protos", "--include_imports",
                        f"--descriptor_set_out={path}", f"{ROOT}/Protos/salesrl/v1/scoring.proto"], check=True)
        with open(path, "rb") as file:
            files = descriptor_pb2.FileDescriptorSet.FromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return lambda name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"salesrl.v1.{name}"))


message = _messages()
NAMES = ["Observe", "Close", "GetConversation", "ScoreConversation"]
REQUESTS = {name: message(f"{name}Request") for name in NAMES}
ANSWERS = {name: message(f"{name}Response") for name in NAMES}
RETRIED = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED,
           grpc.StatusCode.UNKNOWN, grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.INTERNAL}


class Client:
    """One connection. Not kept across a restart."""

    def __init__(self, house):
        credentials = grpc.ssl_channel_credentials(house.authority)
        # Without its own pool, grpcio would share one connection among all of a process's channels.
        options = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]
        self.channel = grpc.secure_channel(f"localhost:{house.port}", credentials, options=options)
        self.metadata = [("authorization", f"Bearer {house.token}")]
        self.calls = {name: self.channel.unary_unary(
            f"/salesrl.v1.Scoring/{name}", REQUESTS[name].SerializeToString, ANSWERS[name].FromString)
            for name in NAMES}

    def call(self, name, timeout=60, **fields):
        return self.calls[name](REQUESTS[name](**fields), metadata=self.metadata, timeout=timeout)

    def close(self):
        self.channel.close()
