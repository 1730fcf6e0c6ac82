//! Memory as a program fills it at the start.

use super::wasm::{Piece, listed, put_counted};

/// Zeros in memory that are written out because naming a piece costs as much.
const GAP: usize = 8;

/// Memory for now and for later. What comes later is zero until then.
pub fn parted(pieces: Vec<Piece>, later: &[(u32, usize)]) -> (Vec<Piece>, Vec<Piece>) {
    let mut now = Vec::new();
    let mut rest = Vec::new();
    for mut piece in pieces {
        let end = piece.address + piece.bytes.len() as u32;
        for (start, length) in later {
            let (from, to) = (
                (*start).max(piece.address),
                (*start + *length as u32).min(end),
            );
            if from < to {
                let part = &mut piece.bytes
                    [(from - piece.address) as usize..(to - piece.address) as usize];
                rest.extend(without_zeros(&Piece {
                    address: from,
                    bytes: part.to_vec(),
                }));
                part.fill(0);
            }
        }
        now.extend(without_zeros(&piece));
    }
    (now, rest)
}

/// The same without what memory is anyway.
fn without_zeros(piece: &Piece) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (place, byte) in piece
        .bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte != 0)
    {
        let address = piece.address + place as u32;
        match pieces.last_mut() {
            Some(last) if (address - last.address) as usize <= last.bytes.len() + GAP => {
                last.bytes.resize((address - last.address) as usize, 0);
                last.bytes.push(*byte);
            }
            _ => pieces.push(Piece {
                address,
                bytes: vec![*byte],
            }),
        }
    }
    pieces
}

/// Pieces of memory joined where they touch, and without what is in `others`.
pub fn without(mut pieces: Vec<(u32, usize)>, mut others: Vec<(u32, usize)>) -> Vec<(u32, usize)> {
    pieces.sort_unstable();
    others.sort_unstable();
    let mut left: Vec<(u32, usize)> = Vec::new();
    let mut keep = |start: u32, end: u32| {
        let start = left
            .last()
            .map_or(start, |(at, length)| start.max(at + *length as u32));
        if start >= end {
            return;
        }
        match left.last_mut() {
            Some((at, length)) if *at + *length as u32 == start => {
                *length += (end - start) as usize
            }
            _ => left.push((start, (end - start) as usize)),
        }
    };
    for (start, length) in pieces {
        let (mut start, end) = (start, start + length as u32);
        for (other, length) in &others {
            let other_end = other + *length as u32;
            if *other < end && other_end > start {
                keep(start, *other);
                start = start.max(other_end);
            }
        }
        keep(start, end);
    }
    left
}

/// The content of the section with the pieces of memory.
pub fn put_pieces(pieces: &[Piece]) -> Vec<u8> {
    listed(pieces, |to, piece| {
        to.extend([0, 0x41]);
        put_signed(to, piece.address);
        to.push(0x0b);
        put_counted(to, &piece.bytes);
    })
}

/// Adds a constant of the code, which is read as a number with a sign.
pub fn put_signed(to: &mut Vec<u8>, address: u32) {
    let mut rest = address;
    while rest > 0x3f {
        to.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    to.push(rest as u8);
}
