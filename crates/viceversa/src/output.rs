//! Files that appear all together or not at all.
//!
//! Each is written beside its place under another name. Only when all are complete are they renamed, one after the other;
//! should one fail, those before it are put back as they were.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::stop;

/// The path that stands for standard output.
pub const STDOUT: &str = "-";

/// Where one file goes.
#[derive(Debug)]
enum Place {
    /// A file that is put in place by renaming.
    Path(PathBuf),
    /// Standard output.
    Stdout,
    /// A pipe or a device: written to, never replaced.
    Device(PathBuf),
}

/// Files to be written together.
pub struct Outputs {
    finished: Vec<(Place, Complete)>,
}

/// A file that is complete but not yet in place.
enum Complete {
    Named(NamedTempFile),
    Nameless(File),
}

/// A checked place for a file.
pub struct Target {
    place: Place,
    shown: PathBuf,
}

/// Checks places before any work: they are no inputs, differ from each other, and can be written to.
pub fn targets(inputs: &[&Path], outputs: &[&Path]) -> Result<Vec<Target>, Failure> {
    let inputs: Vec<(PathBuf, &Path)> =
        inputs.iter().filter_map(|input| Some((fs::canonicalize(input).ok()?, *input))).collect();
    let mut taken: Vec<PathBuf> = Vec::new();
    let mut targets = Vec::with_capacity(outputs.len());
    for &output in outputs {
        let place = place(output)?;
        let identity = match &place {
            Place::Path(path) | Place::Device(path) => path.clone(),
            Place::Stdout => STDOUT.into(),
        };
        let is_input = |input: &&(PathBuf, &Path)| input.0 == identity || is_same_file(&input.0, &identity);
        if let Some((_, input)) = inputs.iter().find(is_input) {
            return Err(Failure::OutputIsInput { path: input.to_path_buf() });
        }
        if !matches!(place, Place::Device(_)) {
            if taken.iter().any(|other| *other == identity || is_same_file(other, &identity)) {
                return Err(Failure::OutputTwice { path: output.into() });
            }
            taken.push(identity);
        }
        targets.push(Target { place, shown: output.into() });
    }
    Ok(targets)
}

fn place(output: &Path) -> Result<Place, Failure> {
    if output == Path::new(STDOUT) {
        return Ok(Place::Stdout);
    }
    let failed = |error| Failure::NotWritable { path: output.into(), error };
    match fs::canonicalize(output) {
        Ok(path) => {
            let kind = fs::metadata(&path).map_err(failed)?.file_type();
            if kind.is_dir() {
                return Err(failed(io::ErrorKind::IsADirectory.into()));
            }
            if !kind.is_file() {
                return Ok(Place::Device(path));
            }
            // The folder may allow what the file itself does not.
            File::options().append(true).open(&path).map_err(failed)?;
            temporary(&path).map_err(failed)?;
            Ok(Place::Path(path))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = output.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
            let folder = fs::canonicalize(folder(output)).map_err(failed)?;
            let path = folder.join(name);
            temporary(&path).map_err(failed)?;
            Ok(Place::Path(path))
        }
        Err(error) => Err(failed(error)),
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file beside the path that removes itself unless it is renamed.
fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".viceversa-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: what the user's umask leaves of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder(path))
}

/// Two names of one file.
#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => one.dev() == other.dev() && one.ino() == other.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same_file(_: &Path, _: &Path) -> bool {
    false
}

impl Outputs {
    /// No files yet.
    pub fn new() -> Outputs {
        Outputs { finished: Vec::new() }
    }

    /// Writes one file completely, beside its place.
    pub fn write<T>(
        &mut self,
        target: Target,
        content: impl FnOnce(&mut BufWriter<&File>) -> io::Result<T>,
    ) -> Result<T, Failure> {
        let Target { place, shown } = target;
        let (file, result) =
            complete(&place, content).map_err(|error| Failure::NotWritable { path: shown, error })?;
        self.finished.push((place, file));
        Ok(result)
    }

    /// Puts all files in place, or none.
    pub fn put_in_place(self) -> Result<(), Failure> {
        let (files, streams): (Vec<_>, Vec<_>) =
            self.finished.into_iter().partition(|(place, _)| matches!(place, Place::Path(_)));
        // What went down a pipe cannot be taken back: so pipes come first, while files can still be left out.
        for (place, file) in streams {
            pour(&place, file)?;
        }
        let mut lock = stop::uninterrupted();
        let mut replaced = Vec::new();
        for (place, file) in files {
            let (Place::Path(path), Complete::Named(file)) = (place, file) else { continue };
            match Replaced::new(&path, file) {
                Ok(done) => replaced.push(done),
                Err(error) => {
                    replaced.into_iter().rev().for_each(Replaced::undo);
                    return Err(Failure::NotWritable { path, error });
                }
            }
        }
        replaced.into_iter().for_each(Replaced::keep);
        lock.done();
        Ok(())
    }
}

/// Writes a file to its end, beside its place.
fn complete<T>(
    place: &Place,
    content: impl FnOnce(&mut BufWriter<&File>) -> io::Result<T>,
) -> io::Result<(Complete, T)> {
    let file = match place {
        Place::Path(path) => {
            let mut lock = stop::uninterrupted();
            let file = temporary(path)?;
            lock.add_leftover(file.path());
            Complete::Named(file)
        }
        Place::Stdout | Place::Device(_) => Complete::Nameless(tempfile::tempfile()?),
    };
    let mut writer = BufWriter::with_capacity(1 << 16, file.as_file());
    let result = content(&mut writer)?;
    writer.flush()?;
    drop(writer);
    if let Complete::Named(file) = &file {
        file.as_file().sync_all()?;
    }
    Ok((file, result))
}

impl Complete {
    fn as_file(&self) -> &File {
        match self {
            Complete::Named(file) => file.as_file(),
            Complete::Nameless(file) => file,
        }
    }
}

/// Copies a complete file to standard output or a device.
fn pour(place: &Place, file: Complete) -> Result<(), Failure> {
    let copy = |out: &mut dyn Write| {
        let mut file = file.as_file();
        file.rewind()?;
        io::copy(&mut BufReader::with_capacity(1 << 16, file), out)?;
        out.flush()
    };
    let (result, path) = match place {
        Place::Stdout => (copy(&mut io::stdout().lock()), PathBuf::from(STDOUT)),
        Place::Device(path) | Place::Path(path) => {
            (File::options().write(true).open(path).and_then(|mut file| copy(&mut file)), path.clone())
        }
    };
    match result {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure::NotWritable { path, error }),
    }
}

/// A file that was put in place, and the one that was there before.
struct Replaced {
    path: PathBuf,
    before: Option<PathBuf>,
}

impl Replaced {
    fn new(path: &Path, file: NamedTempFile) -> io::Result<Replaced> {
        let before = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) => {
                file.as_file().set_permissions(metadata.permissions())?;
                Some(set_aside(path)?)
            }
            Err(_) => None,
        };
        match file.persist(path) {
            Ok(_) => Ok(Replaced { path: path.into(), before }),
            Err(error) => {
                if let Some(before) = before {
                    // Either it is a second name of the file, or the file itself.
                    let _ = fs::rename(before, path);
                }
                Err(error.error)
            }
        }
    }

    fn undo(self) {
        let _ = match &self.before {
            Some(before) => fs::rename(before, &self.path),
            None => fs::remove_file(&self.path),
        };
    }

    fn keep(self) {
        if let Some(before) = self.before {
            let _ = fs::remove_file(before);
        }
    }
}

/// Gives the file a second name, so that its place is never empty; where that is impossible, renames it.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let aside = temporary(path)?.path().to_owned();
    if fs::hard_link(path, &aside).is_err() {
        fs::rename(path, &aside)?;
    }
    Ok(aside)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

    use super::*;

    /// Both files complete, not yet in place.
    fn written(paths: &[&Path]) -> Outputs {
        let mut outputs = Outputs::new();
        for target in targets(&[], paths).unwrap() {
            outputs.write(target, |out| out.write_all(b"new")).unwrap();
        }
        outputs
    }

    #[test]
    fn what_was_replaced_comes_back_if_another_file_fails() {
        let folder = tempfile::tempdir().unwrap();
        let [first, fresh, last] = ["first", "fresh", "last"].map(|name| folder.path().join(name));
        fs::write(&first, "old").unwrap();
        let outputs = written(&[&first, &fresh, &last]);
        // Someone puts a folder in the last file's place.
        fs::create_dir(&last).unwrap();
        assert!(matches!(outputs.put_in_place(), Err(Failure::NotWritable { .. })));
        assert_eq!(fs::read_to_string(&first).unwrap(), "old");
        assert!(!fresh.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing temporary stays");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_permissions_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        written(&[&link]).put_in_place().unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn what_is_not_put_in_place_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        drop(written(&[&folder.path().join("file")]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
