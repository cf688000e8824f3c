// Calls a daemon with containerd's ttrpc client, unchanged, over TLS: one line a case, exit code 1
// when one fails.
//
// Usage: client HOST:PORT CA.pem TOKEN. The token's role must be allowed to observe and to score.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/containerd/ttrpc"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: client HOST:PORT CA.pem TOKEN")
		os.Exit(64)
	}
	address, token := os.Args[1], os.Args[3]
	authority, err := os.ReadFile(os.Args[2])
	roots := x509.NewCertPool()
	if err != nil || !roots.AppendCertsFromPEM(authority) {
		fmt.Fprintf(os.Stderr, "%s holds no certificate: %v\n", os.Args[2], err)
		os.Exit(66)
	}
	failed := 0
	for _, door := range []struct {
		name   string
		offers []string
		agreed string
	}{{"ALPN ttrpc", []string{"ttrpc"}, "ttrpc"}, {"no ALPN", nil, ""}} {
		conn, err := dial(address, &tls.Config{RootCAs: roots, NextProtos: door.offers})
		if err != nil {
			failed += say(door.name, "handshake", err)
			continue
		}
		agreed := conn.ConnectionState().NegotiatedProtocol
		failed += say(door.name, "handshake", want(agreed == door.agreed, "agreed on %q", agreed))
		client := ttrpc.NewClient(conn)
		run := fmt.Sprintf("ttrpc-%d", time.Now().UnixNano())
		for _, one := range cases {
			failed += say(door.name, one.name, one.run(caller{client, token, run}))
		}
		client.Close()
	}
	if failed > 0 {
		fmt.Printf("%d cases failed\n", failed)
		os.Exit(1)
	}
}

func dial(address string, config *tls.Config) (*tls.Conn, error) {
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: 10 * time.Second}, "tcp", address, config)
	if err != nil {
		return nil, err
	}
	// No case may hang for ever, whatever the daemon does.
	return conn, conn.SetDeadline(time.Now().Add(60 * time.Second))
}

func say(door, name string, err error) int {
	if err != nil {
		fmt.Printf("FAILED  %s: %s: %v\n", door, name, err)
		return 1
	}
	fmt.Printf("ok      %s: %s\n", door, name)
	return 0
}

func want(holds bool, format string, arguments ...interface{}) error {
	if holds {
		return nil
	}
	return fmt.Errorf(format, arguments...)
}
