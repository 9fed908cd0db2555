module github.com/imaplog/imaplog

go 1.26.0

require (
	github.com/alecthomas/kong v1.17.0
	github.com/google/gopacket v1.1.20-0.20250319234736-b7d9dbd15ae4
	github.com/klauspost/compress v1.20.3
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	golang.org/x/net v0.62.0
	golang.org/x/sys v0.49.0
)

require golang.org/x/text v0.43.0 // indirect
