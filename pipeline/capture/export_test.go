package capture

// SetChunkSize makes f read in chunks of n octets, before it has read any: small ones have more borders.
func SetChunkSize(f *Files, n int) { f.kit.win.pool.size = n }
