package capture

// SetChunkSize makes f read in chunks of n octets, before it has read any: small ones have more borders.
func SetChunkSize(f *Files, n int) { f.win.pool.size = n }
