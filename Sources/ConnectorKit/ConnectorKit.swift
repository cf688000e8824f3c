// What the author of a connector needs, and nothing else: a connector in Swift is one type and one
// exported function.
//
//   Connector.swift            the protocol to conform to, and `exportConnector`
//   ConnectorDescriptor.swift  name, version and options: what the daemon checks before the start
//   Settings.swift             the options' values, validated by the daemon
//   Host.swift                 what the daemon does for it: deliver, secret, log, checkpoint
//   ConversationEvent.swift    what a connector brings
//   Forecast.swift             what it gets for it, and what it carries back
//   ConnectorError.swift       refused, try again, stopping
//   Internal/                  the same over the C table of salesrl_connector.h
//
// The only room with `public` declarations. It deliberately does not: make HTTP calls, keep files,
// retry what was refused, or know what a tenant is.
