//! How a file writes its letters.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::{FileKind, ReadError};

const CHUNK: usize = 1 << 16;

/// A file as text, piece by piece.
pub(super) struct Text<R> {
    source: R,
    decoder: Decoder,
    bytes: Box<[u8]>,
    /// The part of `bytes` that was read and is not decoded yet.
    rest: Range<usize>,
    is_at_end: bool,
}

/// Why there is no next piece of text.
pub(super) enum TextError {
    Io(io::Error),
    /// What comes next is no text in this encoding.
    Malformed(&'static str),
}

impl<R: Read + Seek> Text<R> {
    /// The text of a file from its beginning; finds out the encoding.
    pub fn new(mut source: R) -> Result<Text<R>, ReadError> {
        let encoding = detect(&mut source)?;
        source.rewind()?;
        Ok(Text {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes: vec![0; CHUNK].into(),
            rest: 0..0,
            is_at_end: false,
        })
    }

    /// Appends the next piece; false if there is none.
    pub fn read(&mut self, text: &mut String) -> Result<bool, TextError> {
        let before = text.len();
        // Bytes may be no text yet: a mark of byte order, half a letter.
        while text.len() == before {
            if self.rest.is_empty() {
                if self.is_at_end {
                    return Ok(false);
                }
                let count = read_full(&mut self.source, &mut self.bytes).map_err(TextError::Io)?;
                self.is_at_end = count < self.bytes.len();
                self.rest = 0..count;
            }
            let bytes = &self.bytes[self.rest.clone()];
            text.reserve(
                self.decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(4 * CHUNK),
            );
            let (result, read) =
                self.decoder.decode_to_string_without_replacement(bytes, text, self.is_at_end);
            self.rest.start += read;
            if let DecoderResult::Malformed(..) = result {
                return Err(TextError::Malformed(self.decoder.encoding().name()));
            }
            if self.is_at_end && self.rest.is_empty() {
                break;
            }
        }
        Ok(text.len() > before)
    }
}

fn detect(source: &mut (impl Read + Seek)) -> Result<&'static Encoding, ReadError> {
    source.rewind()?;
    let mut bytes = vec![0; CHUNK];
    let count = read_full(source, &mut bytes)?;
    let start = &bytes[..count];
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16_without_mark(start) {
        return Ok(encoding);
    }
    if is_binary(start) {
        return Err(ReadError::NotATable { found: FileKind::Binary });
    }
    source.rewind()?;
    let tally = Tally::of(source, &mut bytes)?;
    match tally.first_invalid {
        None => Ok(UTF_8),
        // Letters of Windows-1252 hardly ever follow each other so that they are letters of UTF-8 too: this is UTF-8 that was
        // damaged, and to read it as Windows-1252 would spoil every name.
        Some(at) if tally.letters > tally.invalid => {
            Err(ReadError::Encoding { line: line_of(source, at, &mut bytes)?, encoding: UTF_8.name() })
        }
        Some(_) => Ok(WINDOWS_1252),
    }
}

/// What the start of the file must have of bytes that are 0 if the file is UTF-16: names of columns are mostly ASCII, so every
/// other byte is.
fn utf_16_without_mark(start: &[u8]) -> Option<&'static Encoding> {
    let start = &start[..start.len().min(512)];
    let pairs = start.len() / 2;
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, odd) if pairs > 0 && 2 * odd > pairs => Some(UTF_16LE),
        (even, 0) if pairs > 0 && 2 * even > pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// True if more than one byte in 16 is one that texts do not have.
fn is_binary(start: &[u8]) -> bool {
    let start = &start[..start.len().min(512)];
    let is_control = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    16 * start.iter().filter(is_control).count() > start.len()
}

/// How much of a file is UTF-8.
#[derive(Default)]
struct Tally {
    /// Letters beyond ASCII.
    letters: u64,
    /// Places that are not UTF-8.
    invalid: u64,
    first_invalid: Option<u64>,
}

impl Tally {
    fn of(source: &mut impl Read, bytes: &mut [u8]) -> io::Result<Tally> {
        let mut tally = Tally::default();
        let (mut offset, mut kept) = (0, 0);
        loop {
            let count = kept + read_full(source, &mut bytes[kept..])?;
            let is_at_end = count < bytes.len();
            let done = tally.add(&bytes[..count], offset);
            if is_at_end {
                if done < count {
                    tally.add_invalid(offset + done as u64);
                }
                return Ok(tally);
            }
            // The last letter may go on.
            bytes.copy_within(done..count, 0);
            kept = count - done;
            offset += done as u64;
        }
    }

    /// Returns how many bytes are told; the few that are left may begin a letter.
    fn add(&mut self, bytes: &[u8], offset: u64) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let valid = Encoding::utf8_valid_up_to(rest);
            self.letters += rest[..valid].iter().filter(|&&byte| byte >= 0xc0).count() as u64;
            at += valid;
            match str::from_utf8(&bytes[at..]).map_err(|error| error.error_len()) {
                Ok(_) | Err(None) => break,
                Err(Some(length)) => {
                    self.add_invalid(offset + at as u64);
                    at += length;
                }
            }
        }
        at
    }

    fn add_invalid(&mut self, at: u64) {
        self.invalid += 1;
        self.first_invalid.get_or_insert(at);
    }
}

/// The line of the byte at this place.
fn line_of(source: &mut (impl Read + Seek), at: u64, bytes: &mut [u8]) -> io::Result<u64> {
    source.seek(SeekFrom::Start(0))?;
    let mut source = source.take(at);
    let (mut line, mut last) = (1, 0);
    loop {
        let count = read_full(&mut source, bytes)?;
        for &byte in &bytes[..count] {
            line += u64::from(byte == b'\r' || byte == b'\n' && last != b'\r');
            last = byte;
        }
        if count < bytes.len() {
            return Ok(line);
        }
    }
}

/// Fills the bytes as far as the source goes.
pub(super) fn read_full(source: &mut impl Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < bytes.len() {
        match source.read(&mut bytes[count..]) {
            Ok(0) => break,
            Ok(read) => count += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}
