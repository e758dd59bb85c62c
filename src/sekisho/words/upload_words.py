"""Words about files that cannot be taken, in English, Japanese and Chinese."""

from __future__ import annotations

from typing import Final

UPLOAD_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "upload-of": ("“{0}”: {1}", "「{0}」：{1}", "“{0}”：{1}"),
    "upload-at-line": ("line {0}: {1}", "{0} 行目：{1}", "第 {0} 行：{1}"),
    "upload-empty": (
        "the file is empty. Was it saved before it was sent?",
        "ファイルが空です。保存してから送信したか確認してください。",
        "文件为空。请确认已保存后再提交。",
    ),
    "upload-blank": (
        "the file holds nothing but blanks.",
        "ファイルには空白しかありません。",
        "文件中只有空白。",
    ),
    "upload-too-large": (
        "the file has {0} MB; at most {1} MB are taken. Divide it, or send only what is needed.",
        "ファイルの大きさは {0} MB です。上限は {1} MB です。分割するか、必要な部分だけを送信してください。",
        "文件大小为 {0} MB，上限为 {1} MB。请拆分，或只提交所需部分。",
    ),
    "upload-foreign-transaction": (
        "this is not a transaction file ({0}). Send a text file in YAML or JSON, as “Transaction file” on a check gives it.",
        "取引ファイルではありません（{0}）。取引審査の「取引ファイル」で得られる YAML または JSON のテキストファイルを送信してください。",
        "这不是交易文件（{0}）。请提交 YAML 或 JSON 文本文件，即交易评估页“交易文件”所给的格式。",
    ),
    "upload-foreign-table": (
        "this is not a table ({0}). Save the table as xlsx, or as CSV in UTF-8, and send that.",
        "表ではありません（{0}）。xlsx または UTF-8 の CSV として保存し、送信してください。",
        "这不是表格（{0}）。请另存为 xlsx 或 UTF-8 编码的 CSV 后提交。",
    ),
    "upload-not-utf8": (
        "this is not text in UTF-8 ({0}). Save the file as text in UTF-8.",
        "UTF-8 のテキストではありません（{0}）。UTF-8 のテキストファイルとして保存してください。",
        "不是 UTF-8 文本（{0}）。请另存为 UTF-8 文本文件。",
    ),
    "upload-no-encoding": (
        "this is no text in UTF-8, UTF-16, Shift_JIS, GB 18030 or Big5. Save the table as CSV in UTF-8.",
        "UTF-8、UTF-16、Shift_JIS、GB 18030、Big5 のいずれのテキストでもありません。UTF-8 の CSV として保存してください。",
        "不是 UTF-8、UTF-16、Shift_JIS、GB 18030 或 Big5 文本。请另存为 UTF-8 编码的 CSV。",
    ),
    "upload-control": (
        "there is a control character ({0}), so this is no text file. Save it as plain text.",
        "制御文字（{0}）があり、テキストファイルではありません。通常のテキストとして保存してください。",
        "含有控制字符（{0}），不是文本文件。请另存为纯文本。",
    ),
    "upload-alias": (
        "the alias *{0} is not used in transaction files. Write the value out.",
        "エイリアス *{0} は取引ファイルでは使えません。値をそのまま書いてください。",
        "交易文件中不能使用别名 *{0}。请直接写出其值。",
    ),
    "upload-tag": (
        "the tag {0} is not used in transaction files. Write the value as plain text.",
        "タグ {0} は取引ファイルでは使えません。値を通常の文字で書いてください。",
        "交易文件中不能使用标签 {0}。请以普通文本写出其值。",
    ),
    "upload-too-deep": (
        "it is nested more than {0} levels deep; no transaction is.",
        "入れ子が {0} 段を超えています。取引ファイルではありえない深さです。",
        "嵌套超过 {0} 层，交易文件不会如此。",
    ),
    "upload-too-many": (
        "it holds more than {0} values. Divide it into several transactions.",
        "値が {0} 個を超えています。複数の取引に分けてください。",
        "包含的值超过 {0} 个。请拆分为多笔交易。",
    ),
    "upload-two-documents": (
        "a second document begins here (---). Send one transaction a file.",
        "ここから 2 つ目の文書（---）が始まっています。1 ファイルに 1 取引としてください。",
        "此处开始第二个文档（---）。每个文件只放一笔交易。",
    ),
    "upload-not-yaml": (
        "this is neither YAML nor JSON.",
        "YAML でも JSON でもありません。",
        "既不是 YAML 也不是 JSON。",
    ),
    "upload-too-many-lines": (
        "the table has {0} lines; at most {1} are taken. Divide it.",
        "表は {0} 行あります。上限は {1} 行です。分割してください。",
        "表格有 {0} 行，上限为 {1} 行。请拆分。",
    ),
    "upload-too-many-columns": (
        "there are {0} columns; at most {1} are taken. Is the separator right?",
        "列が {0} 個あります。上限は {1} 個です。区切り文字を確認してください。",
        "有 {0} 列，上限为 {1} 列。请检查分隔符。",
    ),
    "upload-too-many-cells": (
        "the sheet spans {0} cells; at most {1} are taken. Delete empty rows and columns beyond the table.",
        "シートの範囲は {0} セルです。上限は {1} セルです。表の外側の空の行と列を削除してください。",
        "工作表范围为 {0} 个单元格，上限为 {1} 个。请删除表格以外的空行和空列。",
    ),
    "upload-long-cell": (
        "a cell holds more than {0} letters. Shorten it.",
        "{0} 文字を超えるセルがあります。短くしてください。",
        "有单元格超过 {0} 个字符。请缩短。",
    ),
    "upload-broken-workbook": (
        "the workbook is broken or incomplete. Open it, save it again as xlsx, and send that; CSV in UTF-8 works too.",
        "ブックが壊れているか不完全です。開いて xlsx として保存し直し、送信してください。UTF-8 の CSV も使えます。",
        "工作簿已损坏或不完整。请打开后另存为 xlsx 再提交，也可使用 UTF-8 编码的 CSV。",
    ),
    "upload-no-workbook": (
        "this archive is no workbook. Save the table as xlsx, or as CSV in UTF-8, and send that.",
        "この圧縮ファイルはブックではありません。表を xlsx または UTF-8 の CSV として保存し、送信してください。",
        "该压缩文件不是工作簿。请将表格另存为 xlsx 或 UTF-8 编码的 CSV 后提交。",
    ),
    "upload-many-members": (
        "the archive holds {0} files; no plain workbook does. Save the table as CSV in UTF-8.",
        "圧縮ファイルに {0} 個のファイルがあります。通常のブックではありません。UTF-8 の CSV として保存してください。",
        "压缩文件中有 {0} 个文件，不是普通工作簿。请另存为 UTF-8 编码的 CSV。",
    ),
    "upload-path-outside": (
        "the archive names a path outside itself; it is refused. Save the table as CSV in UTF-8.",
        "圧縮ファイルが外部の場所を指しているため受け付けられません。表を UTF-8 の CSV として保存してください。",
        "压缩文件指向其外部的路径，不予接收。请将表格另存为 UTF-8 编码的 CSV。",
    ),
    "upload-password": (
        "the file wants a password. Save it without one, and send that.",
        "ファイルにパスワードが設定されています。パスワードなしで保存し、送信してください。",
        "文件设有密码。请取消密码后保存并提交。",
    ),
    "upload-macros": (
        "the workbook holds macros. Save it as xlsx without macros, and send that.",
        "ブックにマクロが含まれています。マクロなしの xlsx として保存し、送信してください。",
        "工作簿含有宏。请另存为不含宏的 xlsx 后提交。",
    ),
    "upload-entities": (
        "the workbook defines its own entities; no plain workbook does. Save the table as CSV in UTF-8.",
        "ブックに独自の実体定義があります。通常のブックではありません。表を UTF-8 の CSV として保存してください。",
        "工作簿中定义了实体，不是普通工作簿。请将表格另存为 UTF-8 编码的 CSV。",
    ),
    "upload-bomb": (
        "the workbook grows far beyond its size when it is unpacked; it is refused. Save the table as CSV in UTF-8.",
        "展開すると極端に大きくなるため受け付けられません。表を UTF-8 の CSV として保存してください。",
        "解压后体积异常增大，不予接收。请将表格另存为 UTF-8 编码的 CSV。",
    ),
}
