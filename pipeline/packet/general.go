package packet

import "github.com/imaplog/imaplog/pipeline/capture"

// general decodes any frame, header by header.
func (d *Decoder) general(p *capture.Packet, s *Segment) Verdict {
	d.run(p, s)
	w := &d.walk
	if w.verdict == NotDecoded {
		d.counts.NotDecodedBy[w.cause]++
	}
	v := w.verdict
	w.p, w.s, w.b = nil, nil, nil
	return v
}

// run walks the frame and leaves the verdict in the walk, be it that a decoder panicked.
func (d *Decoder) run(p *capture.Packet, s *Segment) {
	w := &d.walk
	*w = walk{p: p, s: s}
	w.b, w.n = framed(p)
	defer func() {
		if recover() != nil {
			w.fail(CauseDecoderPanic)
		}
	}()
	next := d.link(p.Link)
	for depth := 1; next != done; depth++ {
		if depth > MaxLayers {
			w.fail(CauseNestingTooDeep)
			return
		}
		next = d.step(next)
	}
}

// step reads the header that the walk stands before and says what follows.
func (d *Decoder) step(l layer) layer {
	switch l {
	case layerEthernet:
		return d.readEthernet()
	case layerVLAN:
		return d.readVLAN()
	case layerLLC:
		return d.readLLC()
	case layerSNAP:
		return d.readSNAP()
	case layerIP4:
		return d.readIP4()
	case layerIP6:
		return d.readIP6()
	case layerUDP:
		return d.readUDP()
	case layerVXLAN:
		return d.readVXLAN()
	case layerTCP:
		return d.readTCP()
	}
	return d.walk.step(l)
}

// step reads the headers that need no more than the walk.
func (w *walk) step(l layer) layer {
	switch l {
	case layerIP:
		return w.readIP()
	case layerMPLS:
		return w.readMPLS()
	case layerPPPoE:
		return w.readPPPoE()
	case layerPPP:
		return w.readPPP()
	case layerBackbone:
		return w.readBackbone()
	case layerVNTag:
		return w.readPortTag(6)
	case layerETag:
		return w.readPortTag(8)
	case layerFabricPath: // tree 10 bits, time to live 6
		return w.after(2, layerEthernet)
	case layerTRILL:
		return w.readTRILL()
	case layerDot11:
		return w.readDot11()
	}
	return w.stepTunnel(l)
}

// stepTunnel reads the headers of tunnels over IP.
func (w *walk) stepTunnel(l layer) layer {
	switch l {
	case layerGRE:
		return w.readGRE()
	case layerERSPAN2:
		return w.readERSPAN2()
	case layerERSPAN3:
		return w.readERSPAN3()
	case layerVXLANGPE:
		return w.readVXLANGPE()
	case layerNSH:
		return w.readNSH()
	case layerGeneve:
		return w.readGeneve()
	case layerGTP:
		return w.readGTP()
	case layerL2TP:
		return w.readL2TP()
	case layerTeredo:
		return w.readTeredo()
	}
	return w.notTCP()
}
