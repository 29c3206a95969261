//! The schemas of all files that people write, and which files each is for.

use crate::doc::{BASE_FILE, LOOK_FILE, STYLE_FILE};
use crate::facts::{FACTS_FILE, LABELS_FILE};
use crate::guide::{FRONT_MATTER, GUIDE_FILE, PROJECT_FILE, TERMS_FILE};
use crate::kit::KIT_FILE;
use crate::printer::PRINTERS_FILE;
use crate::qr::SITES_FILE;
use crate::report::quoted;
use crate::screen::SCREENS_FILE;
use crate::ward::WARD_FILE;
use crate::yaml::Schema;

/// The folder of schemas in a project.
pub const SCHEMAS_FOLDER: &str = "schemas";

/// The schema of files of one kind.
#[derive(Clone, Copy, Debug)]
pub struct FileSchema {
    /// What people call it: `ward`.
    pub name: &'static str,
    title: &'static str,
    /// Its files in a project, as editors name them: `!` takes some away again.
    pub files: &'static [&'static str],
    schema: Schema,
}

/// All of them.
pub const SCHEMAS: [FileSchema; 14] = [
    FileSchema {
        name: "front-matter",
        title: "Phần khai báo ở đầu bài viết bằng Markdown",
        files: &["guides/*.md"],
        schema: FRONT_MATTER,
    },
    FileSchema {
        name: "guide",
        title: "Bài viết bằng YAML",
        files: &[
            "guides/*.yaml",
            "!guides/project.yaml",
            "!guides/sites.yaml",
            "!guides/facts.yaml",
            "!guides/labels.yaml",
            "!guides/screens.yaml",
            "!guides/terms.yaml",
        ],
        schema: GUIDE_FILE,
    },
    FileSchema {
        name: "project",
        title: "Dự án nói về điều gì",
        files: &["guides/project.yaml"],
        schema: PROJECT_FILE,
    },
    FileSchema {
        name: "sites",
        title: "Các trang tờ in được dẫn tới",
        files: &["guides/sites.yaml"],
        schema: SITES_FILE,
    },
    FileSchema {
        name: "facts",
        title: "Bảng dữ kiện",
        files: &["guides/facts.yaml"],
        schema: FACTS_FILE,
    },
    FileSchema {
        name: "labels",
        title: "Tên các nút",
        files: &["guides/labels.yaml"],
        schema: LABELS_FILE,
    },
    FileSchema {
        name: "screens",
        title: "Các màn hình vẽ từ dữ liệu",
        files: &["guides/screens.yaml"],
        schema: SCREENS_FILE,
    },
    FileSchema {
        name: "terms",
        title: "Từ phải giải thích và vật phải có sẵn",
        files: &["guides/terms.yaml"],
        schema: TERMS_FILE,
    },
    FileSchema {
        name: "ward",
        title: "Số liệu của phường, xã",
        files: &["ward.yaml"],
        schema: WARD_FILE,
    },
    FileSchema {
        name: "printers",
        title: "Các máy in đã đo",
        files: &["printers.yaml"],
        schema: PRINTERS_FILE,
    },
    FileSchema {
        name: "base",
        title: "Màu và kiểu dùng chung",
        files: &["templates/base.yaml"],
        schema: BASE_FILE,
    },
    FileSchema {
        name: "look",
        title: "Một vẻ của mọi loại tờ in",
        files: &["templates/looks/*.yaml"],
        schema: LOOK_FILE,
    },
    FileSchema {
        name: "style",
        title: "Khổ giấy, cỡ chữ, màu của một loại tờ in",
        files: &["templates/*/style.yaml"],
        schema: STYLE_FILE,
    },
    FileSchema {
        name: "kit",
        title: "Một bộ tờ in",
        files: &["templates/kits/*.yaml", "!templates/kits/style.yaml"],
        schema: KIT_FILE,
    },
];

impl FileSchema {
    /// The schema of this name.
    pub fn by_name(name: &str) -> Option<FileSchema> {
        SCHEMAS.into_iter().find(|schema| schema.name == name)
    }

    /// Its file in a project.
    pub fn path(self) -> String {
        format!("{SCHEMAS_FOLDER}/{}.json", self.name)
    }

    /// What stands in that file.
    pub fn json(self) -> String {
        self.schema.to_json(self.title)
    }
}

/// The settings of VS Code that lead from files to their schemas.
pub fn editor_settings() -> String {
    let line = |schema: &FileSchema| {
        let files: Vec<String> = schema.files.iter().map(|file| quoted(file)).collect();
        format!("    \"./{}\": [{}]", schema.path(), files.join(", "))
    };
    let lines: Vec<String> = SCHEMAS.iter().map(line).collect();
    format!("{{\n  \"yaml.schemas\": {{\n{}\n  }}\n}}\n", lines.join(",\n"))
}
