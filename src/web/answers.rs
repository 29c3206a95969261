//! Who answers which request.

use super::engine::{Call, Engine};
use super::frame::Frame;
use super::reply::Reply;
use super::request::Asked;
use super::{guides, history, kits, lists, merges, printers, sheets, ward, writing};

impl Engine {
    /// Answers a message with one. Whatever comes, what goes back keeps to the contract.
    pub fn call(&self, message: &[u8], call: &Call<'_>) -> Vec<u8> {
        self.answer(message, call).unwrap_or_else(Reply::fault).write()
    }

    fn answer(&self, message: &[u8], call: &Call<'_>) -> Result<Reply, String> {
        let asked = Asked::read(&Frame::read(message)?, &self.base)?;
        match asked.what.as_str() {
            "hello" => Ok(guides::hello(self.name, call)),
            "guides" => Ok(guides::list(self, &asked)),
            "check" => guides::check(self, &asked),
            "ward.questions" => Ok(ward::questions(&asked)),
            "accent" => ward::accent(&asked),
            "ward.read" => ward::read(&asked),
            "ward.answers" => ward::answers(self, &asked),
            "pages" => sheets::pages(self, &asked, call),
            "pdf" => sheets::pdf(self, &asked, call),
            "kit" => kits::make(self, &asked, call),
            "printers" => Ok(printers::list(&asked)),
            "printer.sheet" => printers::test_sheet(self, &asked),
            "printer.calibrate" => printers::calibrate(&asked),
            "history" => history::list(self, &asked),
            "history.note" => history::note(self, &asked, call),
            "guide.text" => writing::text(self, &asked),
            "guide.note" => writing::note(self, &asked, call),
            "guide.save" => writing::save(self, &asked, call),
            "guide.earlier" => writing::earlier(self, &asked),
            "guide.import" => writing::import(&asked),
            "list.read" => lists::read(self, &asked),
            "list.rows" => lists::rows(self, &asked),
            "list.match" => lists::matched(self, &asked),
            "list.check" => merges::check(self, &asked, call),
            "record" => merges::record(self, &asked, call),
            "merge" => merges::make(self, &asked, call),
            what => Err(format!("`do` has no `{what}`")),
        }
    }
}
