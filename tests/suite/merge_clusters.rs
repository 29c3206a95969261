//! More than one machine: the files in `.cluster/` say what they have to, and what they run makes,
//! part by part, the very bytes of one run. So does GNU parallel, as docs/merge.md says it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

use super::merging::{GUIDE, Home, households};
use super::run::root;

/// How many parts the files ask for.
const PARTS: usize = 16;

/// A folder with a list as it is called in the files, and what one run makes of it.
fn home() -> (Home, BTreeMap<String, Vec<u8>>) {
    let home = Home::new();
    home.write("danh-sach.csv", households(100));
    let args = ["merge", GUIDE, "--records", "danh-sach.csv", "--product", "hanger"];
    let one = [&args[..], &["--per-file", "4", "--out", "one"]].concat();
    assert!(home.command(&one).output().unwrap().status.success());
    let wanted = home.pdfs("one");
    // More files than parts, and not as many for each.
    assert_eq!(wanted.len(), 25);
    (home, wanted)
}

/// A path in which `toroi` is the program under test.
fn path() -> std::ffi::OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_toroi")).parent().unwrap().to_owned();
    let usual = std::env::var_os("PATH").unwrap();
    let all: Vec<PathBuf> = std::iter::once(program).chain(std::env::split_paths(&usual)).collect();
    std::env::join_paths(all).unwrap()
}

fn ready(home: &Home, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(home.path(".")).env("PATH", path()).env("LANG", "C");
    command.env("SOURCE_DATE_EPOCH", "1795392000").env("PER_FILE", "4");
    command
}

#[track_caller]
fn succeeds(mut command: Command) {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?} cannot run ({error}); tests/run installs what it needs")
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}

/// Fails unless the parts together made the files of one run and a journal each.
#[track_caller]
fn is_one(home: &Home, wanted: &BTreeMap<String, Vec<u8>>, parts: usize) {
    assert!(home.pdfs("out") == *wanted, "{:?}", home.names("out"));
    let names = home.names("out");
    let diaries = names.iter().filter(|name| name.ends_with(".job.jsonl")).count();
    assert_eq!((diaries, names.len()), (parts, parts + wanted.len()), "{names:?}");
}

fn at<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().fold(value, |value, key| match key.parse::<usize>() {
        Ok(index) => &value[index],
        Err(_) => &value[*key],
    })
}

#[test]
fn the_kubernetes_job_makes_the_files_of_one_run() {
    let text = std::fs::read_to_string(root().join(".cluster/kubernetes-job.yaml")).unwrap();
    let job: Value = serde_yaml::from_str(&text).unwrap();
    for (path, wanted) in [
        (&["apiVersion"][..], "batch/v1"),
        (&["kind"], "Job"),
        // Each pod learns its number from JOB_COMPLETION_INDEX.
        (&["spec", "completionMode"], "Indexed"),
        // Of a job nothing else is allowed than Never and OnFailure.
        (&["spec", "template", "spec", "restartPolicy"], "Never"),
        (&["spec", "template", "spec", "containers", "0", "command", "0"], "sh"),
        (&["spec", "template", "spec", "containers", "0", "command", "1"], "-c"),
    ] {
        assert_eq!(at(&job, path).as_str(), Some(wanted), "{path:?}");
    }
    for count in ["completions", "parallelism"] {
        assert_eq!(job["spec"][count].as_u64(), Some(PARTS as u64), "{count}");
    }
    let pod = at(&job, &["spec", "template", "spec"]);
    let container = &pod["containers"][0];
    let mounted = at(container, &["volumeMounts", "0"]);
    assert_eq!(mounted["name"], pod["volumes"][0]["name"]);
    assert_eq!(mounted["mountPath"], container["workingDir"]);
    let arg = |list: &str, index: usize| container[list][index].as_str().unwrap().to_owned();
    let script = arg("args", 0);
    assert!(script.contains(&format!("/{PARTS}\"")), "{script}");

    let (home, wanted) = home();
    for index in 0..PARTS {
        let mut command = ready(&home, &arg("command", 0));
        for variable in container["env"].as_sequence().unwrap() {
            let name = variable["name"].as_str().unwrap();
            if name != "PER_FILE" {
                command.env(name, variable["value"].as_str().unwrap());
            }
        }
        command.args([arg("command", 1), script.clone()]);
        command.env("JOB_COMPLETION_INDEX", index.to_string());
        succeeds(command);
    }
    is_one(&home, &wanted, PARTS);
}

#[test]
fn the_slurm_array_makes_the_files_of_one_run() {
    let file = root().join(".cluster/slurm-array.sh");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(&format!("\n#SBATCH --array=1-{PARTS}\n")), "{text}");
    assert!(text.contains(&format!("\nparts={PARTS}\n")), "{text}");
    // Slurm reads its lines up to the first command.
    let first = text.lines().position(|line| !line.starts_with('#')).unwrap();
    let asked = text.lines().take(first).filter(|line| line.starts_with("#SBATCH")).count();
    assert!(asked == text.matches("\n#SBATCH").count() && asked > 0, "{text}");
    assert!(text.starts_with("#!/usr/bin/env bash\n"), "{text}");

    let (home, wanted) = home();
    let run = |part: usize| {
        let mut command = ready(&home, "bash");
        command.arg(&file).arg("danh-sach.csv").env("SLURM_ARRAY_TASK_ID", part.to_string());
        command.env("SLURM_CPUS_PER_TASK", "2");
        succeeds(command);
    };
    // In any order, and a part a second time.
    (1..=PARTS).rev().for_each(run);
    is_one(&home, &wanted, PARTS);
    std::fs::remove_file(home.path(&format!("out/{GUIDE}-hanger-0003.pdf"))).unwrap();
    run(3);
    is_one(&home, &wanted, PARTS);
}

#[test]
fn gnu_parallel_makes_the_files_of_one_run() {
    let text = std::fs::read_to_string(root().join("docs/merge.md")).unwrap();
    let line = text.lines().find(|line| line.starts_with("parallel "));
    let line = line.expect("docs/merge.md shows how to use GNU parallel");
    let parts: usize =
        line.split("--shard {}/").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(line.ends_with(&format!("::: {{1..{parts}}}")), "{line}");
    let (home, wanted) = home();
    let mut command = ready(&home, "bash");
    // Its notice asks for a citation on the first run.
    let home_folder = home.path("home");
    std::fs::create_dir_all(home_folder.join(".parallel")).unwrap();
    std::fs::write(home_folder.join(".parallel/will-cite"), "").unwrap();
    command.env("HOME", &home_folder);
    command.arg("-c").arg(line.replace("::: ", "--per-file 4 ::: "));
    succeeds(command);
    is_one(&home, &wanted, parts);
}
