//! Runs the program in a folder of its own and compares all it says at once.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// One call of the program.
pub(crate) struct Run {
    dir: TempDir,
    args: Vec<String>,
    env: Vec<(String, String)>,
}

/// What it did.
#[derive(Debug)]
pub(crate) struct Done {
    /// Exit code; -1 when killed.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The folder it ran in.
    pub dir: TempDir,
}

impl Run {
    /// An empty folder, English messages, a fixed day.
    pub(crate) fn new() -> Run {
        let env = [("LANG", "C"), ("SOURCE_DATE_EPOCH", "1795392000"), ("NO_COLOR", "1")];
        let env = env.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
        Run { dir: tempfile::tempdir().unwrap(), args: Vec::new(), env }
    }

    /// Puts a file into the folder.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Run {
        let path = self.dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Adds arguments.
    pub(crate) fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Run {
        self.args.extend(args.into_iter().map(str::to_owned));
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, key: &str, value: &str) -> Run {
        self.env.push((key.to_owned(), value.to_owned()));
        self
    }

    /// The folder, for what [`Run::file`] cannot make.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs the program.
    pub(crate) fn run(self) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toroi"));
        command.current_dir(self.dir.path()).args(&self.args).env_remove("LC_ALL");
        command.env_remove("LC_MESSAGES").envs(self.env);
        let output = command.output().unwrap();
        Done {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            dir: self.dir,
        }
    }
}

impl Done {
    /// The path of a file in the folder.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Fails unless the program succeeded.
    #[track_caller]
    pub(crate) fn ok(self) -> Done {
        assert_eq!(self.code, 0, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
