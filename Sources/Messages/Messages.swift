// The words of the house, and the only place where libprotobuf-c's structs become Swift values.
//
//   Values/       what flows: Event, Turn, Features, Embedding, Forecast, Status
//   Limits.swift  how much of a stranger's message is read before it is refused
//   Codec/        PreScan  every guard, before libprotobuf-c sees a byte
//                 Arena    the memory of one message, with a cap
//                 Unpacked what an incoming message owns; Draft: what an outgoing one is built from
//                 X+Codec  the readers and drafts of each .proto file under Protos/
//   Envelope/     ttrpc's request and response, read and written in place
//   Descriptors/  the contract as data, for server reflection
//
// A reader (`ObserveRequest`) owns its memory, is read in place and cannot be copied. Its
// `Draft` is a plain value that is packed when it is sent. Generated C names never leave this room.
//
// It deliberately does not: validate meaning (that is for whoever asks for a message), know a
// socket, a frame or a service, or hold behaviour on the values beyond their encoding.
