// The peer: C++ gRPC's callback server, which is its recommended one, answering with what it gets.
//
//     peer FOLDER      reads FOLDER/server.pem and server.key, prints its port, serves until stdin ends
#include <grpcpp/grpcpp.h>
#include <grpcpp/resource_quota.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "echo.grpc.pb.h"

class Echo final : public bench::Echo::CallbackService {
  grpc::ServerUnaryReactor* Say(grpc::CallbackServerContext* context, const bench::Text* request,
                                bench::Text* reply) override {
    reply->set_text(request->text());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

// The other server of C++ gRPC: one completion queue, polled by one thread.
class AsyncEcho {
 public:
  AsyncEcho(bench::Echo::AsyncService* service, grpc::ServerCompletionQueue* queue)
      : service_(service), queue_(queue), responder_(&context_) {
    service_->RequestSay(&context_, &request_, &responder_, queue_, queue_, this);
  }

  void proceed(bool ok) {
    if (!ok || is_answered_) {
      delete this;
      return;
    }
    new AsyncEcho(service_, queue_);
    reply_.set_text(request_.text());
    is_answered_ = true;
    responder_.Finish(reply_, grpc::Status::OK, this);
  }

 private:
  bench::Echo::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  grpc::ServerContext context_;
  bench::Text request_, reply_;
  grpc::ServerAsyncResponseWriter<bench::Text> responder_;
  bool is_answered_ = false;
};

static std::string contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: peer FOLDER callback|async\n";
    return 2;
  }
  const std::string folder = argv[1];
  const bool is_async = std::string(argv[2]) == "async";
  grpc::SslServerCredentialsOptions tls;
  tls.pem_key_cert_pairs.push_back({contents(folder + "/server.key"), contents(folder + "/server.pem")});
  Echo echo;
  bench::Echo::AsyncService async_echo;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(tls), &port);
  std::unique_ptr<grpc::ServerCompletionQueue> queue;
  if (is_async) {
    builder.RegisterService(&async_echo);
    queue = builder.AddCompletionQueue();
  } else {
    builder.RegisterService(&echo);
    // One thread to serve, as the other side has.
    grpc::ResourceQuota quota;
    quota.SetMaxThreads(2);
    builder.SetResourceQuota(quota);
  }
  auto server = builder.BuildAndStart();
  if (!server) return 1;
  std::thread worker;
  if (is_async) {
    worker = std::thread([&] {
      for (int i = 0; i < 256; i++) new AsyncEcho(&async_echo, queue.get());
      void* tag;
      bool ok;
      while (queue->Next(&tag, &ok)) static_cast<AsyncEcho*>(tag)->proceed(ok);
    });
  }
  std::printf("%d\n", port);
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  server->Shutdown(std::chrono::system_clock::now());
  if (is_async) {
    queue->Shutdown();
    worker.join();
  }
}
