package schemas

// Weird is an anomaly.
type Weird struct {
	Common

	// Name is one of the closed list.
	Name string `json:"name" format:"weird"`
	// Detail says more, without secrets.
	Detail string `json:"detail,omitempty"`
	// Tag is the command's, where it belongs to one.
	Tag string `json:"tag,omitempty"`
}
