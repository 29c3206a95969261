//! `toroi explain CODE`.

use super::terminal::Terminal;
use crate::diag::{Code, nearest};

/// Prints what a code means.
pub(super) fn run(code: &str, terminal: Terminal) -> u8 {
    if let Some(code) = Code::from_id(code) {
        terminal.print(code.explain(terminal.printer.lang));
        return 0;
    }
    let ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let unknown = terminal.say("there is no code", "không có mã");
    terminal.note(&format!("{unknown} `{code}`\n"));
    if let Some(near) = nearest(&code.to_uppercase(), ids.iter().copied()) {
        let mean = terminal.say("did you mean", "có phải ý bạn là");
        terminal.note(&format!("{mean} {near}?\n"));
    }
    terminal.note(&format!("{}\n", ids.join(" ")));
    2
}
