//! `toroi serve`: the page from this computer.

use std::path::Path;
use std::sync::Arc;
use std::thread;

use super::faults;
use super::serve_args::ServeArgs;
use super::terminal::Terminal;
use crate::diag::{Lang, Sink};
use crate::serve::{self, Invitation, Opening, Server};
use crate::source::Sources;
use crate::world::Project;

/// Serves the page until Ctrl-C; where it is served already, leads there.
pub(super) fn run(options: &ServeArgs, project: &Path, terminal: Terminal) -> u8 {
    let world = Arc::new(Project::new(project));
    let is_lan = options.lan || options.lan_save;
    if options.port.is_none()
        && !is_lan
        && let Some(address) = serve::running(&world)
    {
        terminal.print(&address);
        terminal.note(terminal.say(
            "The page is open already, at the address above.\n",
            "Trang này đã mở sẵn ở địa chỉ trên.\n",
        ));
        open_browser(options, &address, terminal);
        return 0;
    }
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let opening = Opening {
        port: options.port,
        is_lan,
        is_lan_saving: options.lan_save,
        threads,
        project: Some(Arc::clone(&world)),
    };
    let served =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().and_then(|runtime| {
            runtime.block_on(async {
                let server = Server::open(world, opening).await?;
                invite(&server, options, terminal);
                server.run(ended()).await;
                Ok(())
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

/// Says where the page is, and how phones come in.
fn invite(server: &Server, options: &ServeArgs, terminal: Terminal) {
    let address = server.address();
    terminal.print(&address);
    if let Some(invitation) = server.invitation() {
        terminal.note(&phones(&invitation, terminal.printer.lang));
    }
    terminal.note(terminal.say(
        "Open this address in a browser on this computer. Ctrl-C ends the program.\n",
        "Mở địa chỉ này bằng trình duyệt trên máy này. Muốn tắt thì bấm Ctrl-C.\n",
    ));
    open_browser(options, &address, terminal);
}

/// Opens the browser where somebody wants it.
fn open_browser(options: &ServeArgs, address: &str, terminal: Terminal) {
    // The address stands there to be opened by hand.
    if options.open && open::that_detached(address).is_err() {
        terminal.note(terminal.say(
            "No browser could be started; please open the address yourself.\n",
            "Chưa mở được trình duyệt, bạn tự mở địa chỉ trên nhé.\n",
        ));
    }
}

/// What to type on a phone, and who can read along.
fn phones(invitation: &Invitation, lang: Lang) -> String {
    let Invitation { addresses, passphrase } = invitation;
    let at = |join: &str| addresses.join(join);
    match (lang, addresses.is_empty()) {
        (Lang::En, true) => "This computer is in no network, so no phone can come in.\n".to_owned(),
        (Lang::Vi, true) => "Máy này chưa vào mạng nào nên điện thoại chưa vào được.\n".to_owned(),
        (Lang::En, false) => format!(
            "On a phone in the same Wi-Fi open {} and type {passphrase}. Whoever is in this Wi-Fi can \
             read along; use it for lists of names only in a network you trust.\n",
            at(" or "),
        ),
        (Lang::Vi, false) => format!(
            "Trên điện thoại dùng chung Wi-Fi, mở {} rồi gõ {passphrase}. Người cùng Wi-Fi này có thể \
             xem trộm; danh sách có tên người thì chỉ dùng với mạng mình tin.\n",
            at(" hoặc "),
        ),
    }
}

async fn ended() {
    // Where no signal can be heard, the window is closed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
