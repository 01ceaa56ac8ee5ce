//! Matrices as NumPy reads them: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>, version 1.0.

use std::io::{self, Write};

/// Writes what comes before the rows of a matrix of 16-bit numbers with sign.
pub fn write_header(out: &mut impl Write, rows: usize, columns: usize) -> io::Result<()> {
    let mut header = format!("{{'descr': '<i2', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
    // Magic, version, length, header and line end together fill whole blocks of 64 bytes.
    while (10 + header.len() + 1) % 64 != 0 {
        header.push(' ');
    }
    header.push('\n');
    out.write_all(b"\x93NUMPY\x01\x00")?;
    out.write_all(&(header.len() as u16).to_le_bytes())?;
    out.write_all(header.as_bytes())
}

/// Writes a row, or several.
pub fn write_numbers(out: &mut impl Write, numbers: &[i16]) -> io::Result<()> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    out.write_all(&bytes)
}
