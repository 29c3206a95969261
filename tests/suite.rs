//! All integration tests in one program, so that they are linked once. See tests/README.md.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "suite/breaks.rs"]
mod breaks;
#[path = "suite/case.rs"]
mod case;
#[path = "suite/chapters.rs"]
mod chapters;
#[path = "suite/cli.rs"]
mod cli;
#[path = "suite/codes.rs"]
mod codes;
#[path = "suite/commands.rs"]
mod commands;
#[path = "suite/commonmark.rs"]
mod commonmark;
#[path = "suite/convert.rs"]
mod convert;
#[path = "suite/corrected.rs"]
mod corrected;
#[path = "suite/designers.rs"]
mod designers;
#[path = "suite/docs.rs"]
mod docs;
#[path = "suite/documents.rs"]
mod documents;
#[path = "suite/drawings.rs"]
mod drawings;
#[path = "suite/encodings.rs"]
mod encodings;
#[path = "suite/errors.rs"]
mod errors;
#[path = "suite/errors_layout.rs"]
mod errors_layout;
#[path = "suite/errors_sheets.rs"]
mod errors_sheets;
#[path = "suite/errors_templates.rs"]
mod errors_templates;
#[path = "suite/errors_typed.rs"]
mod errors_typed;
#[path = "suite/faces.rs"]
mod faces;
#[path = "suite/facts.rs"]
mod facts;
#[cfg(unix)]
#[path = "suite/files.rs"]
mod files;
#[cfg(unix)]
#[path = "suite/files_written.rs"]
mod files_written;
#[path = "suite/findings.rs"]
mod findings;
#[path = "suite/finished.rs"]
mod finished;
#[path = "suite/folding.rs"]
mod folding;
#[path = "suite/formats.rs"]
mod formats;
#[path = "suite/forms.rs"]
mod forms;
#[path = "suite/golden.rs"]
mod golden;
#[cfg(unix)]
#[path = "suite/growth.rs"]
mod growth;
#[path = "suite/heard.rs"]
mod heard;
#[path = "suite/history.rs"]
mod history;
#[path = "suite/holes.rs"]
mod holes;
#[path = "suite/house.rs"]
mod house;
#[path = "suite/imports.rs"]
mod imports;
#[path = "suite/imposition.rs"]
mod imposition;
#[path = "suite/ink.rs"]
mod ink;
#[path = "suite/kit.rs"]
mod kit;
#[path = "suite/label_check.rs"]
mod label_check;
#[path = "suite/leftover.rs"]
mod leftover;
#[path = "suite/letters.rs"]
mod letters;
#[path = "suite/linking.rs"]
mod linking;
#[path = "suite/listener.rs"]
mod listener;
#[path = "suite/looks.rs"]
mod looks;
#[path = "suite/merge.rs"]
mod merge;
#[path = "suite/merge_bad.rs"]
mod merge_bad;
#[path = "suite/merge_clusters.rs"]
mod merge_clusters;
#[path = "suite/merge_hostile.rs"]
mod merge_hostile;
#[cfg(target_os = "linux")]
#[path = "suite/merge_memory.rs"]
mod merge_memory;
#[path = "suite/merge_names.rs"]
mod merge_names;
#[path = "suite/merge_resume.rs"]
mod merge_resume;
#[path = "suite/merge_sheets.rs"]
mod merge_sheets;
#[path = "suite/merge_templates.rs"]
mod merge_templates;
#[path = "suite/merging.rs"]
mod merging;
#[path = "suite/missing.rs"]
mod missing;
#[path = "suite/naughty.rs"]
mod naughty;
#[path = "suite/normalise.rs"]
mod normalise;
#[path = "suite/occasions.rs"]
mod occasions;
#[path = "suite/one_writer.rs"]
mod one_writer;
#[path = "suite/panels.rs"]
mod panels;
#[path = "suite/paper.rs"]
mod paper;
#[path = "suite/pdf.rs"]
mod pdf;
#[path = "suite/photocopy.rs"]
mod photocopy;
#[path = "suite/pixels.rs"]
mod pixels;
#[path = "suite/plain.rs"]
mod plain;
#[path = "suite/plain_words.rs"]
mod plain_words;
#[path = "suite/poppler.rs"]
mod poppler;
#[path = "suite/poster.rs"]
mod poster;
#[path = "suite/press.rs"]
mod press;
#[path = "suite/press_x1a.rs"]
mod press_x1a;
#[path = "suite/printers.rs"]
mod printers;
#[path = "suite/products.rs"]
mod products;
#[path = "suite/props.rs"]
mod props;
#[path = "suite/records.rs"]
mod records;
#[path = "suite/records_around.rs"]
mod records_around;
#[path = "suite/records_csv.rs"]
mod records_csv;
#[path = "suite/records_forms.rs"]
mod records_forms;
#[path = "suite/records_letters.rs"]
mod records_letters;
#[path = "suite/records_sheets.rs"]
mod records_sheets;
#[path = "suite/records_titles.rs"]
mod records_titles;
#[path = "suite/roster.rs"]
mod roster;
#[path = "suite/run.rs"]
mod run;
#[path = "suite/schema.rs"]
mod schema;
#[path = "suite/screens.rs"]
mod screens;
#[path = "suite/serve.rs"]
mod serve;
#[path = "suite/serve_attacks.rs"]
mod serve_attacks;
#[path = "suite/serve_load.rs"]
mod serve_load;
#[path = "suite/serve_restart.rs"]
mod serve_restart;
#[path = "suite/served.rs"]
mod served;
#[path = "suite/session.rs"]
mod session;
#[path = "suite/sheets.rs"]
mod sheets;
#[path = "suite/slow.rs"]
mod slow;
#[path = "suite/subject.rs"]
mod subject;
#[path = "suite/syllables.rs"]
mod syllables;
#[path = "suite/terms.rs"]
mod terms;
#[path = "suite/truth.rs"]
mod truth;
#[path = "suite/typed.rs"]
mod typed;
#[path = "suite/usage.rs"]
mod usage;
#[path = "suite/views.rs"]
mod views;
#[path = "suite/ward.rs"]
mod ward;
#[path = "suite/ward_sheets.rs"]
mod ward_sheets;
#[path = "suite/web.rs"]
mod web;
#[path = "suite/web_lists.rs"]
mod web_lists;
#[path = "suite/web_this_print.rs"]
mod web_this_print;
#[path = "suite/yaml_errors.rs"]
mod yaml_errors;
#[path = "suite/yaml_suite.rs"]
mod yaml_suite;
