// Opens connectors, keeps their processes alive, and carries events in and forecasts out.
//
//   ConnectorHost.swift           what the daemon builds: a supervisor for each connector
//   ConnectorConfiguration.swift  which library, for whom, with which settings
//   ConnectorStatus.swift         what /metrics and Info say about each
//   Limits.swift                  every bound of this room
//   Library/   Loader: path, dlopen, symbol, abi, size, name, options, and a refusal for each
//   Process/   the child: opens the one library and bridges its C table to the link
//   Link/      what parent and child say to each other: salesrl.v1.ConnectorHost over a socketpair
//   Host/      the parent: Supervisor, Child (posix_spawn), Inbox, WriteBackQueue, Files
//
// A library is never opened in the daemon's own process, so a crash, a hang or a leak in it ends no
// more than its own process.
//
// It deliberately does not: know what an event means (the handler that is handed in does), read the
// configuration file, or speak to any platform.
