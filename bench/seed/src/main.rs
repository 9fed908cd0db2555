//! Times the layer of stackforge-core 0.7.3 on lines of a file: for each, the four classes, tag, command, args and status.
//!
//!     seed LINES.txt
//!
//! Prints the nanoseconds a line, best and median of several passes over all lines, in one thread.

use std::hint::black_box;
use std::time::Instant;

use stackforge_core::ImapLayer;

/// Passes over all lines: enough that the median does not move.
const PASSES: usize = 41;

/// The sum keeps the compiler from leaving calls out.
fn eight_calls(line: &[u8]) -> usize {
    let layer = ImapLayer::at_start(line.len());
    let mut sum = 0;
    sum += usize::from(layer.is_untagged(line)) + usize::from(layer.is_continuation(line));
    sum += usize::from(layer.is_tagged_response(line)) + usize::from(layer.is_client_command(line));
    sum += layer.tag(line).map_or(0, |s| s.len());
    sum += layer.command(line).map_or(0, |s| s.len());
    sum += layer.args(line).map_or(0, |s| s.len());
    sum + layer.status(line).map_or(0, |s| s.len())
}

fn main() {
    let name = std::env::args().nth(1).expect("usage: seed LINES.txt");
    let text = std::fs::read(&name).expect("the file of lines can be read");
    let lines: Vec<&[u8]> = text.split_inclusive(|&b| b == b'\n').collect();
    let mut passes: Vec<f64> = (0..PASSES)
        .map(|_| {
            let begin = Instant::now();
            let sum: usize = lines.iter().map(|line| eight_calls(black_box(line))).sum();
            black_box(sum);
            begin.elapsed().as_secs_f64() * 1e9 / lines.len() as f64
        })
        .collect();
    passes.sort_by(f64::total_cmp);
    println!(
        "stackforge-core 0.7.3: {:.1} ns a line, best {:.1} ({} lines, {:.1} octets each)",
        passes[PASSES / 2],
        passes[0],
        lines.len(),
        text.len() as f64 / lines.len() as f64
    );
}
