//! `toroi serve`: the page from this computer.

use std::path::Path;
use std::sync::Arc;
use std::thread;

use super::faults;
use super::serve_args::ServeArgs;
use super::terminal::Terminal;
use crate::diag::Sink;
use crate::serve::Server;
use crate::source::Sources;
use crate::world::Project;

/// Serves the page until Ctrl-C.
pub(super) fn run(options: &ServeArgs, project: &Path, terminal: Terminal) -> u8 {
    let world = Arc::new(Project::new(project));
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let served =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().and_then(|runtime| {
            runtime.block_on(async {
                let server = Server::open(world, options.port, threads).await?;
                let address = server.address();
                terminal.print(&address);
                terminal.note(terminal.say(
                    "Open this address in a browser on this computer. Ctrl-C ends the program.\n",
                    "Mở địa chỉ này bằng trình duyệt trên máy này. Muốn tắt thì bấm Ctrl-C.\n",
                ));
                server.run(ended()).await
            })
        });
    match served {
        Ok(()) => 0,
        Err(error) => {
            let mut sink = Sink::new();
            sink.push(faults::usage::not_served(options.port, &error));
            terminal.findings(&sink, &Sources::new());
            2
        }
    }
}

async fn ended() {
    // Where no signal can be heard, the window is closed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
