module github.com/imaplog/imaplog

go 1.26.0

require (
	github.com/alecthomas/kong v1.17.0 // indirect
	github.com/google/gopacket v1.1.20-0.20250319234736-b7d9dbd15ae4 // indirect
	github.com/klauspost/compress v1.20.3 // indirect
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
