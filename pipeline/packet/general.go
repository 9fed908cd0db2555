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
	case layerLLC:
		return d.readLLC()
	case layerSNAP:
		return d.readSNAP()
	case layerVLAN:
		return d.readVLAN()
	case layerBackbone:
		return d.walk.readBackbone()
	case layerVNTag:
		return d.walk.readPortTag(6)
	case layerETag:
		return d.walk.readPortTag(8)
	case layerFabricPath: // tree 10 bits, time to live 6
		return d.walk.after(2, layerEthernet)
	case layerTRILL:
		return d.walk.readTRILL()
	case layerMPLS:
		return d.walk.readMPLS()
	case layerPPPoE:
		return d.walk.readPPPoE()
	case layerPPP:
		return d.walk.readPPP()
	case layerIP:
		return d.walk.readIP()
	case layerIP4:
		return d.readIP4()
	case layerIP6:
		return d.readIP6()
	case layerGRE:
		return d.walk.readGRE()
	case layerERSPAN2:
		return d.walk.readERSPAN2()
	case layerERSPAN3:
		return d.walk.readERSPAN3()
	case layerUDP:
		return d.readUDP()
	case layerVXLAN:
		return d.readVXLAN()
	case layerVXLANGPE:
		return d.walk.readVXLANGPE()
	case layerGeneve:
		return d.walk.readGeneve()
	case layerGTP:
		return d.walk.readGTP()
	case layerL2TP:
		return d.walk.readL2TP()
	case layerTeredo:
		return d.walk.readTeredo()
	case layerNSH:
		return d.walk.readNSH()
	case layerDot11:
		return d.walk.readDot11()
	case layerTCP:
		return d.readTCP()
	}
	return d.walk.notTCP()
}
