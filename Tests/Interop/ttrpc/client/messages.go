package main

import "fmt"

// The messages of Protos/salesrl/v1 and grpc.health.v1 that the cases use, only the fields they read.
// containerd/ttrpc hands them to gogo/protobuf, which goes by the tags: what is not named here is
// skipped, as any older client would.

type healthRequest struct {
	Service string `protobuf:"bytes,1,opt,name=service,proto3"`
}

type healthResponse struct {
	Status int32 `protobuf:"varint,1,opt,name=status,proto3"`
}

const serving = 1

const (
	representative = 1
	customer       = 2
)

type turn struct {
	Number  int32  `protobuf:"varint,1,opt,name=number,proto3"`
	Speaker int32  `protobuf:"varint,2,opt,name=speaker,proto3"`
	Text    string `protobuf:"bytes,3,opt,name=text,proto3"`
}

type forecast struct {
	Turn        int32   `protobuf:"varint,1,opt,name=turn,proto3"`
	Closing     bool    `protobuf:"varint,2,opt,name=closing,proto3"`
	Probability float32 `protobuf:"fixed32,3,opt,name=probability,proto3"`
	ModelId     string  `protobuf:"bytes,9,opt,name=model_id,proto3"`
}

type observeRequest struct {
	ConversationId string `protobuf:"bytes,1,opt,name=conversation_id,proto3"`
	EventId        string `protobuf:"bytes,2,opt,name=event_id,proto3"`
	Turn           *turn  `protobuf:"bytes,3,opt,name=turn,proto3"`
}

type observeResponse struct {
	ConversationId string    `protobuf:"bytes,1,opt,name=conversation_id,proto3"`
	EventId        string    `protobuf:"bytes,2,opt,name=event_id,proto3"`
	Forecast       *forecast `protobuf:"bytes,3,opt,name=forecast,proto3"`
	Replayed       bool      `protobuf:"varint,4,opt,name=replayed,proto3"`
}

type scoreRequest struct {
	ConversationId string  `protobuf:"bytes,1,opt,name=conversation_id,proto3"`
	Turns          []*turn `protobuf:"bytes,2,rep,name=turns,proto3"`
}

type scoreResponse struct {
	ConversationId string      `protobuf:"bytes,1,opt,name=conversation_id,proto3"`
	Forecasts      []*forecast `protobuf:"bytes,2,rep,name=forecasts,proto3"`
	Closing        *forecast   `protobuf:"bytes,3,opt,name=closing,proto3"`
}

func (m *healthRequest) Reset()           { *m = healthRequest{} }
func (m *healthRequest) String() string   { return fmt.Sprintf("%+v", *m) }
func (m *healthRequest) ProtoMessage()    {}
func (m *healthResponse) Reset()          { *m = healthResponse{} }
func (m *healthResponse) String() string  { return fmt.Sprintf("%+v", *m) }
func (m *healthResponse) ProtoMessage()   {}
func (m *turn) Reset()                    { *m = turn{} }
func (m *turn) String() string            { return fmt.Sprintf("%+v", *m) }
func (m *turn) ProtoMessage()             {}
func (m *forecast) Reset()                { *m = forecast{} }
func (m *forecast) String() string        { return fmt.Sprintf("%+v", *m) }
func (m *forecast) ProtoMessage()         {}
func (m *observeRequest) Reset()          { *m = observeRequest{} }
func (m *observeRequest) String() string  { return fmt.Sprintf("%+v", *m) }
func (m *observeRequest) ProtoMessage()   {}
func (m *observeResponse) Reset()         { *m = observeResponse{} }
func (m *observeResponse) String() string { return fmt.Sprintf("%+v", *m) }
func (m *observeResponse) ProtoMessage()  {}
func (m *scoreRequest) Reset()            { *m = scoreRequest{} }
func (m *scoreRequest) String() string    { return fmt.Sprintf("%+v", *m) }
func (m *scoreRequest) ProtoMessage()     {}
func (m *scoreResponse) Reset()           { *m = scoreResponse{} }
func (m *scoreResponse) String() string   { return fmt.Sprintf("%+v", *m) }
func (m *scoreResponse) ProtoMessage()    {}
